package com.innodus.kernel.access;

import com.innodus.kernel.access.RoleRights.FieldOf;
import com.innodus.kernel.access.RoleRights.Grant;
import com.innodus.kernel.audit.AuditTrail;
import com.innodus.kernel.audit.Change;
import com.innodus.kernel.i18n.Texts;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
import org.springframework.transaction.support.TransactionOperations;

/** The roles of the current tenant, and what each may do. */
@Service
public class TenantRoles {
    public static final int LONGEST_NAME = 80;

    /** The order in which standard roles are shown; the tenant's own follow by name. */
    private static final List<String> FIRST =
            List.of(Roles.OWNER, Roles.ADMIN, Roles.MEMBER, Roles.READER, Roles.BASELINE);

    private final JdbcClient jdbc;
    private final Teams teams;
    private final AuditTrail audit;
    private final TransactionOperations transactions;
    private final TenantCache<String, Map<String, RoleRights>> rights = new TenantCache<>();
    private final TenantCache<String, List<Role>> all = new TenantCache<>();

    TenantRoles(JdbcClient jdbc, Teams teams, AuditTrail audit, TransactionOperations transactions) {
        this.audit = audit;
        this.jdbc = jdbc;
        this.teams = teams;
        this.transactions = transactions;
    }

    /** All roles; from memory. */
    public List<Role> all() {
        return all.get("", key -> Objects.requireNonNull(transactions.execute(status -> read())));
    }

    private List<Role> read() {
        return jdbc.sql("""
                        select id, key, name, system from role
                        order by coalesce(array_position(?, key), 100), lower(name), id
                        """)
                .param(FIRST.toArray(String[]::new))
                .query((row, number) ->
                        new Role(row.getObject(1, UUID.class), row.getString(2), row.getString(3), row.getBoolean(4)))
                .list();
    }

    public Optional<Role> find(String key) {
        return all().stream().filter(role -> role.key().equals(key)).findFirst();
    }

    /** What people call the role. */
    public String name(String key, Locale locale) {
        return find(key)
                .map(role -> role.system() ? Texts.text(locale, "role." + key) : role.name())
                .orElse(key);
    }

    /** What the role with this key may do; from memory. */
    public RoleRights rights(String role) {
        return rights.get("", key -> Objects.requireNonNull(transactions.execute(status -> load())))
                .getOrDefault(role, RoleRights.NOTHING);
    }

    /** How many users have each role as their own, by key. */
    @Transactional(readOnly = true)
    public Map<String, Integer> bearers() {
        return jdbc
                .sql("select r.key, count(*) from role r join app_user u on u.role_id = r.id group by r.key")
                .query((row, number) -> Map.entry(row.getString(1), row.getInt(2)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Makes a role that may what another one may, and returns its key. */
    @Transactional
    public String copy(String from, String name) {
        requireAdministrator();
        RoleRights copied = rights(from);
        UUID id = UUID.randomUUID();
        String key = "role-" + id.toString().substring(0, 8);
        jdbc.sql("insert into role (id, key, name, system) values (?, ?, ?, false)")
                .params(id, key, checked(name, null))
                .update();
        changed();
        // reading what is closed is not handed on with the rest
        write(key, new RoleRights(copied.grants(), copied.fields(), without(copied.special())));
        audit.note("role.made", name.strip(), Change.fact("#audit.copy-of", called(from)));
        return key;
    }

    private static Set<SpecialRight> without(Set<SpecialRight> special) {
        return special.stream()
                .filter(right -> right != SpecialRight.READ_CLOSED)
                .collect(Collectors.toSet());
    }

    /**
     * Gives one of the tenant's own roles another name.
     *
     * @throws RightsRefused when the name is missing, too long or taken
     */
    @Transactional
    public void rename(String role, String name) {
        requireAdministrator();
        String before = called(role);
        jdbc.sql("update role set name = ? where key = ? and not system")
                .params(checked(name, role), role)
                .update();
        changed();
        audit.note("role.renamed", called(role), new Change("#audit.name", before, called(role)));
    }

    /**
     * Deletes one of the tenant's own roles.
     *
     * @throws RightsRefused while somebody has it
     */
    @Transactional
    public void delete(String role) {
        requireAdministrator();
        if (bearers().containsKey(role)) {
            throw new RightsRefused("rights.refused.in-use");
        }
        String name = called(role);
        jdbc.sql("delete from role where key = ? and not system").param(role).update();
        changed();
        audit.note("role.deleted", name);
    }

    /**
     * Puts what a role may do in the place of what it could.
     *
     * @throws RightsRefused when grants or fields of administrators would change, or somebody who isn't an owner hands
     *     out the right to read what is closed
     */
    @Transactional
    public void save(String role, RoleRights wanted) {
        requireAdministrator();
        RoleRights before = rights(role);
        boolean locked = Roles.isAdministrator(role);
        if (locked
                && (!before.grants().equals(wanted.grants()) || !before.fields().equals(wanted.fields()))) {
            throw new RightsRefused("rights.refused.administrators");
        }
        boolean readsClosed = before.special().contains(SpecialRight.READ_CLOSED);
        if (readsClosed != wanted.special().contains(SpecialRight.READ_CLOSED) && !mayGiveClosed()) {
            throw new RightsRefused("rights.refused.closed");
        }
        write(role, wanted);
        List<Change> changes = Change.between(words(before), words(wanted));
        if (!changes.isEmpty()) {
            audit.note("role.changed", called(role), changes);
        }
    }

    /** A standard role by the key of its name, one of the tenant's own by its name. */
    private String called(String role) {
        return find(role).filter(found -> !found.system()).map(Role::name).orElse("#role." + role);
    }

    private static Map<String, String> words(RoleRights rights) {
        Map<String, String> words = new HashMap<>();
        rights.grants()
                .forEach((grant, scope) -> words.put(
                        typeWords(grant.recordType()) + "|#operation."
                                + grant.operation().name().toLowerCase(Locale.ROOT),
                        "#scope." + scope.name().toLowerCase(Locale.ROOT)));
        rights.fields()
                .forEach((field, right) -> words.put(
                        typeWords(field.recordType()) + "|#" + field.recordType() + "." + field.field(),
                        "#field-right." + right.name().toLowerCase(Locale.ROOT)));
        rights.special().forEach(right -> words.put("#special." + right.name().toLowerCase(Locale.ROOT), "#value.yes"));
        return words;
    }

    private static String typeWords(String recordType) {
        if (recordType.equals(RoleRights.ANY_TYPE)) {
            return "#roles.any-type";
        }
        // types that the tenant made are called in no file of texts
        return recordType.startsWith("x_") ? recordType.substring(2) : "#type." + recordType + ".plural";
    }

    /** Whether the acting user may hand out the right to read what is closed. */
    public static boolean mayGiveClosed() {
        Actor actor = CurrentActor.get();
        return actor.isSystem() || actor.role().equals(Roles.OWNER);
    }

    private void write(String role, RoleRights wanted) {
        UUID id = jdbc.sql("select id from role where key = ? for update")
                .param(role)
                .query(UUID.class)
                .single();
        jdbc.sql("delete from role_grant where role_id = ?").param(id).update();
        jdbc.sql("delete from role_field where role_id = ?").param(id).update();
        List<Map.Entry<Grant, Scope>> grants = List.copyOf(wanted.grants().entrySet());
        jdbc.sql("""
                        insert into role_grant (role_id, record_type, operation, scope)
                        select ?, t.record_type, t.operation, t.scope
                        from unnest(?::text[], ?::text[], ?::text[]) as t(record_type, operation, scope)
                        """)
                .params(
                        id,
                        texts(grants, entry -> entry.getKey().recordType()),
                        texts(grants, entry -> entry.getKey().operation().name()),
                        texts(grants, entry -> entry.getValue().name()))
                .update();
        List<Map.Entry<FieldOf, FieldRight>> fields = wanted.fields().entrySet().stream()
                .filter(entry -> entry.getValue() != FieldRight.EDIT)
                .toList();
        jdbc.sql("""
                        insert into role_field (role_id, record_type, field, field_right)
                        select ?, t.record_type, t.field, t.field_right
                        from unnest(?::text[], ?::text[], ?::text[]) as t(record_type, field, field_right)
                        """)
                .params(
                        id,
                        texts(fields, entry -> entry.getKey().recordType()),
                        texts(fields, entry -> entry.getKey().field()),
                        texts(fields, entry -> entry.getValue().name()))
                .update();
        jdbc.sql("update role set special = ? where id = ?")
                .params(wanted.special().stream().map(Enum::name).sorted().toArray(String[]::new), id)
                .update();
        changed();
    }

    private static <T> String[] texts(Collection<T> from, java.util.function.Function<T, String> text) {
        return from.stream().map(text).toArray(String[]::new);
    }

    /** Sets one grant of a role, whoever acts; for first contents and tests. */
    @Transactional
    void grant(String role, Grant grant, Scope scope) {
        Map<Grant, Scope> grants = new HashMap<>(rights(role).grants());
        grants.put(grant, scope);
        write(role, new RoleRights(grants, rights(role).fields(), rights(role).special()));
    }

    private String checked(String name, @Nullable String self) {
        String clean = name.replaceAll("\\p{Cntrl}", " ").strip();
        if (clean.isEmpty() || clean.length() > LONGEST_NAME) {
            throw new RightsRefused("rights.refused.name");
        }
        if (all().stream()
                .anyMatch(role -> !role.key().equals(self) && role.name().equalsIgnoreCase(clean))) {
            throw new RightsRefused("rights.refused.taken");
        }
        return clean;
    }

    private void changed() {
        rights.clear();
        all.clear();
        teams.forget();
    }

    private Map<String, RoleRights> load() {
        Map<String, Map<Grant, Scope>> grants = new HashMap<>();
        jdbc.sql("select r.key, g.record_type, g.operation, g.scope from role_grant g join role r on r.id = g.role_id")
                .query(row -> {
                    grants.computeIfAbsent(row.getString(1), key -> new HashMap<>())
                            .put(
                                    new Grant(row.getString(2), Operation.valueOf(row.getString(3))),
                                    Scope.valueOf(row.getString(4)));
                });
        Map<String, Map<FieldOf, FieldRight>> fields = new HashMap<>();
        jdbc.sql(
                        "select r.key, f.record_type, f.field, f.field_right from role_field f join role r on r.id = f.role_id")
                .query(row -> {
                    fields.computeIfAbsent(row.getString(1), key -> new HashMap<>())
                            .put(new FieldOf(row.getString(2), row.getString(3)), FieldRight.valueOf(row.getString(4)));
                });
        Map<String, RoleRights> found = new LinkedHashMap<>();
        jdbc.sql("select key, special from role").query(row -> {
            String key = row.getString(1);
            Set<SpecialRight> special = Arrays.stream((String[]) row.getArray(2).getArray())
                    .map(SpecialRight::valueOf)
                    .collect(Collectors.toSet());
            found.put(
                    key,
                    new RoleRights(grants.getOrDefault(key, Map.of()), fields.getOrDefault(key, Map.of()), special));
        });
        return found;
    }

    static void requireAdministrator() {
        if (!Roles.isAdministrator(CurrentActor.get().role())) {
            throw new Forbidden(Operation.EDIT, "role");
        }
    }
}
