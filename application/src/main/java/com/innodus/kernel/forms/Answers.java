package com.innodus.kernel.forms;

import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.forms.Asking.Values;
import com.innodus.kernel.forms.Element.Place;
import com.innodus.kernel.forms.Element.Question;
import com.innodus.kernel.forms.FormDefinition.Bond;
import com.innodus.kernel.forms.FormDefinition.Part;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.FieldType;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.Options;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people answered to forms. Giving an answer makes its records, linked, through the gate and under the rights of who
 * gives it: all of them or none. What was said stands in the records alone, so whoever may not read them learns nothing.
 */
@Service
@Transactional
public class Answers {
    private final JdbcClient jdbc;
    private final Forms forms;
    private final Asking asking;
    private final Records records;
    private final Options options;
    private final Clock clock;

    Answers(JdbcClient jdbc, Forms forms, Asking asking, Records records, Options options, Clock clock) {
        this.jdbc = jdbc;
        this.forms = forms;
        this.asking = asking;
        this.records = records;
        this.options = options;
        this.clock = clock;
    }

    /** A record that an answer made. */
    public record Made(String part, String recordType, UUID record) {}

    /** An answer that was given. */
    public record Given(UUID id, List<Made> made) {}

    /**
     * An answer in the list.
     *
     * @param number by which the list goes on
     * @param version under which it was given
     */
    public record Answer(
            UUID id, long number, int version, @Nullable UUID givenBy, Instant givenAt, List<Made> made) {}

    /**
     * Makes the records of an answer and notes it.
     *
     * @param given values by part and field, in the fields' own Java types; what a question begins with counts where it
     *     isn't named
     * @throws Forbidden when the acting user can't fill the form in, or nobody can any more
     * @throws InvalidRecord with problems by {@code part.field}; then nothing is made
     */
    public Given give(UUID version, Map<String, Map<String, @Nullable Object>> given) {
        Actor actor = CurrentActor.get();
        FormVersion form = forms.openVersion(version)
                .filter(open -> !actor.isViewed())
                .orElseThrow(() -> new Forbidden(Operation.CREATE, "forms"));
        FormDefinition definition = form.definition();
        Values values = withStarts(definition, given);
        BitSet shown = asking.shown(definition, values);
        List<Problem> problems = new ArrayList<>(unasked(definition, shown, given));
        problems.addAll(asking.problems(definition, values));
        if (!problems.isEmpty()) {
            throw new InvalidRecord(problems);
        }
        Map<String, Map<String, @Nullable Object>> answered = answered(definition, shown, values);
        Map<String, UUID> made = new LinkedHashMap<>();
        for (Part part : FormParts.inOrder(definition)) {
            Map<String, @Nullable Object> of = answered.getOrDefault(part.key(), Map.of());
            if (definition.isMain(part.key()) || isAnswered(definition, part, of)) {
                made.put(part.key(), make(definition, part, of, made));
            }
        }
        return note(form, actor, made);
    }

    private Values withStarts(FormDefinition form, Map<String, Map<String, @Nullable Object>> given) {
        Map<Place, @Nullable Object> starts = starts(form);
        return place -> {
            Map<String, @Nullable Object> ofPart = given.get(place.part());
            return ofPart != null && ofPart.containsKey(place.field()) ? ofPart.get(place.field()) : starts.get(place);
        };
    }

    private Map<Place, @Nullable Object> starts(FormDefinition form) {
        Map<Place, @Nullable Object> starts = new HashMap<>();
        form.questions()
                .forEach(question -> asking.field(form, question)
                        .ifPresent(field -> starts.put(question.place(), asking.start(form, question, field))));
        return starts;
    }

    /** Values of what the form doesn't ask, or not with the other answers. */
    private static List<Problem> unasked(
            FormDefinition form, BitSet shown, Map<String, Map<String, @Nullable Object>> given) {
        Set<Place> known = new HashSet<>();
        Set<Place> asked = new HashSet<>();
        List<Element> elements = form.elements();
        for (int i = 0; i < elements.size(); i++) {
            if (elements.get(i) instanceof Question question) {
                known.add(question.place());
                if (shown.get(i)) {
                    asked.add(question.place());
                }
            }
        }
        List<Problem> problems = new ArrayList<>();
        given.forEach((part, values) -> values.forEach((field, value) -> {
            Place place = new Place(part, field);
            if (!known.contains(place)) {
                problems.add(Problem.of("", "error.unknown-field", place.toString()));
            } else if (!asked.contains(place) && !Asking.isNothing(value)) {
                problems.add(Problem.of(place.toString(), "error.not-asked"));
            }
        }));
        return problems;
    }

    /** What was asked, by part and field. */
    private static Map<String, Map<String, @Nullable Object>> answered(
            FormDefinition form, BitSet shown, Values values) {
        Map<String, Map<String, @Nullable Object>> answered = new LinkedHashMap<>();
        List<Element> elements = form.elements();
        shown.stream().forEach(i -> {
            if (elements.get(i) instanceof Question question) {
                answered.computeIfAbsent(question.part(), key -> new LinkedHashMap<>())
                        .put(question.field(), values.of(question.place()));
            }
        });
        return answered;
    }

    /** Whether somebody said something of a record that needn't be. */
    private boolean isAnswered(FormDefinition form, Part part, Map<String, @Nullable Object> answered) {
        Map<Place, @Nullable Object> starts = starts(form);
        return answered.entrySet().stream()
                .anyMatch(entry -> !Asking.isNothing(entry.getValue())
                        && !Objects.equals(entry.getValue(), starts.get(new Place(part.key(), entry.getKey()))));
    }

    private UUID make(FormDefinition form, Part part, Map<String, @Nullable Object> answered, Map<String, UUID> made) {
        RecordType<?> type = asking.type(form, part.key()).orElseThrow();
        Map<String, @Nullable Object> values = new LinkedHashMap<>(presets(type));
        form.questions()
                .filter(question -> question.part().equals(part.key()))
                .forEach(question -> values.remove(question.field()));
        values.putAll(answered);
        for (Bond bond : form.bonds()) {
            UUID other = made.get(bond.to());
            if (bond.from().equals(part.key()) && other != null) {
                boolean isOne = type.require(bond.field()).type() instanceof FieldType.Link;
                values.put(bond.field(), isOne ? other : List.of(other));
            }
        }
        return create(type, part, values);
    }

    private Map<String, UUID> presets(RecordType<?> type) {
        Map<String, UUID> presets = options.presets(type);
        presets.keySet()
                .removeIf(key -> type.field(key).filter(Field::isWritable).isEmpty());
        return presets;
    }

    private <E extends BaseRecord> UUID create(RecordType<E> type, Part part, Map<String, @Nullable Object> values) {
        try {
            return records.create(type, values).id();
        } catch (InvalidRecord refused) {
            throw new InvalidRecord(refused.problems().stream()
                    .map(problem -> problem.field().isEmpty()
                            ? problem
                            : new Problem(part.key() + "." + problem.field(), problem.message(), problem.arguments()))
                    .toList());
        }
    }

    private Given note(FormVersion form, Actor actor, Map<String, UUID> made) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        insert into form_answer (id, form_id, version_id, given_by, given_at)
                        values (?, ?, ?, (select u.id from app_user u where u.id = ?), ?)
                        """)
                .params(id, form.form(), form.id(), actor.id(), Timestamp.from(clock.instant()))
                .update();
        List<Made> all = new ArrayList<>();
        made.forEach((part, record) -> {
            String recordType = form.definition().part(part).orElseThrow().recordType();
            all.add(new Made(part, recordType, record));
            jdbc.sql("""
                            insert into form_answer_record (id, answer_id, part, record_type, record_id)
                            values (?, ?, ?, ?, ?)
                            """)
                    .params(UUID.randomUUID(), id, part, recordType, record)
                    .update();
        });
        return new Given(id, all);
    }

    /**
     * The answers to a form, newest first: to administrators all, to others their own.
     *
     * @param before the number of the last answer that is known; null for the newest
     */
    @Transactional(readOnly = true)
    public List<Answer> of(UUID form, @Nullable Long before, int limit) {
        List<Answer> answers = jdbc.sql("""
                        select a.id, a.number, v.number, a.given_by, a.given_at
                        from form_answer a join form_version v on v.id = a.version_id
                        where a.form_id = ? and a.number < ? and (? or a.given_by = ?)
                        order by a.number desc limit ?
                        """)
                .params(
                        form,
                        Objects.requireNonNullElse(before, Long.MAX_VALUE),
                        forms.mayMake(),
                        CurrentActor.get().id(),
                        limit)
                .query((row, number) -> new Answer(
                        row.getObject(1, UUID.class),
                        row.getLong(2),
                        row.getInt(3),
                        row.getObject(4, UUID.class),
                        row.getTimestamp(5).toInstant(),
                        List.of()))
                .list();
        Map<UUID, List<Made>> made = made(answers.stream().map(Answer::id).toList());
        return answers.stream()
                .map(each -> new Answer(
                        each.id(),
                        each.number(),
                        each.version(),
                        each.givenBy(),
                        each.givenAt(),
                        made.getOrDefault(each.id(), List.of())))
                .toList();
    }

    private Map<UUID, List<Made>> made(List<UUID> answers) {
        Map<UUID, List<Made>> made = new HashMap<>();
        jdbc.sql("""
                        select answer_id, part, record_type, record_id from form_answer_record
                        where answer_id = any(?) order by part
                        """).param(answers.toArray(UUID[]::new)).query(row -> {
            made.computeIfAbsent(row.getObject(1, UUID.class), key -> new ArrayList<>())
                    .add(new Made(row.getString(2), row.getString(3), row.getObject(4, UUID.class)));
        });
        return made;
    }

    /** How many answers each form has. */
    @Transactional(readOnly = true)
    public Map<UUID, Long> counts() {
        Map<UUID, Long> counts = new HashMap<>();
        jdbc.sql("select form_id, count(*) from form_answer where ? or given_by = ? group by form_id")
                .params(forms.mayMake(), CurrentActor.get().id())
                .query(row -> {
                    counts.put(row.getObject(1, UUID.class), row.getLong(2));
                });
        return counts;
    }
}
