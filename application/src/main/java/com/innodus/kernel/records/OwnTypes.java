package com.innodus.kernel.records;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.audit.AuditTrail;
import com.innodus.kernel.audit.Change;
import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.text.Folding;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The tenant's own types of record, as its administrators make them. A type is there at once and in every face: {@link
 * RecordTypes} has it beside the product's; no table changes. Roles may do with it what they may with all types that
 * they say nothing of.
 */
@Service
@Transactional
public class OwnTypes {
    /** More than anybody finds their way through. */
    public static final int MOST = 100;

    public static final int LONGEST_NAME = 60;
    public static final int LONGEST_SLUG = 40;

    private static final Pattern SLUG = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final Pattern ICON = Pattern.compile("[A-Z][A-Z0-9_]{0,40}");
    private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");
    private static final Set<String> HIDEABLE = Set.of("BOARD", "CALENDAR", "TREE", "CHART");
    private static final Set<String> NO_AREAS = Set.of("settings", "home");

    private final JdbcClient jdbc;
    private final TypeDefinitions definitions;
    private final FieldDefinitions fields;
    private final RecordTypes types;
    private final AuditTrail audit;
    private final Clock clock;

    OwnTypes(
            JdbcClient jdbc,
            TypeDefinitions definitions,
            FieldDefinitions fields,
            RecordTypes types,
            AuditTrail audit,
            Clock clock) {
        this.audit = audit;
        this.jdbc = jdbc;
        this.definitions = definitions;
        this.fields = fields;
        this.types = types;
        this.clock = clock;
    }

    /** The types that the tenant made, in order; the archived ones last. */
    @Transactional(readOnly = true)
    public List<TypeDefinition> all() {
        demand();
        return definitions.all();
    }

    @Transactional(readOnly = true)
    public Optional<TypeDefinition> find(String key) {
        return all().stream().filter(type -> type.key().equals(key)).findFirst();
    }

    /** The address that a name suggests. */
    public static String slug(String name) {
        String folded = Folding.fold(name).replaceAll("[^a-z0-9]+", "-").replaceAll("^[-0-9]+|-+$", "");
        return folded.substring(0, Math.min(folded.length(), LONGEST_SLUG)).replaceAll("-+$", "");
    }

    /**
     * Makes a type.
     *
     * @param address as people typed it; stays for good
     * @param draft whose key and slug don't count
     * @throws InvalidRecord with what is wrong; the problems' fields are the names of the definition's components
     */
    public TypeDefinition add(String address, TypeDefinition draft) {
        demand();
        List<TypeDefinition> others = definitions.all();
        String slug = slug(address);
        List<Problem> problems = problems(draft, others);
        if (!SLUG.matcher(slug).matches()) {
            problems.add(Problem.of("slug", address.isBlank() ? "error.required" : "types.slug.invalid"));
        } else if (ReservedAddresses.has(slug) || types.isDeclared(slug)) {
            problems.add(Problem.of("slug", "types.slug.reserved", slug));
        } else if (isTaken(slug)) {
            problems.add(Problem.of("slug", "types.slug.taken", slug));
        }
        if (others.size() >= MOST) {
            problems.add(Problem.of("", "types.too-many", Integer.toString(MOST)));
        }
        refuse(problems);
        TypeDefinition type = cleaned("x_" + slug.replace('-', '_'), slug, draft);
        try {
            jdbc.sql("""
                            insert into type_definition (key, slug, name, plural, title_label, icon, position, created_at)
                            values (?, ?, ?, ?, ?, ?, ?, ?)
                            """)
                    .params(
                            type.key(),
                            slug,
                            type.name().word(),
                            type.plural().word(),
                            type.title().word(),
                            type.icon(),
                            others.size(),
                            Timestamp.from(clock.instant()))
                    .update();
        } catch (DuplicateKeyException e) {
            // a colleague was faster
            throw new InvalidRecord(List.of(Problem.of("slug", "types.slug.taken", slug)));
        }
        store(type);
        audit.note("type.made", type.plural().word(), Change.fact("#types.slug", slug));
        return type;
    }

    /**
     * Changes everything but key and address.
     *
     * @throws InvalidRecord with what is wrong
     */
    public void change(TypeDefinition type) {
        demand();
        List<TypeDefinition> all = definitions.all();
        TypeDefinition before = required(all, type.key());
        refuse(problems(
                type,
                all.stream().filter(other -> !other.key().equals(type.key())).toList()));
        TypeDefinition changed = cleaned(before.key(), before.slug(), type);
        store(changed);
        audit.note("type.changed", changed.plural().word(), Change.between(facts(before), facts(changed)));
    }

    /** What a type is, for the audit log. */
    private static Map<String, String> facts(TypeDefinition type) {
        return Map.of(
                "#types.name", all(type.name()),
                "#types.plural", all(type.plural()),
                "#types.title-label", all(type.title()),
                "#types.icon", type.icon(),
                "#types.colour", Objects.requireNonNullElse(type.colour(), ""),
                "#types.area", type.area(),
                "#types.faces", Change.list(type.hidden()));
    }

    private static String all(Term term) {
        return term.words().collect(Collectors.joining(" · "));
    }

    private void store(TypeDefinition type) {
        jdbc.sql("""
                        update type_definition set name = ?, name_en = ?, name_ca = ?, plural = ?, plural_en = ?,
                            plural_ca = ?, title_label = ?, title_label_en = ?, title_label_ca = ?, icon = ?,
                            colour = ?, area = ?, hidden_faces = ?
                        where key = ?
                        """)
                .param(type.name().word())
                .param(type.name().english())
                .param(type.name().catalan())
                .param(type.plural().word())
                .param(type.plural().english())
                .param(type.plural().catalan())
                .param(type.title().word())
                .param(type.title().english())
                .param(type.title().catalan())
                .param(type.icon())
                .param(type.colour())
                .param(type.area())
                .param(type.hidden().stream().sorted().toArray(String[]::new))
                .param(type.key())
                .update();
        types.forget();
    }

    /** Takes a type out of every face; its records stay, and come back with it. */
    public void archive(String key) {
        setArchived(key, true);
    }

    public void restore(String key) {
        setArchived(key, false);
    }

    private void setArchived(String key, boolean archived) {
        demand();
        jdbc.sql("update type_definition set archived = ? where key = ? and deleted_at is null returning plural")
                .params(archived, key)
                .query(String.class)
                .optional()
                .ifPresent(plural -> audit.note(archived ? "type.archived" : "type.restored", plural));
        types.forget();
    }

    /** Puts the types into this order; those that aren't named follow. */
    public void order(List<String> keys) {
        demand();
        jdbc.sql("""
                        update type_definition t set position = n.position
                        from unnest(?::text[]) with ordinality as n(key, position) where n.key = t.key
                        """).param(keys.toArray(String[]::new)).update();
        types.forget();
    }

    /**
     * What goes with a type.
     *
     * @param records in the recycle bin too
     * @param fields the tenant's own
     * @param links fields of other types that lead to it
     */
    public record Loss(long records, long comments, long files, long views, long fields, List<FieldDefinition> links) {}

    @Transactional(readOnly = true)
    public Loss loss(String key) {
        demand();
        return new Loss(
                count("custom_record where type_key = ?", key),
                count("record_comment where record_type = ?", key),
                count("attachment where record_type = ?", key),
                count("saved_view where record_type = ?", key),
                fields.of(key).size(),
                links(key));
    }

    private long count(String rows, String key) {
        return jdbc.sql("select count(*) from " + rows)
                .param(key)
                .query(Long.class)
                .single();
    }

    private List<FieldDefinition> links(String key) {
        return fields.inUse().values().stream()
                .flatMap(List::stream)
                .filter(field -> !field.recordType().equals(key) && key.equals(Field.linkTarget(field.type())))
                .toList();
    }

    /**
     * Deletes a type with all of its records, for good: out of every face at once, and out of the database with the next
     * sweeps. Other types' fields that lead to it are archived.
     *
     * @param typed the type's plural, so that nobody does it by mistake
     * @throws InvalidRecord when something else was typed
     */
    public void delete(String key, String typed) {
        demand();
        TypeDefinition type = required(definitions.all(), key);
        if (type.plural().words().map(Folding::fold).noneMatch(Folding.fold(typed.strip())::equals)) {
            throw new InvalidRecord(List.of(Problem.of("typed", "types.delete.mismatch")));
        }
        long lost = loss(key).records();
        links(key)
                .forEach(link -> jdbc.sql("update field_definition set archived = true where id = ?")
                        .param(link.id())
                        .update());
        jdbc.sql("update type_definition set deleted_at = ? where key = ?")
                .params(Timestamp.from(clock.instant()), key)
                .update();
        audit.note("type.deleted", type.plural().word(), Change.fact("#audit.records", lost));
        types.forget();
    }

    // checks

    private List<Problem> problems(TypeDefinition draft, List<TypeDefinition> others) {
        List<Problem> problems = new ArrayList<>();
        term("name", draft.name(), problems);
        term("plural", draft.plural(), problems);
        term("title", draft.title(), problems);
        Set<String> taken = Stream.concat(
                        others.stream().flatMap(other -> other.plural().words()),
                        types.all().stream()
                                .filter(type -> type.definition().isEmpty())
                                .flatMap(type -> Texts.LANGUAGES.stream().map(type::pluralName)))
                .map(Folding::fold)
                .collect(Collectors.toSet());
        if (draft.plural().clean().words().map(Folding::fold).anyMatch(taken::contains)) {
            problems.add(Problem.of("plural", "types.name.taken"));
        }
        if (!ICON.matcher(draft.icon()).matches()) {
            problems.add(Problem.of("icon", "error.invalid"));
        }
        if (draft.colour() != null && !COLOUR.matcher(draft.colour()).matches()) {
            problems.add(Problem.of("colour", "error.colour"));
        }
        String area = draft.area().strip();
        if (area.length() > LONGEST_NAME) {
            problems.add(Problem.of("area", "error.too-long", Integer.toString(LONGEST_NAME)));
        } else if (NO_AREAS.contains(area)) {
            problems.add(Problem.of("area", "error.invalid"));
        }
        if (!HIDEABLE.containsAll(draft.hidden())) {
            problems.add(Problem.of("hidden", "error.invalid"));
        }
        return problems;
    }

    private static void term(String component, Term term, List<Problem> problems) {
        if (term.clean().word().isEmpty()) {
            problems.add(Problem.of(component, "error.required"));
        } else if (term.words().anyMatch(word -> word.length() > LONGEST_NAME)) {
            problems.add(Problem.of(component, "error.too-long", Integer.toString(LONGEST_NAME)));
        }
    }

    /** Also by a type whose records are still being deleted. */
    private boolean isTaken(String slug) {
        return jdbc.sql("select exists(select 1 from type_definition where slug = ? or key = ?)")
                .params(slug, "x_" + slug.replace('-', '_'))
                .query(Boolean.class)
                .single();
    }

    private static TypeDefinition cleaned(String key, String slug, TypeDefinition draft) {
        String area = draft.area().replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return new TypeDefinition(
                key,
                slug,
                draft.name().clean(),
                draft.plural().clean(),
                draft.title().clean(),
                draft.icon(),
                draft.colour(),
                area.isEmpty() ? TypeDefinition.AREA : area,
                draft.hidden(),
                draft.archived());
    }

    private static TypeDefinition required(List<TypeDefinition> all, String key) {
        return all.stream().filter(type -> type.key().equals(key)).findFirst().orElseThrow(() -> new TypeGone(key));
    }

    private static void demand() {
        if (!Roles.isAdministrator(CurrentActor.get().role())) {
            throw new Forbidden(Operation.EDIT, "type");
        }
    }

    private static void refuse(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new InvalidRecord(problems);
        }
    }
}
