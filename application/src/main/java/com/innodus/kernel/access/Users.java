package com.innodus.kernel.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
    private final Clock clock;
    private final TenantCache<String, Map<UUID, User>> all = new TenantCache<>();

    Users(JdbcClient jdbc, PasswordEncoder passwords, Clock clock) {
        this.jdbc = jdbc;
        this.passwords = passwords;
        this.clock = clock;
    }

    /** How a log-in ended. */
    public sealed interface LogIn {
        record Welcome(User user) implements LogIn {}

        /** Wrong address or password, or a disabled user: nobody learns which. */
        record Refused() implements LogIn {}

        /** Too many wrong passwords. */
        record Locked(Instant until) implements LogIn {}
    }

    /** Checks a password; wrong ones make the next attempts wait longer and longer. */
    public LogIn logIn(String email, String password) {
        record Credentials(
                UUID id,
                @Nullable String hash,
                int failed,
                @Nullable Instant lockedUntil,
                String state) {}
        Optional<Credentials> found = jdbc.sql(
                        "select id, password_hash, failed_attempts, locked_until, state from app_user where email = ? for update")
                .param(email)
                .query((row, number) -> new Credentials(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getInt(3),
                        instant(row.getTimestamp(4)),
                        row.getString(5)))
                .optional();
        Credentials credentials = found.orElse(null);
        if (credentials == null || credentials.hash() == null) {
            // the same work as for a user who exists, so that timing tells nothing
            passwords.encode(password);
            return new LogIn.Refused();
        }
        Instant now = clock.instant();
        Instant lockedUntil = credentials.lockedUntil();
        if (lockedUntil != null && lockedUntil.isAfter(now)) {
            return new LogIn.Locked(lockedUntil);
        }
        if (!passwords.matches(password, credentials.hash())) {
            int failed = credentials.failed() + 1;
            Instant until = Backoff.until(failed, now);
            jdbc.sql("update app_user set failed_attempts = ?, locked_until = ?::timestamptz where id = ?")
                    .param(failed)
                    .param(until == null ? null : Timestamp.from(until))
                    .param(credentials.id())
                    .update();
            return until == null ? new LogIn.Refused() : new LogIn.Locked(until);
        }
        if (!credentials.state().equals(User.State.ACTIVE.name())) {
            return new LogIn.Refused();
        }
        noteLogIn(credentials.id());
        return new LogIn.Welcome(byId(credentials.id()).orElseThrow());
    }

    /** Notes a log-in that was proved some other way. */
    public void noteLogIn(UUID user) {
        jdbc.sql("update app_user set failed_attempts = 0, locked_until = null, last_login_at = ? where id = ?")
                .params(Timestamp.from(clock.instant()), user)
                .update();
    }

    @Transactional(readOnly = true)
    public Optional<User> byId(UUID id) {
        return jdbc.sql(SELECT + "where u.id = ?").param(id).query(Users::map).optional();
    }

    @Transactional(readOnly = true)
    public Optional<User> byEmail(String email) {
        return jdbc.sql(SELECT + "where u.email = ?")
                .param(email)
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
                            """).params(id, email, name, role, locale.getLanguage()).update();
        } catch (DuplicateKeyException e) {
            throw new EmailTaken(email);
        }
        all.clear();
        return byId(id).orElseThrow();
    }

    /** Sets a password; an invited user is active from then on. */
    public void setPassword(UUID user, String password) {
        setPasswordHash(user, passwords.encode(password));
    }

    /** Sets a password that was hashed before. */
    public void setPasswordHash(UUID user, String hash) {
        jdbc.sql("""
                        update app_user set password_hash = ?, failed_attempts = 0, locked_until = null,
                               state = case state when 'INVITED' then 'ACTIVE' else state end
                        where id = ?
                        """).params(hash, user).update();
        all.clear();
    }

    public void confirmEmail(UUID user) {
        jdbc.sql("update app_user set email_confirmed_at = coalesce(email_confirmed_at, ?) where id = ?")
                .params(Timestamp.from(clock.instant()), user)
                .update();
        all.clear();
    }

    public void setName(UUID user, String name) {
        jdbc.sql("update app_user set name = ? where id = ?").params(name, user).update();
        all.clear();
    }

    public void setLocale(UUID user, Locale locale) {
        jdbc.sql("update app_user set locale = ? where id = ?")
                .params(locale.getLanguage(), user)
                .update();
        all.clear();
    }

    public void setColourScheme(UUID user, String scheme) {
        jdbc.sql("update app_user set colour_scheme = ? where id = ?")
                .params(scheme, user)
                .update();
        all.clear();
    }

    public void setRole(UUID user, String role) {
        jdbc.sql("update app_user set role_id = (select id from role where key = ?) where id = ?")
                .params(role, user)
                .update();
        all.clear();
    }

    public void setState(UUID user, User.State state) {
        jdbc.sql("update app_user set state = ? where id = ?")
                .params(state.name(), user)
                .update();
        all.clear();
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
