package com.innodus.kernel.faces.ui;

import com.innodus.kernel.comments.Comments;
import com.innodus.kernel.comments.Comments.Comment;
import com.innodus.kernel.correspondence.Correspondence;
import com.innodus.kernel.correspondence.Correspondence.Letter;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.History;
import com.innodus.kernel.records.History.Kind;
import com.innodus.kernel.records.History.Position;
import com.innodus.kernel.records.RecordType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happened to a record and was said of it, page by page, newest first; by key, so that page 100 costs what page 1 costs. */
final class TimelinePages<E extends BaseRecord> {
    private static final int SIZE = 25;
    private static final Set<Kind> FILES = EnumSet.of(Kind.FILE_ADDED, Kind.FILE_REMOVED);

    private final RecordType<E> type;
    private final UUID record;
    private final Comments comments;
    private final History history;
    private final Correspondence letters;

    TimelinePages(RecordType<E> type, UUID record, Comments comments, History history, Correspondence letters) {
        this.type = type;
        this.record = record;
        this.comments = comments;
        this.history = history;
        this.letters = letters;
    }

    /** What a timeline can be narrowed to. */
    enum Part {
        ALL,
        COMMENTS,
        CHANGES,
        FILES,
        MAILS
    }

    sealed interface Entry {
        Position position();

        default UUID id() {
            return position().id();
        }
    }

    record Said(Comment comment) implements Entry {
        @Override
        public Position position() {
            return new Position(comment.createdAt(), comment.id());
        }
    }

    record Happened(History.Entry entry) implements Entry {
        @Override
        public Position position() {
            return new Position(entry.at(), entry.id());
        }
    }

    record Wrote(Letter letter) implements Entry {
        @Override
        public Position position() {
            return new Position(letter.createdAt(), letter.id());
        }
    }

    /** @param more whether there are older ones */
    record Page(List<Entry> entries, boolean more) {}

    Page page(Part part, @Nullable Position before) {
        List<Entry> found = new ArrayList<>();
        if (part == Part.ALL || part == Part.COMMENTS) {
            comments.of(type, record, before, SIZE + 1).forEach(comment -> found.add(new Said(comment)));
        }
        Set<Kind> kinds = kinds(part);
        if (!kinds.isEmpty()) {
            history.of(type, record, before, kinds, SIZE + 1).forEach(entry -> found.add(new Happened(entry)));
        }
        if (part == Part.ALL || part == Part.MAILS) {
            letters.of(type, record, before, SIZE + 1).forEach(letter -> found.add(new Wrote(letter)));
        }
        // ids as PostgreSQL compares them, which is not as Java does
        found.sort(Comparator.comparing((Entry entry) -> entry.position().at())
                .thenComparing(entry -> entry.id().toString())
                .reversed());
        return new Page(found.stream().limit(SIZE).toList(), found.size() > SIZE);
    }

    private static Set<Kind> kinds(Part part) {
        return switch (part) {
            case ALL -> EnumSet.allOf(Kind.class);
            case CHANGES -> EnumSet.complementOf(EnumSet.copyOf(FILES));
            case FILES -> FILES;
            case COMMENTS, MAILS -> EnumSet.noneOf(Kind.class);
        };
    }

    List<Comment> pinned() {
        return comments.pinned(type, record);
    }

    /** A position such that the page behind it begins with this entry. */
    Optional<Position> startingWith(UUID id) {
        Optional<Position> position = comments.find(type, record, id).map(comment -> new Said(comment).position());
        return position.or(() -> history.find(type, record, id).map(entry -> new Happened(entry).position()))
                .or(() -> letters.find(type, record, id).map(letter -> new Wrote(letter).position()))
                // times are kept to the microsecond
                .map(at -> new Position(at.at().plusNanos(1_000), new UUID(0, 0)));
    }
}
