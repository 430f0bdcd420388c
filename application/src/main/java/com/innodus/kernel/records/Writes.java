package com.innodus.kernel.records;

import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.Team;
import com.innodus.kernel.access.Teams;
import com.innodus.kernel.records.Records.Entry;
import com.innodus.kernel.records.Records.Outcome;
import com.innodus.kernel.records.Records.RecordWritten;
import com.innodus.kernel.records.Records.Undone;
import com.innodus.kernel.records.Records.Written;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Root;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The writing half of the gate: rights, checks, derived values, history, event. */
@Component
@Transactional
class Writes {
    /** Ids in one statement. */
    private static final int AT_ONCE = 1_000;

    /** The field that says who answers for a record. */
    private static final String OWNER = "owner";

    private static final String TEAM = "team";

    private final EntityManager entities;
    private final Access access;
    private final Teams teams;
    private final History history;
    private final Checks checks;
    private final RowRights rows;
    private final FieldRights fieldRights;
    private final OwnFields ownFields;
    private final FieldFiles files;
    private final RecordTypes types;
    private final Derivations derivations;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Writes(
            EntityManager entities,
            Access access,
            Teams teams,
            History history,
            Checks checks,
            RowRights rows,
            FieldRights fieldRights,
            OwnFields ownFields,
            FieldFiles files,
            RecordTypes types,
            Derivations derivations,
            ApplicationEventPublisher events,
            Clock clock) {
        this.entities = entities;
        this.access = access;
        this.teams = teams;
        this.history = history;
        this.checks = checks;
        this.rows = rows;
        this.fieldRights = fieldRights;
        this.ownFields = ownFields;
        this.files = files;
        this.types = types;
        this.derivations = derivations;
        this.events = events;
        this.clock = clock;
    }

    <E extends BaseRecord> Written create(
            RecordType<E> declared, Map<String, @Nullable Object> values, WriteContext context) {
        RecordType<E> type = types.seen(declared);
        demand(type, Operation.CREATE);
        E record = type.newRecord();
        List<History.FieldChange> changes = fill(type, record, values);
        entities.persist(record);
        flush(type, record);
        files.settle(type, record, changes);
        note(type, record.getId(), History.Kind.CREATED, changes, context);
        follow(type, List.of(record), List.of(new History.Note(record.getId(), History.Kind.CREATED, changes)));
        return new Written(record.getId(), record.getVersion(), true);
    }

    <E extends BaseRecord> Written change(
            RecordType<E> declared,
            UUID id,
            @Nullable Integer version,
            Map<String, @Nullable Object> values,
            Map<String, @Nullable Object> base,
            WriteContext context) {
        RecordType<E> type = types.seen(declared);
        E record = attached(type, id, Operation.READ)
                .filter(found -> found.getDeletedAt() == null)
                .orElseThrow(() -> new RecordNotFound(type.key(), id));
        if (!mayWrite(type, record, values)) {
            throw new Forbidden(Operation.EDIT, type.key());
        }
        demandKnown(type, values.keySet());
        if (version != null && version != record.getVersion()) {
            refuseClashes(type, record, values, base);
        }
        List<History.FieldChange> changes = apply(type, record, values, Map.of());
        if (changes.isEmpty()) {
            return new Written(id, record.getVersion(), false);
        }
        unflushed(() -> checks.require(type, record));
        finish(type, record);
        flush(type, record);
        files.settle(type, record, changes);
        note(type, id, History.Kind.CHANGED, changes, context);
        Written written = new Written(id, record.getVersion(), true);
        follow(type, List.of(record), List.of(new History.Note(id, History.Kind.CHANGED, changes)));
        return written;
    }

    /** Between the check and the write a colleague may have taken a unique value. */
    private <E extends BaseRecord> void flush(RecordType<E> type, E record) {
        try {
            entities.flush();
        } catch (ConstraintViolationException broken) {
            List<Problem> taken = Checks.taken(type, record, broken);
            throw taken.isEmpty() ? broken : new InvalidRecord(taken);
        }
    }

    <E extends BaseRecord> List<Outcome> writeAll(RecordType<E> declared, List<Entry> entries, WriteContext context) {
        RecordType<E> type = types.seen(declared);
        if (entries.stream().anyMatch(entry -> entry.id() == null)) {
            demand(type, Operation.CREATE);
        }
        List<Outcome> outcomes = new ArrayList<>(entries.size());
        List<History.Note> notes = new ArrayList<>(entries.size());
        List<E> written = new ArrayList<>(entries.size());
        Map<UUID, E> read = permitted(
                type, entries.stream().map(Entry::id).filter(Objects::nonNull).toList(), Operation.READ);
        for (Entry entry : entries) {
            E record = entry.id() == null ? type.newRecord() : read.get(entry.id());
            if (record != null && entry.id() != null && !entities.contains(record)) {
                // refused before, so what it was set to is to be forgotten
                record = attached(type, entry.id(), Operation.READ).orElse(null);
            }
            if (record == null
                    || record.getDeletedAt() != null
                    || entry.id() != null && !mayWrite(type, record, entry.values())) {
                outcomes.add(new Outcome.Refused(List.of(Problem.of("", "error.not-editable"))));
                continue;
            }
            try {
                List<History.FieldChange> changes =
                        entry.id() == null ? fill(type, record, entry.values()) : refill(type, record, entry.values());
                if (entry.id() == null) {
                    entities.persist(record);
                }
                boolean changed = entry.id() == null || !changes.isEmpty();
                outcomes.add(new Outcome.Saved(new Written(record.getId(), record.getVersion(), changed)));
                if (changed) {
                    // before the next entry can claim the same file
                    files.settle(type, record, changes);
                    written.add(record);
                    notes.add(new History.Note(
                            record.getId(), entry.id() == null ? History.Kind.CREATED : History.Kind.CHANGED, changes));
                }
                if (hasUniqueValue(type, record)) {
                    // the next record's check for uniqueness reads the table
                    entities.flush();
                }
            } catch (InvalidRecord refused) {
                // what was set of a refused change must not be written with the rest
                if (entry.id() != null) {
                    entities.detach(record);
                }
                outcomes.add(new Outcome.Refused(refused.problems()));
            }
        }
        entities.flush();
        history.noteAll(type, notes, context);
        written.forEach(entities::detach);
        follow(type, written, notes);
        notes.forEach(
                note -> events.publishEvent(new RecordWritten(type.key(), note.record(), note.kind(), note.changes())));
        tellAssigned(type, notes, context);
        return outcomes;
    }

    /** Says who answers for which records from now on, once for each user and field. */
    private <E extends BaseRecord> void tellAssigned(
            RecordType<E> type, List<History.Note> notes, WriteContext context) {
        for (Field<E> field : type.fields()) {
            if (field.type() instanceof FieldType.User) {
                Map<UUID, List<UUID>> byUser = new LinkedHashMap<>();
                notes.forEach(note -> note.changes().stream()
                        .filter(change -> change.field().equals(field.key()))
                        .map(History.FieldChange::after)
                        .filter(UUID.class::isInstance)
                        .forEach(user -> byUser.computeIfAbsent((UUID) user, key -> new ArrayList<>())
                                .add(note.record())));
                byUser.forEach((user, records) ->
                        events.publishEvent(new Records.Assigned(type.key(), records, field.key(), user, context)));
            }
        }
    }

    /** Those of the records on which the acting user may do it, in the session, with one statement for each thousand. */
    private <E extends BaseRecord> Map<UUID, E> permitted(
            RecordType<E> type, Collection<UUID> ids, Operation operation) {
        Map<UUID, E> found = new LinkedHashMap<>();
        List<UUID> all = List.copyOf(new LinkedHashSet<>(ids));
        HibernateCriteriaBuilder builder = (HibernateCriteriaBuilder) entities.getCriteriaBuilder();
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            CriteriaQuery<E> criteria = builder.createQuery(type.entity());
            Root<E> root = criteria.from(type.entity());
            criteria.select(root)
                    .where(
                            root.get("id").in(all.subList(from, Math.min(from + AT_ONCE, all.size()))),
                            rows.within(type, operation, builder, root));
            entities.createQuery(criteria).getResultList().forEach(record -> found.put(record.getId(), record));
        }
        return found;
    }

    <E extends BaseRecord> Optional<E> attached(RecordType<E> type, UUID id, Operation operation) {
        // found by its id it needs no query to be made, which costs more than the rest
        return Optional.ofNullable(entities.find(type.entity(), id))
                .filter(record -> rows.reaches(type, operation, record));
    }

    /** Whether the acting user may write these fields of the record; who answers for it is a right of its own. */
    private <E extends BaseRecord> boolean mayWrite(
            RecordType<E> type, E record, Map<String, @Nullable Object> values) {
        boolean edits = values.isEmpty() || !Records.ASSIGNABLE.containsAll(values.keySet());
        return (!edits || rows.holds(type, Operation.EDIT, record))
                && (edits || rows.holds(type, Operation.ASSIGN, record));
    }

    /** Takes back what a bulk action or import did, as far as nobody has changed it since; returns how many records. */
    Undone undo(RecordTypes types, UUID batch, int skip, int limit) {
        int undone = 0;
        List<History.Entry> entries = history.ofBatch(batch, skip, limit);
        demandMaker(entries);
        Map<String, List<History.Entry>> byType =
                entries.stream().collect(Collectors.groupingBy(History.Entry::recordType));
        for (var ofType : byType.entrySet()) {
            // nothing of a type that the tenant archived or deleted since
            undone += types.byKey(ofType.getKey())
                    .map(type -> undo(type, batch, ofType.getValue()))
                    .orElse(0);
        }
        return new Undone(undone, entries.size());
    }

    /** What somebody did is taken back by themselves or an administrator. */
    private static void demandMaker(List<History.Entry> entries) {
        Actor actor = CurrentActor.get();
        if (!Roles.isAdministrator(actor.role())
                && !entries.stream().allMatch(entry -> actor.id().equals(entry.user()))) {
            throw new Forbidden(Operation.BULK, "what somebody else did to many records");
        }
    }

    private <E extends BaseRecord> int undo(RecordType<E> type, UUID batch, List<History.Entry> entries) {
        Map<History.Kind, List<History.Entry>> byKind =
                entries.stream().collect(Collectors.groupingBy(History.Entry::kind));
        int undone = 0;
        List<UUID> made = ids(byKind.get(History.Kind.CREATED));
        if (!made.isEmpty()) {
            Set<UUID> touched = history.touchedBesides(batch, type, made);
            undone += delete(
                    type, made.stream().filter(id -> !touched.contains(id)).toList(), WriteContext.SINGLE);
        }
        List<UUID> deleted = permitted(type, ids(byKind.get(History.Kind.DELETED)), Operation.DELETE).values().stream()
                // not where its tax number or another unique value belongs to somebody else now
                .filter(record -> checks.problems(type, record).isEmpty())
                .map(BaseRecord::getId)
                .toList();
        if (!deleted.isEmpty()) {
            undone += restore(type, deleted, WriteContext.SINGLE);
        }
        List<Entry> back = new ArrayList<>();
        List<History.Entry> changed =
                Objects.requireNonNullElse(byKind.get(History.Kind.CHANGED), List.<History.Entry>of());
        Map<UUID, E> writable = permitted(type, ids(changed), Operation.READ);
        for (History.Entry entry : changed) {
            Optional.ofNullable(writable.get(entry.recordId())).ifPresent(record -> {
                Map<String, @Nullable Object> values = new LinkedHashMap<>();
                for (History.FieldChange change : entry.changes()) {
                    // a field that the tenant archived since stays as it is
                    type.field(change.field())
                            .filter(field -> Objects.equals(field.get(record), history.typed(field, change.after())))
                            .ifPresent(field -> values.put(change.field(), history.typed(field, change.before())));
                }
                if (!values.isEmpty()) {
                    back.add(new Entry(entry.recordId(), values));
                }
            });
        }
        if (!back.isEmpty()) {
            undone += (int) writeAll(type, back, WriteContext.SINGLE).stream()
                    .filter(Outcome.Saved.class::isInstance)
                    .count();
        }
        return undone;
    }

    private static List<UUID> ids(@Nullable List<History.Entry> entries) {
        return entries == null
                ? List.of()
                : entries.stream().map(History.Entry::recordId).toList();
    }

    private static <E extends BaseRecord> boolean hasUniqueValue(RecordType<E> type, E record) {
        return type.fields().stream().anyMatch(field -> field.isUnique() && field.get(record) != null);
    }

    <E extends BaseRecord> int delete(RecordType<E> type, Collection<UUID> ids, WriteContext context) {
        demand(type, Operation.DELETE);
        List<E> records = permitted(type, ids, Operation.DELETE).values().stream()
                .filter(found -> found.getDeletedAt() == null)
                .toList();
        records.forEach(record -> {
            record.setDeletedAt(clock.instant());
            record.touch(clock.instant(), CurrentActor.get().id());
        });
        return finishBatch(type, records, History.Kind.DELETED, context);
    }

    <E extends BaseRecord> int restore(RecordType<E> declared, Collection<UUID> ids, WriteContext context) {
        RecordType<E> type = types.seen(declared);
        demand(type, Operation.DELETE);
        Set<UUID> merged = history.mergedAway(ids);
        List<E> records = permitted(type, ids, Operation.DELETE).values().stream()
                .filter(found -> found.getDeletedAt() != null && !merged.contains(found.getId()))
                .toList();
        records.forEach(record -> {
            record.setDeletedAt(null);
            checks.require(type, record);
            record.touch(clock.instant(), CurrentActor.get().id());
        });
        return finishBatch(type, records, History.Kind.RESTORED, context);
    }

    private <E extends BaseRecord> int finishBatch(
            RecordType<E> type, List<E> records, History.Kind kind, WriteContext context) {
        entities.flush();
        history.noteAll(
                type,
                records.stream()
                        .map(record -> new History.Note(record.getId(), kind, List.of()))
                        .toList(),
                context);
        follow(
                type,
                records,
                records.stream()
                        .map(record -> new History.Note(record.getId(), kind, List.of()))
                        .toList());
        records.forEach(record -> events.publishEvent(new RecordWritten(type.key(), record.getId(), kind, List.of())));
        return records.size();
    }

    /** Has derived fields of other records follow. */
    private <E extends BaseRecord> void follow(RecordType<E> type, List<E> records, List<History.Note> notes) {
        List<Derivations.Touched<E>> touched = new ArrayList<>(records.size());
        for (int i = 0; i < records.size(); i++) {
            Map<String, @Nullable Object> before = new LinkedHashMap<>();
            notes.get(i).changes().forEach(change -> before.put(change.field(), change.before()));
            touched.add(new Derivations.Touched<>(records.get(i), notes.get(i).kind() != History.Kind.CHANGED, before));
        }
        derivations.follow(type, touched);
    }

    private <E extends BaseRecord> void note(
            RecordType<E> type, UUID id, History.Kind kind, List<History.FieldChange> changes, WriteContext context) {
        history.note(type, id, kind, changes, context);
        events.publishEvent(new RecordWritten(type.key(), id, kind, changes));
        tellAssigned(type, List.of(new History.Note(id, kind, changes)), context);
    }

    private <E extends BaseRecord> List<History.FieldChange> fill(
            RecordType<E> type, E record, Map<String, @Nullable Object> values) {
        Actor actor = CurrentActor.get();
        if (!actor.isSystem()) {
            record.setOwner(actor.id());
        }
        if (!values.containsKey(TEAM)) {
            record.setTeam(onlyTeam(values.get(OWNER) instanceof UUID owner ? owner : record.getOwner()));
        }
        List<History.FieldChange> changes = apply(type, record, values, ownFields.starts(type, values));
        unflushed(() -> checks.require(type, record));
        ownFields.number(type, record);
        finish(type, record);
        return changes;
    }

    /** The user's team, if there is one and only one. */
    private @Nullable UUID onlyTeam(@Nullable UUID user) {
        List<Team> of = user == null ? List.of() : teams.of(user);
        return of.size() == 1 ? of.getFirst().id() : null;
    }

    private <E extends BaseRecord> List<History.FieldChange> refill(
            RecordType<E> type, E record, Map<String, @Nullable Object> values) {
        List<History.FieldChange> changes = apply(type, record, values, Map.of());
        if (!changes.isEmpty()) {
            unflushed(() -> checks.require(type, record));
            finish(type, record);
        }
        return changes;
    }

    private <E extends BaseRecord> void demand(RecordType<E> type, Operation operation) {
        if (!access.may(type.key(), operation)) {
            throw new Forbidden(operation, type.key());
        }
    }

    /** What is refused must not be written, so nothing is until all was looked at: queries would write what was set. */
    private void unflushed(Runnable looking) {
        FlushModeType usual = entities.getFlushMode();
        entities.setFlushMode(FlushModeType.COMMIT);
        try {
            looking.run();
        } finally {
            entities.setFlushMode(usual);
        }
    }

    private <E extends BaseRecord> void demandKnown(RecordType<E> type, Collection<String> keys) {
        RecordType<E> seen = fieldRights.seen(type);
        for (String key : keys) {
            if (seen.field(key).isEmpty()) {
                throw new InvalidRecord(List.of(Problem.of("", "error.unknown-field", key)));
            }
        }
    }

    /** @param starts what the product gives a new record, whatever its maker may write */
    private <E extends BaseRecord> List<History.FieldChange> apply(
            RecordType<E> type, E record, Map<String, @Nullable Object> values, Map<String, @Nullable Object> starts) {
        List<History.FieldChange> changes = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        RecordType<E> seen = fieldRights.seen(type);
        // asked before the record is somebody else's
        boolean mayAssign = rows.holds(type, Operation.ASSIGN, record);
        starts.forEach((key, start) -> {
            Field<E> field = type.require(key);
            changes.add(new History.FieldChange(key, field.get(record), start));
            field.set(record, start);
        });
        for (var entry : values.entrySet()) {
            Field<E> field = type.field(entry.getKey())
                    .filter(Field::isWritable)
                    .filter(declared -> seen.field(declared.key()).isPresent())
                    .orElseThrow(
                            () -> new InvalidRecord(List.of(Problem.of("", "error.unknown-field", entry.getKey()))));
            Object before = field.get(record);
            Object clean = checks.clean(field, entry.getValue(), problems);
            Object after = clean instanceof StoredFile file
                    ? files.known(type, field, record.getId(), file, before, this::isReachable, problems)
                    : clean;
            if (!Objects.equals(before, after)) {
                if (!seen.require(field.key()).isWritable()) {
                    problems.add(Problem.of(field.key(), "error.read-only"));
                } else if (Records.ASSIGNABLE.contains(field.key()) && !mayAssign) {
                    problems.add(Problem.of(field.key(), "error.not-assignable"));
                } else if (field.type() instanceof FieldType.Team
                        && after instanceof UUID team
                        && teams.find(team).isEmpty()) {
                    problems.add(Problem.of(field.key(), "error.unknown-value"));
                }
                field.set(record, after);
                changes.add(new History.FieldChange(field.key(), before, after));
            }
        }
        if (problems.isEmpty()) {
            Map<String, @Nullable Object> changed = new HashMap<>();
            changes.forEach(change -> changed.put(change.field(), change.before()));
            unflushed(() -> ownFields.check(type, seen, record, changed, this::isReadable, problems));
        }
        if (!problems.isEmpty()) {
            throw new InvalidRecord(problems);
        }
        return changes;
    }

    /** Whether the acting user may read the record, be it deleted: one of two that are merged is. */
    private <T extends BaseRecord> boolean isReachable(RecordType<T> type, UUID id) {
        return attached(type, id, Operation.READ).isPresent();
    }

    private <T extends BaseRecord> boolean isReadable(RecordType<T> type, UUID id) {
        return attached(type, id, Operation.READ)
                .filter(record -> record.getDeletedAt() == null)
                .isPresent();
    }

    private <E extends BaseRecord> void refuseClashes(
            RecordType<E> type, E record, Map<String, @Nullable Object> values, Map<String, @Nullable Object> base) {
        List<RecordConflict.Clash> clashes = new ArrayList<>();
        values.forEach((key, mine) -> {
            Object theirs = Keyset.valueOrNull(type, record, key);
            if (!Objects.equals(theirs, base.get(key)) && !Objects.equals(theirs, mine)) {
                clashes.add(new RecordConflict.Clash(key, base.get(key), theirs, mine));
            }
        });
        if (!clashes.isEmpty()) {
            throw new RecordConflict(clashes, record.getVersion());
        }
    }

    /** Sets what is derived from the fields. */
    <E extends BaseRecord> void finish(RecordType<E> type, E record) {
        type.conduct().settling().accept(record);
        record.setTitle(type.titleFields().stream()
                .map(field -> field.get(record))
                .filter(Objects::nonNull)
                .map(Object::toString)
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining(" ")));
        record.touch(clock.instant(), CurrentActor.get().id());
        derivations.settle(type, record);
        record.setSearchText(SearchText.of(type, record));
    }
}
