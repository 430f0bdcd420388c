package com.innodus.kernel.access;

import com.innodus.kernel.audit.AuditTrail;
import com.innodus.kernel.audit.Change;
import com.innodus.kernel.audit.Who;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The staff of the current tenant. */
@Service
@Transactional
public class Users {
    private static final String SELECT = """
            select u.id, u.email, u.name, r.key as role, u.state, u.locale, u.colour_scheme, u.email_confirmed_at,
                   u.last_login_at
            from app_user u join role r on r.id = u.role_id
            """;

    private final JdbcClient jdbc;
    private final PasswordEncoder passwords;
    private final String nobodysHash;
    private final LogInAttempts attempts;
    private final WorkspaceHints hints;
    private final ApplicationEventPublisher events;
    private final AuditTrail audit;
    private final Clock clock;
    private final TenantCache<String, Map<UUID, User>> all = new TenantCache<>();

    Users(
            JdbcClient jdbc,
            PasswordEncoder passwords,
            LogInAttempts attempts,
            WorkspaceHints hints,
            ApplicationEventPublisher events,
            AuditTrail audit,
            Clock clock) {
        this.audit = audit;
        this.jdbc = jdbc;
        this.passwords = passwords;
        this.attempts = attempts;
        this.hints = hints;
        this.events = events;
        this.clock = clock;
        nobodysHash = Objects.requireNonNull(passwords.encode(UUID.randomUUID().toString()));
    }

    /** Somebody's name, role, language or state is another now. */
    public record UserChanged() {}

    /** How a log-in ended. */
    public sealed interface LogIn {
        record Welcome(User user) implements LogIn {}

        /** Wrong address or password, or a disabled user: nobody learns which. */
        record Refused() implements LogIn {}

        /** Too many wrong passwords. */
        record Locked(Instant until) implements LogIn {}
    }

    /** Checks a password and notes the log-in; wrong ones make the next attempts wait longer and longer. */
    public LogIn logIn(String email, String password) {
        LogIn answer = prove(email, password);
        if (answer instanceof LogIn.Welcome(var user)) {
            noteLogIn(user.id());
        }
        return answer;
    }

    /** Checks a password without logging in: what somebody who is logged in proves before a grave step. */
    public LogIn prove(String email, String password) {
        Optional<Instant> wait = attempts.waitUntil(email);
        if (wait.isPresent()) {
            return new LogIn.Locked(wait.get());
        }
        Optional<User> found = byEmail(email);
        String hash = found.flatMap(user -> hashOf(user.id())).orElse(null);
        // the same work for an address without user, so that timing tells nothing
        boolean right = passwords.matches(password, hash == null ? nobodysHash : hash);
        if (hash != null && right && found.get().state() == User.State.ACTIVE) {
            attempts.forget(email);
            return new LogIn.Welcome(found.get());
        }
        // what was typed where nobody has the address may be a password
        found.ifPresent(user -> audit.noteBy(Who.outside(""), "log-in.failed", user.email(), List.of()));
        return attempts.noteWrong(email).<LogIn>map(LogIn.Locked::new).orElseGet(LogIn.Refused::new);
    }

    private Optional<String> hashOf(UUID user) {
        return jdbc.sql("select password_hash from app_user where id = ? and password_hash is not null")
                .param(user)
                .query(String.class)
                .optional();
    }

    /** Whether the user can log in with a password here, not only through an identity provider. */
    @Transactional(readOnly = true)
    public boolean hasPassword(UUID user) {
        return hashOf(user).isPresent();
    }

    /** Notes a log-in that was proved some other way. */
    public void noteLogIn(UUID user) {
        jdbc.sql("update app_user set last_login_at = ? where id = ? returning email")
                .params(Timestamp.from(clock.instant()), user)
                .query(String.class)
                .optional()
                .ifPresent(email -> {
                    hints.remember(email);
                    byId(user)
                            .ifPresent(who -> audit.noteBy(
                                    new Who(user, who.name(), null, false), "log-in.done", email, List.of()));
                });
    }

    @Transactional(readOnly = true)
    public Optional<User> byId(UUID id) {
        return jdbc.sql(SELECT + "where u.id = ?").param(id).query(Users::map).optional();
    }

    @Transactional(readOnly = true)
    public Optional<User> byEmail(String email) {
        return jdbc.sql(SELECT + "where u.email = ?")
                // PostgreSQL takes no NUL
                .param(email.replace("\0", ""))
                .query(Users::map)
                .optional();
    }

    /** Everybody, by name. */
    @Transactional(readOnly = true)
    public List<User> all() {
        return jdbc.sql(SELECT + "order by u.name, u.id").query(Users::map).list();
    }

    /** The name of a user for lists and timelines, from memory. */
    @Transactional(readOnly = true)
    public Optional<User> remembered(@Nullable UUID id) {
        if (id == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(all.get(
                        "", key -> all().stream().collect(Collectors.toMap(User::id, Function.identity())))
                .get(id));
    }

    /**
     * Adds somebody who has no password yet.
     *
     * @throws EmailTaken when a user has the address
     */
    public User invite(String email, String name, String role, Locale locale) {
        UUID id = UUID.randomUUID();
        try {
            jdbc.sql("""
                            insert into app_user (id, email, name, role_id, state, locale)
                            values (?, ?, ?, (select id from role where key = ?), 'INVITED', ?)
                            """)
                    .params(id, email, line(name), role, locale.getLanguage())
                    .update();
        } catch (DuplicateKeyException e) {
            throw new EmailTaken(email);
        }
        hints.remember(email);
        changed();
        audit.note("user.invited", email, Change.fact("#audit.role", roleWords(role)));
        return byId(id).orElseThrow();
    }

    /** Takes back an invitation that nobody has accepted; nothing happens to somebody who has. */
    public void removeInvited(UUID user) {
        jdbc.sql("delete from app_user where id = ? and state = 'INVITED' returning email")
                .param(user)
                .query(String.class)
                .optional()
                .ifPresent(email -> audit.note("user.uninvited", email));
        changed();
    }

    /** Makes an invited user active who has proved who they are some other way than by a password. */
    public void activate(UUID user) {
        jdbc.sql("update app_user set state = 'ACTIVE' where id = ? and state = 'INVITED' returning email")
                .param(user)
                .query(String.class)
                .optional()
                .ifPresent(email -> audit.note("user.joined", email));
        changed();
    }

    /** Owners who can log in, held until the transaction ends, so that no two of them leave at once. */
    public List<UUID> activeOwners() {
        return jdbc.sql("""
                        select u.id from app_user u join role r on r.id = u.role_id
                        where r.key = 'owner' and u.state = 'ACTIVE' order by u.id for update of u
                        """).query(UUID.class).list();
    }

    /** Sets a password; an invited user is active from then on. */
    public void setPassword(UUID user, String password) {
        setPasswordHash(user, passwords.encode(password));
    }

    /** Sets a password that was hashed before. */
    public void setPasswordHash(UUID user, String hash) {
        jdbc.sql("""
                        update app_user set password_hash = ?,
                               state = case state when 'INVITED' then 'ACTIVE' else state end
                        where id = ? returning email
                        """).params(hash, user).query(String.class).optional().ifPresent(email -> {
            attempts.forget(email);
            audit.note("user.password", email);
        });
        changed();
    }

    public void confirmEmail(UUID user) {
        jdbc.sql("update app_user set email_confirmed_at = coalesce(email_confirmed_at, ?) where id = ?")
                .params(Timestamp.from(clock.instant()), user)
                .update();
        changed();
    }

    public void setName(UUID user, String name) {
        jdbc.sql("update app_user set name = ? where id = ?")
                .params(line(name), user)
                .update();
        changed();
    }

    public void setLocale(UUID user, Locale locale) {
        jdbc.sql("update app_user set locale = ? where id = ?")
                .params(locale.getLanguage(), user)
                .update();
        changed();
    }

    public void setColourScheme(UUID user, String scheme) {
        jdbc.sql("update app_user set colour_scheme = ? where id = ?")
                .params(scheme, user)
                .update();
        changed();
    }

    public void setRole(UUID user, String role) {
        byId(user)
                .ifPresent(before -> audit.note(
                        "user.role",
                        before.email(),
                        new Change("#audit.role", roleWords(before.role()), roleWords(role))));
        jdbc.sql("update app_user set role_id = (select id from role where key = ?) where id = ?")
                .params(role, user)
                .update();
        changed();
    }

    private String roleWords(String role) {
        return jdbc.sql("select case when system then '#role.' || key else name end from role where key = ?")
                .param(role)
                .query(String.class)
                .optional()
                .orElse(role);
    }

    /** The organisation whose records the user works with under the scope of the same name; null for none. */
    @Transactional(readOnly = true)
    public Optional<UUID> organisation(UUID user) {
        return jdbc.sql("select organisation_id from app_user where id = ? and organisation_id is not null")
                .param(user)
                .query(UUID.class)
                .optional();
    }

    public void setOrganisation(UUID user, @Nullable UUID organisation) {
        jdbc.sql("update app_user set organisation_id = ?::uuid where id = ?")
                .param(organisation)
                .param(user)
                .update();
        byId(user).ifPresent(who -> audit.note("user.organisation", who.email()));
        changed();
    }

    public void setState(UUID user, User.State state) {
        jdbc.sql("update app_user set state = ? where id = ? returning email")
                .params(state.name(), user)
                .query(String.class)
                .optional()
                .ifPresent(email -> audit.note(state == User.State.DISABLED ? "user.disabled" : "user.enabled", email));
        changed();
    }

    /** A name is one line in mails and lists. */
    private static String line(String name) {
        return name.replaceAll("\\p{Cntrl}", " ").strip();
    }

    private void changed() {
        all.clear();
        events.publishEvent(new UserChanged());
    }

    private static User map(ResultSet row, int number) throws SQLException {
        return new User(
                row.getObject("id", UUID.class),
                row.getString("email"),
                row.getString("name"),
                row.getString("role"),
                User.State.valueOf(row.getString("state")),
                Locale.of(row.getString("locale")),
                row.getString("colour_scheme"),
                instant(row.getTimestamp("email_confirmed_at")),
                instant(row.getTimestamp("last_login_at")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }

    /** Another user has the address. */
    public static class EmailTaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        EmailTaken(String email) {
            super(email + " is taken");
        }
    }
}
