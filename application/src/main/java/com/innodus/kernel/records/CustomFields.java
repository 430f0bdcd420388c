package com.innodus.kernel.records;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.audit.AuditTrail;
import com.innodus.kernel.audit.Change;
import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.records.Records.Entry;
import com.innodus.kernel.text.Folding;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * The tenant's own fields, as its administrators make them. A change counts at once and in every face: the types of
 * {@link RecordTypes} are made anew from the definitions; no table changes.
 */
@Service
@Transactional
public class CustomFields {
    /** More on one type would be a mistake, and a form that nobody fills in. */
    static final int MOST_OF_A_TYPE = 500;

    private static final int LONGEST_LABEL = 80;
    private static final int LONGEST_HELP = 300;
    private static final int MOST_OPTIONS = 200;
    private static final int LONGEST_KEY = 40;

    private final JdbcClient jdbc;
    private final FieldDefinitions definitions;
    private final RecordTypes types;
    private final Records records;
    private final Options options;
    private final Formulas formulas;
    private final Checks checks;
    private final JsonMapper json;
    private final AuditTrail audit;
    private final Clock clock;

    CustomFields(
            JdbcClient jdbc,
            FieldDefinitions definitions,
            RecordTypes types,
            Records records,
            Options options,
            Formulas formulas,
            Checks checks,
            JsonMapper json,
            AuditTrail audit,
            Clock clock) {
        this.audit = audit;
        this.jdbc = jdbc;
        this.definitions = definitions;
        this.types = types;
        this.records = records;
        this.options = options;
        this.formulas = formulas;
        this.checks = checks;
        this.json = json;
        this.clock = clock;
    }

    /** The types that can have fields of the tenant's own. */
    public List<RecordType<?>> extensible() {
        return types.all().stream()
                .filter(type -> !type.key().equals(Options.RECORD_TYPE))
                .toList();
    }

    /** The fields that the tenant made for a type, in order; the archived ones last. */
    @Transactional(readOnly = true)
    public List<FieldDefinition> of(RecordType<?> type) {
        demand();
        return definitions.of(type.key()).stream()
                .sorted(java.util.Comparator.comparing(FieldDefinition::archived))
                .toList();
    }

    /**
     * Makes a field; its key is made from its label.
     *
     * @param newOptions of a list of its own, for a field of choices that names no list
     * @return the field as it is stored
     * @throws InvalidRecord with what is wrong; the problems' fields are the names of the definition's components
     */
    public FieldDefinition add(FieldDefinition asked, List<String> newOptions) {
        demand();
        FieldDefinition draft = formulas.typed(asked);
        RecordType<?> type = extensible(draft.recordType());
        List<FieldDefinition> others = definitions.of(type.key());
        String key = freeKey(draft.label(), others);
        List<Problem> problems = problems(type, others, draft, key);
        if (others.size() >= MOST_OF_A_TYPE) {
            problems.add(Problem.of("label", "error.too-many", Integer.toString(MOST_OF_A_TYPE)));
        }
        if (!newOptions.isEmpty() && newOptions.size() > MOST_OPTIONS) {
            problems.add(Problem.of("options", "error.too-many", Integer.toString(MOST_OPTIONS)));
        }
        refuse(problems);
        FieldType kind = newOptions.isEmpty() ? draft.type() : withList(type, key, draft.type(), newOptions);
        FieldDefinition field = draft.as(UUID.randomUUID(), key, kind);
        demandUsable(field);
        jdbc.sql("""
                        insert into field_definition (id, record_type, key, kind, detail, label, position, created_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        field.id(),
                        type.key(),
                        key,
                        FieldKinds.kind(kind),
                        FieldKinds.detail(kind),
                        field.label(),
                        others.size(),
                        Timestamp.from(clock.instant()))
                .update();
        store(field);
        if (field.derivation() != null) {
            formulas.computeAll(field);
        }
        audit.note("field.made", words(field), Change.fact("#fields.kind", "#kind." + FieldKinds.kind(kind)));
        return field;
    }

    /**
     * Changes everything but key and kind.
     *
     * @throws InvalidRecord with what is wrong
     */
    public void change(FieldDefinition field) {
        demand();
        RecordType<?> type = extensible(field.recordType());
        List<FieldDefinition> all = definitions.of(type.key());
        FieldDefinition before = required(all, field.id());
        List<FieldDefinition> others =
                all.stream().filter(other -> !other.id().equals(field.id())).toList();
        FieldDefinition changed = retyped(before, field);
        List<Problem> problems = problems(type, others, changed, before.key());
        if (changed.unique() && !before.unique() && hasTwins(type, before)) {
            problems.add(Problem.of("unique", "fields.unique.twins"));
        }
        refuse(problems);
        store(changed);
        boolean isOther = changed.derivation() != null && !changed.derivation().equals(before.derivation());
        if (isOther || changed.searchable() != before.searchable()) {
            formulas.computeAll(changed);
        }
        audit.note("field.changed", words(changed), Change.between(facts(before), facts(changed)));
    }

    /** A field keeps its kind; only one that follows from others takes that of what it follows from. */
    private FieldDefinition retyped(FieldDefinition before, FieldDefinition field) {
        boolean wasDerived = before.derivation() != null;
        if (wasDerived != (field.derivation() != null)) {
            throw new InvalidRecord(List.of(Problem.of("type", "error.invalid")));
        }
        return wasDerived
                ? formulas.typed(field.as(before.id(), before.key(), field.type()))
                : field.as(before.id(), before.key(), before.type());
    }

    private String words(FieldDefinition field) {
        return types.require(field.recordType()).subject() + "|" + field.label();
    }

    /** What a field is, for the audit log. */
    private static Map<String, String> facts(FieldDefinition field) {
        Map<String, String> facts = new HashMap<>();
        facts.put("#fields.label", field.label());
        facts.put("#fields.english", Objects.toString(field.english(), ""));
        facts.put("#fields.catalan", Objects.toString(field.catalan(), ""));
        facts.put("#fields.help", Objects.toString(field.help(), ""));
        facts.put("#fields.section", field.section());
        facts.put("#fields.required", yes(field.required()));
        facts.put("#fields.required-when", Objects.toString(text(field.requiredWhen()), ""));
        facts.put("#fields.visible-when", Objects.toString(text(field.visibleWhen()), ""));
        facts.put("#fields.read-only-when", Objects.toString(text(field.readOnlyWhen()), ""));
        facts.put("#fields.unique", yes(field.unique()));
        facts.put("#fields.searchable", yes(field.searchable()));
        facts.put("#fields.in-list", yes(field.inList()));
        facts.put("#fields.personal", yes(field.personalData()));
        facts.put(
                "#fields.formula",
                field.derivation() instanceof Derivation.Formula formula
                        ? formula.text()
                        : Objects.toString(field.derivation(), ""));
        facts.put("#fields.start", Objects.toString(field.start(), ""));
        return facts;
    }

    private static String yes(boolean is) {
        return is ? "#value.yes" : "";
    }

    private void store(FieldDefinition field) {
        jdbc.sql("""
                        update field_definition set label = ?, label_en = ?, label_ca = ?, help = ?, section = ?,
                            required = ?, required_when = ?, visible_when = ?, read_only_when = ?, no_twins = ?,
                            searchable = ?, in_list = ?, personal_data = ?, start_value = ?::jsonb,
                            derivation = ?::jsonb, kind = ?, detail = ?
                        where id = ?
                        """)
                .param(field.label().strip())
                .param(blankToNull(field.english()))
                .param(blankToNull(field.catalan()))
                .param(blankToNull(field.help()))
                .param(field.section().strip())
                .param(field.required())
                .param(text(field.requiredWhen()))
                .param(text(field.visibleWhen()))
                .param(text(field.readOnlyWhen()))
                .param(field.unique())
                .param(field.searchable())
                .param(field.inList())
                .param(field.personalData())
                .param(field.start() == null ? null : json.writeValueAsString(field.start()))
                .param(DerivationText.write(json, field.derivation()))
                .param(FieldKinds.kind(field.type()))
                .param(FieldKinds.detail(field.type()))
                .param(field.id())
                .update();
        types.forget();
    }

    /**
     * Takes a field out of every face; its values stay, and come back with it.
     *
     * @throws InvalidRecord when other fields follow from it
     */
    public void archive(UUID id) {
        demand();
        List<String> following = definitions.byId(id).map(formulas::following).orElse(List.of());
        if (!following.isEmpty()) {
            throw new InvalidRecord(List.of(Problem.of("", "fields.archive.followed", String.join(", ", following))));
        }
        setArchived(id, true);
    }

    public void restore(UUID id) {
        setArchived(id, false);
    }

    private void setArchived(UUID id, boolean archived) {
        demand();
        jdbc.sql("update field_definition set archived = ? where id = ? returning record_type, label")
                .params(archived, id)
                .query((row, number) -> extensible(row.getString(1)).subject() + "|" + row.getString(2))
                .optional()
                .ifPresent(field -> audit.note(archived ? "field.archived" : "field.restored", field));
        types.forget();
        // what nobody sees must not be found
        definitions
                .byId(id)
                .filter(field -> field.searchable() || field.derivation() != null)
                .ifPresent(formulas::computeAll);
    }

    /** Puts the fields of a type into this order; those that aren't named follow. */
    public void order(RecordType<?> type, List<UUID> ids) {
        demand();
        for (int i = 0; i < ids.size(); i++) {
            jdbc.sql("update field_definition set position = ? where id = ? and record_type = ?")
                    .params(i, ids.get(i), type.key())
                    .update();
        }
        types.forget();
    }

    /** How many living records have a value in it. */
    @Transactional(readOnly = true)
    public int used(FieldDefinition field) {
        demand();
        RecordType<?> type = extensible(field.recordType());
        return jdbc.sql("select count(*) from " + type.rows()
                        + " r where deleted_at is null and jsonb_exists(extra, ?)")
                .param(field.key())
                .query(Integer.class)
                .single();
    }

    /** The type as it would be with this field, for trying it out. */
    public <E extends BaseRecord> RecordType<E> preview(RecordType<E> type, FieldDefinition field) {
        return type.with(List.of(field));
    }

    // checks

    private List<Problem> problems(
            RecordType<?> type, List<FieldDefinition> others, FieldDefinition field, String key) {
        List<Problem> problems = new ArrayList<>();
        String label = field.label().strip();
        if (label.isEmpty()) {
            problems.add(Problem.of("label", "error.required"));
        }
        Set<String> names = names(type, others);
        for (var name : labels(field).entrySet()) {
            if (name.getValue().length() > LONGEST_LABEL) {
                problems.add(Problem.of(name.getKey(), "error.too-long", Integer.toString(LONGEST_LABEL)));
            } else if (names.contains(Folding.fold(name.getValue()))) {
                // columns of files are recognised by their names
                problems.add(Problem.of(name.getKey(), "fields.label.taken"));
            }
        }
        if (field.help() != null && field.help().length() > LONGEST_HELP) {
            problems.add(Problem.of("help", "error.too-long", Integer.toString(LONGEST_HELP)));
        }
        if (field.section().length() > LONGEST_LABEL) {
            problems.add(Problem.of("section", "error.too-long", Integer.toString(LONGEST_LABEL)));
        }
        String target = Field.linkTarget(field.type());
        if (target != null && types.byKey(target).isEmpty()) {
            problems.add(Problem.of("type", "error.invalid"));
        }
        if (field.unique() && !Abilities.canBeUnique(field.type())) {
            problems.add(Problem.of("unique", "error.invalid"));
        }
        if (field.searchable() && !Abilities.isSearchable(field.type())) {
            problems.add(Problem.of("searchable", "error.invalid"));
        }
        condition("visibleWhen", type, field.visibleWhen(), key, problems);
        condition("requiredWhen", type, field.requiredWhen(), key, problems);
        condition("readOnlyWhen", type, field.readOnlyWhen(), key, problems);
        start(field, problems);
        if (field.derivation() != null && problems.isEmpty()) {
            formulas.problem(field.as(field.id(), key, field.type())).ifPresent(problems::add);
        }
        return problems;
    }

    private static Map<String, String> labels(FieldDefinition field) {
        Map<String, String> labels = new java.util.LinkedHashMap<>();
        labels.put("label", field.label().strip());
        Optional.ofNullable(blankToNull(field.english())).ifPresent(name -> labels.put("english", name));
        Optional.ofNullable(blankToNull(field.catalan())).ifPresent(name -> labels.put("catalan", name));
        return labels;
    }

    private static Set<String> names(RecordType<?> type, List<FieldDefinition> others) {
        Set<String> names = type.fields().stream()
                .filter(field -> field.definition().isEmpty())
                .flatMap(field -> Texts.LANGUAGES.stream().map(language -> type.label(field.key(), language)))
                .map(Folding::fold)
                .collect(Collectors.toSet());
        others.stream()
                .filter(other -> !other.archived())
                .flatMap(other -> labels(other).values().stream())
                .map(Folding::fold)
                .forEach(names::add);
        return names;
    }

    private <E extends BaseRecord> void condition(
            String component, RecordType<E> type, @Nullable Filter filter, String key, List<Problem> problems) {
        if (filter == null || filter.isEmpty()) {
            return;
        }
        if (Filters.asksOthers(filter)) {
            // a form has to know it before anything is saved
            problems.add(Problem.of(component, "error.invalid"));
        } else if (Filters.fields(filter).contains(key)) {
            problems.add(Problem.of(component, "fields.condition.itself"));
        } else if (!records.fits(type, filter)) {
            problems.add(Problem.of(component, "error.invalid"));
        }
    }

    private void start(FieldDefinition field, List<Problem> problems) {
        if (field.start() == null) {
            return;
        }
        List<Problem> wrong = new ArrayList<>();
        if (Abilities.isFile(field.type())) {
            // each record has a file of its own
            problems.add(Problem.of("start", "error.invalid"));
            return;
        }
        try {
            checks.clean(
                    Field.of(field.as(field.id(), FieldDefinition.PREFIX + "start", field.type())),
                    JsonForm.read(field.type(), field.start()),
                    wrong);
        } catch (IllegalArgumentException e) {
            wrong.add(Problem.of("start", "error.invalid"));
        }
        wrong.forEach(problem -> problems.add(new Problem("start", problem.message(), problem.arguments())));
    }

    /** A choice has options, by now. */
    private void demandUsable(FieldDefinition field) {
        String list = switch (field.type()) {
            case FieldType.Choice choice -> choice.list();
            case FieldType.Choices choices -> choices.list();
            default -> null;
        };
        if (list != null && options.offered(list).isEmpty()) {
            throw new InvalidRecord(List.of(Problem.of("options", "error.required")));
        }
    }

    private boolean hasTwins(RecordType<?> type, FieldDefinition field) {
        return jdbc.sql("""
                        select exists(select 1 from %s r where deleted_at is null and jsonb_exists(extra, ?)
                        group by extra -> ? having count(*) > 1)
                        """.formatted(type.rows()))
                .params(field.key(), field.key())
                .query(Boolean.class)
                .single();
    }

    // making

    /** A key that no field of the type has or had: values of an archived one must not come to light in another. */
    private static String freeKey(String label, List<FieldDefinition> others) {
        String folded = Folding.fold(label).replaceAll("[^a-z0-9]+", "_").replaceAll("^_+|_+$", "");
        String stem = FieldDefinition.PREFIX
                + (folded.isEmpty() ? "field" : folded.substring(0, Math.min(folded.length(), LONGEST_KEY)));
        Set<String> taken = others.stream().map(FieldDefinition::key).collect(Collectors.toSet());
        String key = stem;
        for (int number = 2; taken.contains(key); number++) {
            key = stem + "_" + number;
        }
        return key;
    }

    /** Makes a list of these options, and the kind that chooses from it. */
    private FieldType withList(RecordType<?> type, String key, FieldType kind, List<String> labels) {
        String list = type.key() + "." + key.substring(FieldDefinition.PREFIX.length());
        RecordType<?> options = types.require(Options.RECORD_TYPE);
        List<Entry> entries = new ArrayList<>();
        for (String label : labels.stream().map(String::strip).distinct().toList()) {
            if (!label.isEmpty()) {
                entries.add(new Entry(
                        null,
                        Map.of(
                                "list",
                                list,
                                "key",
                                "%02d-%s".formatted(entries.size() + 1, slug(label)),
                                "label",
                                label,
                                "position",
                                entries.size())));
            }
        }
        for (Records.Outcome outcome : records.writeAll(options, entries, WriteContext.SINGLE)) {
            if (outcome instanceof Records.Outcome.Refused(var problems)) {
                throw new InvalidRecord(List.of(new Problem(
                        "options",
                        problems.getFirst().message(),
                        problems.getFirst().arguments())));
            }
        }
        this.options.forget();
        return kind instanceof FieldType.Choices ? new FieldType.Choices(list) : new FieldType.Choice(list);
    }

    private static String slug(String label) {
        String folded = Folding.fold(label).replaceAll("[^a-z0-9]+", "-");
        return folded.substring(0, Math.min(folded.length(), LONGEST_KEY));
    }

    // small things

    private RecordType<?> extensible(String key) {
        return types.byKey(key)
                .filter(type -> !type.key().equals(Options.RECORD_TYPE))
                .orElseThrow(() -> new IllegalArgumentException("No own fields for " + key));
    }

    private static FieldDefinition required(List<FieldDefinition> fields, UUID id) {
        return fields.stream()
                .filter(field -> field.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new RecordNotFound("field", id));
    }

    private static void demand() {
        if (!Roles.isAdministrator(CurrentActor.get().role())) {
            throw new Forbidden(Operation.EDIT, "field");
        }
    }

    private static void refuse(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new InvalidRecord(problems);
        }
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static @Nullable String text(@Nullable Filter filter) {
        return filter == null || filter.isEmpty() ? null : FilterText.write(filter);
    }
}
