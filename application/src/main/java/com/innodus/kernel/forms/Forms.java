package com.innodus.kernel.forms;

import com.innodus.kernel.access.Access;
import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.audit.AuditTrail;
import com.innodus.kernel.audit.Change;
import com.innodus.kernel.forms.FormDefinition.Bond;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.merge.Pointer;
import com.innodus.kernel.records.views.Sharing;
import com.innodus.kernel.text.Folding;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * The forms of the current tenant. Administrators make them; whoever may make the records may fill them in. A version that
 * was published stays as it is: who works on a form works on its draft.
 */
@Service
@Transactional
public class Forms {
    /** Records that a draft names follow into another. */
    @Bean
    static Pointer recordsInDrafts() {
        return new Pointer.Text("form", "id", "draft", true);
    }

    /** And those that versions begin with or ask for. */
    @Bean
    static Pointer recordsInVersions() {
        return new Pointer.Text("form_version", "id", "definition", true);
    }

    /** Records know where they came from, whichever of two stays. */
    @Bean
    static Pointer recordsOfAnswers() {
        return new Pointer.Belonging("form_answer_record");
    }

    /** Key of the feature. */
    public static final String FEATURE = "forms";

    public static final int LONGEST_NAME = 120;

    private static final int MOST = 500;
    private static final int LONGEST_SLUG = 60;
    private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9-]{0,59}");

    private static final String SELECT = """
            select f.id, f.slug, f.name, f.draft::text, f.revision, f.published,
                   f.draft is distinct from
                     (select v.definition from form_version v where v.form_id = f.id order by v.number desc limit 1)
            from form f
            """;

    private static final String VERSIONS = """
            select v.id, f.id, v.number, f.slug, f.name, v.definition::text
            from form f join form_version v on v.form_id = f.id
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final FormCheck check;
    private final Asking asking;
    private final RecordTypes types;
    private final Access access;
    private final AuditTrail audit;
    private final Clock clock;

    Forms(
            JdbcClient jdbc,
            JsonMapper json,
            FormCheck check,
            Asking asking,
            RecordTypes types,
            Access access,
            AuditTrail audit,
            Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.check = check;
        this.asking = asking;
        this.types = types;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    // filling in

    /** The forms that the acting user can fill in, by name. */
    @Transactional(readOnly = true)
    public List<FormVersion> usable() {
        return jdbc
                .sql(VERSIONS + "where v.number = f.published order by lower(f.name), f.id limit ?")
                .param(MOST)
                .query(this::version)
                .list()
                .stream()
                .filter(this::isUsable)
                .toList();
    }

    /** The version that is in use under an address, if the acting user can fill it in. */
    @Transactional(readOnly = true)
    public Optional<FormVersion> open(String slug) {
        return jdbc.sql(VERSIONS + "where v.number = f.published and f.slug = ?")
                .param(slug)
                .query(this::version)
                .optional()
                .filter(this::isUsable);
    }

    /** A version of a form that is in use still, be it of before; if the acting user can fill it in. */
    @Transactional(readOnly = true)
    public Optional<FormVersion> openVersion(UUID version) {
        return jdbc.sql(VERSIONS + "where v.id = ? and f.published is not null")
                .param(version)
                .query(this::version)
                .optional()
                .filter(this::isUsable);
    }

    /** A form, be it withdrawn, whose answers somebody looks at. */
    public record Named(UUID id, String slug, String name, boolean isOpen) {}

    /** The form under an address, for those who make forms or can fill it in. */
    @Transactional(readOnly = true)
    public Optional<Named> named(String slug) {
        Optional<FormVersion> open = open(slug);
        return mayMake()
                ? jdbc.sql("select id, slug, name from form where slug = ?")
                        .param(slug)
                        .query((row, number) -> new Named(
                                row.getObject(1, UUID.class), row.getString(2), row.getString(3), open.isPresent()))
                        .optional()
                : open.map(form -> new Named(form.form(), form.slug(), form.name(), true));
    }

    /** Whether the acting user may make all of the form's records, and link them. */
    private boolean isUsable(FormVersion version) {
        FormDefinition form = version.definition();
        return form.parts().stream()
                        .allMatch(part -> types.byKey(part.recordType()).isPresent()
                                && access.may(part.recordType(), Operation.CREATE))
                && form.bonds().stream().allMatch(bond -> isWritable(form, bond));
    }

    private boolean isWritable(FormDefinition form, Bond bond) {
        return asking.type(form, bond.from())
                .<Field<?>>flatMap(type -> type.field(bond.field()).map(field -> field))
                .filter(Field::isWritable)
                .isPresent();
    }

    // making

    public boolean mayMake() {
        Actor actor = CurrentActor.get();
        return !actor.isViewed() && (actor.isSystem() || Roles.isAdministrator(actor.role()));
    }

    private void requireMaker() {
        if (!mayMake()) {
            throw new Forbidden(Operation.EDIT, "forms");
        }
    }

    /** All forms, by name. */
    @Transactional(readOnly = true)
    public List<Form> all() {
        requireMaker();
        return jdbc.sql(SELECT + "order by lower(f.name), f.id limit ?")
                .param(MOST)
                .query(this::form)
                .list();
    }

    @Transactional(readOnly = true)
    public Optional<Form> find(UUID id) {
        requireMaker();
        return jdbc.sql(SELECT + "where f.id = ?").param(id).query(this::form).optional();
    }

    /**
     * Makes a form, which nobody can fill in until it is published.
     *
     * @throws InvalidRecord with problems of {@code name}
     */
    public UUID create(String name, FormDefinition draft) {
        requireMaker();
        String clean = Sharing.named(name, LONGEST_NAME);
        UUID id = UUID.randomUUID();
        Timestamp now = Timestamp.from(clock.instant());
        jdbc.sql("""
                        insert into form (id, slug, name, draft, created_at, changed_at)
                        values (?, ?, ?, ?::jsonb, ?, ?)
                        """)
                .params(id, freeSlug(clean), clean, json.writeValueAsString(draft), now, now)
                .update();
        audit.note("form.created", clean);
        return id;
    }

    /** The name as an address, with a number behind it where there is such a form. */
    private String freeSlug(String name) {
        String plain = Folding.fold(name)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+|-+$", "");
        String slug = plain.isEmpty() ? "form" : plain.substring(0, Math.min(plain.length(), LONGEST_SLUG - 4));
        String free = slug;
        for (int i = 2; isTaken(free, null); i++) {
            free = slug + "-" + i;
        }
        return free;
    }

    private boolean isTaken(String slug, @Nullable UUID besides) {
        return jdbc.sql("select exists (select 1 from form where slug = ? and id is distinct from ?::uuid)")
                .param(slug)
                .param(besides)
                .query(Boolean.class)
                .single();
    }

    /**
     * Changes name, address and draft; returns the draft's revision.
     *
     * @throws InvalidRecord with problems of {@code name} and {@code slug}, or of {@code revision} when a colleague was faster
     */
    public int save(UUID id, int revision, String name, String slug, FormDefinition draft) {
        requireMaker();
        String clean = Sharing.named(name, LONGEST_NAME);
        String address = slug.strip().toLowerCase(Locale.ROOT);
        if (!SLUG.matcher(address).matches()) {
            throw new InvalidRecord(List.of(Problem.of("slug", "forms.problem.slug")));
        }
        if (isTaken(address, id)) {
            throw new InvalidRecord(List.of(Problem.of("slug", "error.taken", address)));
        }
        Form before = find(id).orElseThrow(() -> gone("revision"));
        int changed;
        try {
            changed = jdbc.sql("""
                            update form set name = ?, slug = ?, draft = ?::jsonb, revision = revision + 1, changed_at = ?
                            where id = ? and revision = ?
                            """)
                    .params(
                            clean,
                            address,
                            json.writeValueAsString(draft),
                            Timestamp.from(clock.instant()),
                            id,
                            revision)
                    .update();
        } catch (DuplicateKeyException e) {
            throw new InvalidRecord(List.of(Problem.of("slug", "error.taken", address)));
        }
        if (changed == 0) {
            throw gone("revision");
        }
        List<Change> told = Change.between(
                Map.of("#forms.name", before.name(), "#forms.slug", before.slug()),
                Map.of("#forms.name", clean, "#forms.slug", address));
        if (!told.isEmpty()) {
            audit.note("form.changed", clean, told);
        }
        return revision + 1;
    }

    private static InvalidRecord gone(String field) {
        return new InvalidRecord(List.of(Problem.of(field, "forms.overtaken")));
    }

    /** What keeps a draft from being published. */
    @Transactional(readOnly = true)
    public List<Problem> problems(FormDefinition draft, Locale locale) {
        return check.problems(draft, locale);
    }

    /**
     * Makes the draft the version that people fill in; returns its number. A draft that says what the last version says is
     * that version.
     *
     * @throws InvalidRecord with what keeps it from being published
     */
    public int publish(UUID id) {
        requireMaker();
        // two who publish at once come one after the other
        jdbc.sql("select id from form where id = ? for update")
                .param(id)
                .query(UUID.class)
                .optional();
        Form form = find(id).orElseThrow(() -> gone("revision"));
        List<Problem> problems = check.problems(form.draft(), CurrentActor.get().locale());
        if (!problems.isEmpty()) {
            throw new InvalidRecord(problems);
        }
        if (form.isChanged()) {
            jdbc.sql("""
                            insert into form_version (id, form_id, number, definition, published_at, published_by)
                            select ?, f.id, coalesce((select max(v.number) from form_version v where v.form_id = f.id), 0) + 1,
                                   f.draft, ?, (select u.id from app_user u where u.id = ?)
                            from form f where f.id = ?
                            """)
                    .params(
                            UUID.randomUUID(),
                            Timestamp.from(clock.instant()),
                            CurrentActor.get().id(),
                            id)
                    .update();
        }
        int number = jdbc.sql("""
                        update form set published = (select max(number) from form_version where form_id = form.id)
                        where id = ? returning published
                        """).param(id).query(Integer.class).single();
        audit.note("form.published", form.name(), Change.fact("#forms.version", number));
        return number;
    }

    /** Nobody can fill it in until it is published again; its answers stay. */
    public void withdraw(UUID id) {
        Form form = find(id).orElseThrow(() -> gone("revision"));
        jdbc.sql("update form set published = null where id = ?").param(id).update();
        audit.note("form.withdrawn", form.name());
    }

    /** Deletes it and the list of its answers; the records that they made stay. */
    public void delete(UUID id) {
        find(id).ifPresent(form -> {
            jdbc.sql("delete from form where id = ?").param(id).update();
            audit.note("form.deleted", form.name());
        });
    }

    private Form form(ResultSet row, int number) throws SQLException {
        return new Form(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                json.readValue(row.getString(4), FormDefinition.class),
                row.getInt(5),
                row.getObject(6, Integer.class),
                row.getBoolean(7));
    }

    private FormVersion version(ResultSet row, int number) throws SQLException {
        return new FormVersion(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                row.getInt(3),
                row.getString(4),
                row.getString(5),
                json.readValue(row.getString(6), FormDefinition.class));
    }
}
