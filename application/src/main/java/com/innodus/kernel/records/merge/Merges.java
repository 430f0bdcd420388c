package com.innodus.kernel.records.merge;

import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.SpecialRight;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.FieldRights;
import com.innodus.kernel.records.History;
import com.innodus.kernel.records.History.FieldChange;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.Options;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.RecordNotFound;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.Records.Mention;
import com.innodus.kernel.records.WriteContext;
import com.innodus.kernel.records.merge.MergeLog.Merge;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes one record of several that are the same. One stays, with the values that were chosen and with all that pointed at
 * the others; these go, but their addresses lead to the one that stays. It can be taken back, even when people have gone
 * on working with the record since.
 */
@Service
@Transactional
public class Merges {
    /** Users who work with the records of an organisation go along with it. */
    @Bean
    static Pointer usersOfOrganisations() {
        return new Pointer.Column("app_user", "id", "organisation_id", "organisation");
    }

    /** Records in one go; more would be no comparison that anybody can look through. */
    public static final int MOST = 5;

    private final Records records;
    private final RecordTypes types;
    private final FieldRights rights;
    private final History history;
    private final Pointers pointers;
    private final MergeLog log;
    private final MergedGuards guards;
    private final Access access;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Merges(
            Records records,
            RecordTypes types,
            FieldRights rights,
            History history,
            Pointers pointers,
            MergeLog log,
            MergedGuards guards,
            Access access,
            ApplicationEventPublisher events,
            Clock clock) {
        this.records = records;
        this.types = types;
        this.rights = rights;
        this.history = history;
        this.pointers = pointers;
        this.log = log;
        this.guards = guards;
        this.access = access;
        this.events = events;
        this.clock = clock;
    }

    /** Records became one, or several again; published within the transaction. */
    public record Merged(String type, UUID kept, List<UUID> others, boolean takenBack) {}

    /**
     * What taking a merge back could not restore, because somebody has changed it since and it stays as it is.
     *
     * @param fields of the record that stayed, by key
     * @param links of other records
     */
    public record PartedAgain(String type, UUID kept, List<Mention> others, List<String> fields, int links) {}

    /** Whether the acting user may merge records of the type at all. */
    public boolean may(RecordType<?> type) {
        return !type.key().equals(Options.RECORD_TYPE)
                && access.may(type.key(), Operation.EDIT)
                && access.may(type.key(), Operation.DELETE);
    }

    /**
     * The records side by side; the oldest that the acting user may edit is proposed to stay.
     *
     * @throws InvalidRecord when they are fewer than two or too many
     * @throws RecordNotFound when one of them isn't there
     */
    @Transactional(readOnly = true)
    public <E extends BaseRecord> SideBySide<E> compare(RecordType<E> type, Collection<UUID> ids) {
        Set<UUID> several = severalOf(type, ids);
        List<E> found = new ArrayList<>();
        several.forEach(id -> found.add(records.get(type, id)));
        Set<UUID> editable = Set.copyOf(records.among(type, several, Operation.EDIT));
        found.sort(Comparator.comparing((E record) -> !editable.contains(record.getId()))
                .thenComparing(BaseRecord::getCreatedAt)
                .thenComparing(BaseRecord::getId));
        return SideBySide.of(rights.seen(type), found, records.may(type, found.getFirst(), Operation.ASSIGN));
    }

    /**
     * Merges records.
     *
     * @param values of the record that stays, by field key, as far as they are to change
     * @return the merge, by which it is taken back
     * @throws InvalidRecord when a value can't stand in the record that stays
     */
    public <E extends BaseRecord> UUID merge(
            RecordType<E> type, UUID kept, Collection<UUID> others, Map<String, @Nullable Object> values) {
        Set<UUID> all =
                severalOf(type, Stream.concat(Stream.of(kept), others.stream()).toList());
        List<UUID> gone = all.stream().filter(id -> !id.equals(kept)).toList();
        pointers.lock(type, all);
        E before = records.get(type, kept);
        if (!records.may(type, before, Operation.EDIT)) {
            throw new Forbidden(Operation.EDIT, type.key());
        }
        Map<UUID, String> titles = records.titles(type, gone);
        demandAllOf(type, gone, titles.keySet());
        UUID merge = UUID.randomUUID();
        MergedGuards.Change guard = guards.unite(type, kept, gone);
        if (records.delete(type, gone, WriteContext.SINGLE) < gone.size()) {
            throw new Forbidden(Operation.DELETE, type.key());
        }
        List<FieldChange> changes = write(type, before, differing(type, before, values, all));
        Timestamp now = Timestamp.from(clock.instant());
        List<Mention> traces = gone.stream()
                .map(id -> new Mention(id, titles.getOrDefault(id, "")))
                .toList();
        log.note(
                new Merge(
                        merge,
                        type.key(),
                        kept,
                        traces,
                        changes,
                        guard,
                        CurrentActor.get().id()),
                now);
        pointers.lead(merge, type, kept, gone, now);
        history.noteMerge(type, kept, merge, History.Kind.MERGED, traces);
        events.publishEvent(new Merged(type.key(), kept, gone, false));
        return merge;
    }

    /**
     * Merges what somebody has compared.
     *
     * @throws InvalidRecord also when one of the records has changed since
     */
    public <E extends BaseRecord> UUID merge(
            RecordType<E> type, UUID kept, SideBySide<E> compared, Map<String, @Nullable Object> values) {
        List<UUID> all = compared.records().stream().map(BaseRecord::getId).toList();
        pointers.lock(type, new LinkedHashSet<>(all));
        for (E seen : compared.records()) {
            if (records.get(type, seen.getId()).getVersion() != seen.getVersion()) {
                throw new InvalidRecord(List.of(Problem.of("", "same.overtaken")));
            }
        }
        return merge(type, kept, all.stream().filter(id -> !id.equals(kept)).toList(), values);
    }

    private <E extends BaseRecord> Set<UUID> severalOf(RecordType<E> type, Collection<UUID> ids) {
        if (!may(type)) {
            throw new Forbidden(Operation.DELETE, type.key());
        }
        Set<UUID> several = new LinkedHashSet<>(ids);
        if (several.size() < 2 || several.size() > MOST) {
            throw new InvalidRecord(List.of(Problem.of("", "same.number", Integer.toString(MOST))));
        }
        return several;
    }

    private <E extends BaseRecord> void demandAllOf(RecordType<E> type, List<UUID> gone, Set<UUID> readable) {
        gone.stream().filter(id -> !readable.contains(id)).findFirst().ifPresent(missing -> {
            throw new RecordNotFound(type.key(), missing);
        });
        if (records.among(type, gone, Operation.DELETE).size() < gone.size()) {
            throw new Forbidden(Operation.DELETE, type.key());
        }
    }

    /** What is to be written; a link to one of the merged records would lead to the record itself. */
    private <E extends BaseRecord> Map<String, @Nullable Object> differing(
            RecordType<E> type, E before, Map<String, @Nullable Object> values, Set<UUID> merged) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>(records.values(type, before));
        all.putAll(values);
        Map<String, @Nullable Object> differing = new LinkedHashMap<>();
        RecordType<E> seen = rights.seen(type);
        all.forEach((key, value) -> {
            Field<E> field = seen.field(key).orElse(null);
            Object clean = field != null && type.key().equals(field.linkTarget()) ? without(value, merged) : value;
            if (field == null || !Objects.equals(clean, field.get(before))) {
                differing.put(key, clean);
            }
        });
        return differing;
    }

    private static @Nullable Object without(@Nullable Object link, Set<UUID> merged) {
        return switch (link) {
            case UUID id when merged.contains(id) -> null;
            case Collection<?> several ->
                several.stream().filter(id -> !merged.contains(id)).toList();
            case null, default -> link;
        };
    }

    /** Writes through the gate, and says what became of which value. */
    private <E extends BaseRecord> List<FieldChange> write(
            RecordType<E> type, E before, Map<String, @Nullable Object> values) {
        if (values.isEmpty()) {
            return List.of();
        }
        records.change(type, before.getId(), values, WriteContext.SINGLE);
        E after = records.get(type, before.getId());
        RecordType<E> seen = rights.seen(type);
        return values.keySet().stream()
                .map(seen::require)
                .map(field -> new FieldChange(field.key(), field.get(before), field.get(after)))
                .filter(change -> !Objects.equals(change.before(), change.after()))
                .toList();
    }

    /** Whether the acting user may take the merge back: who did it and administrators, as long as it stands. */
    @Transactional(readOnly = true)
    public boolean mayUndo(UUID merge) {
        return log.find(merge).filter(Merges::isOwn).isPresent();
    }

    private static boolean isOwn(Merge merge) {
        Actor actor = CurrentActor.get();
        return !actor.isViewed() && (merge.by().equals(actor.id()) || Roles.isAdministrator(actor.role()));
    }

    /**
     * Parts what was merged.
     *
     * @throws InvalidRecord when a value of a record that comes back belongs to another now, or the record that stayed is gone
     */
    public PartedAgain undo(UUID id) {
        Merge merge = log.hold(id)
                .filter(Merges::isOwn)
                .orElseThrow(() -> new InvalidRecord(List.of(Problem.of("", "same.undo.gone"))));
        return undo(types.require(merge.recordType()), merge);
    }

    private <E extends BaseRecord> PartedAgain undo(RecordType<E> type, Merge merge) {
        List<UUID> gone = merge.others().stream().map(Mention::id).toList();
        pointers.lock(
                type, Stream.concat(Stream.of(merge.kept()), gone.stream()).toList());
        E kept = records.find(type, merge.kept())
                .orElseThrow(() -> new InvalidRecord(List.of(Problem.of("", "same.undo.kept-gone"))));
        if (!records.may(type, kept, Operation.EDIT)) {
            throw new Forbidden(Operation.EDIT, type.key());
        }
        List<String> stay = new ArrayList<>();
        Map<String, @Nullable Object> back = new LinkedHashMap<>();
        RecordType<E> seen = rights.seen(type);
        for (FieldChange change : merge.changes()) {
            // a field that was archived since stays as it is
            seen.field(change.field()).ifPresent(field -> {
                if (Objects.equals(field.get(kept), history.typed(field, change.after()))) {
                    back.put(field.key(), history.typed(field, change.before()));
                } else {
                    stay.add(field.key());
                }
            });
        }
        Map<String, @Nullable Object> among = new LinkedHashMap<>(back);
        among.keySet().removeIf(key -> !type.key().equals(seen.require(key).linkTarget()));
        back.keySet().removeAll(among.keySet());
        // first of all, because a value that no two records have goes back to the one that had it
        write(type, kept, back);
        log.takeBack(merge.id(), Timestamp.from(clock.instant()));
        if (records.restore(type, gone) < gone.size()) {
            throw new Forbidden(Operation.DELETE, type.key());
        }
        // now that there is again what they lead to
        write(type, records.get(type, merge.kept()), among);
        int links = pointers.leadBack(merge.id(), type, merge.kept(), Timestamp.from(clock.instant()));
        guards.part(type, merge.kept(), merge.guard());
        history.noteMerge(type, merge.kept(), UUID.randomUUID(), History.Kind.PARTED, merge.others());
        events.publishEvent(new Merged(type.key(), merge.kept(), gone, true));
        return new PartedAgain(type.key(), merge.kept(), merge.others(), stay, links);
    }

    /** The record that one which was merged away became part of, if the acting user may read it. */
    @Transactional(readOnly = true)
    public <E extends BaseRecord> Optional<UUID> into(RecordType<E> type, UUID id) {
        return log.into(type.key(), id).filter(kept -> records.find(type, kept).isPresent());
    }

    /** Whether closed records among these would close the one that stays to people who may know of it now. */
    @Transactional(readOnly = true)
    public boolean closes(Collection<UUID> ids) {
        return guards.any(ids) && !access.has(SpecialRight.READ_CLOSED);
    }
}
