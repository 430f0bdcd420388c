package com.innodus.kernel.faces.ui;

import com.innodus.kernel.access.Users;
import com.innodus.kernel.comments.Comments;
import com.innodus.kernel.correspondence.Correspondence;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.History;
import com.innodus.kernel.records.RecordType;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes the timelines of sheets. */
@Component
class Timelines {
    private final Comments comments;
    private final History history;
    private final Correspondence letters;
    private final Users users;
    private final TimelineLines lines;
    private final Parting parting;

    Timelines(
            Comments comments,
            History history,
            Correspondence letters,
            Users users,
            TimelineLines lines,
            Parting parting) {
        this.comments = comments;
        this.history = history;
        this.letters = letters;
        this.users = users;
        this.lines = lines;
        this.parting = parting;
    }

    /** @param entry what the timeline shall begin with, null for the newest */
    <E extends BaseRecord> Timeline<E> of(RecordType<E> type, UUID record, boolean mayComment, @Nullable UUID entry) {
        TimelinePages<E> pages = new TimelinePages<>(type, record, comments, history, letters);
        return new Timeline<>(type, record, pages, comments, users, lines, parting, mayComment, entry);
    }
}
