package com.innodus.kernel.mail;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.audit.AuditTrail;
import com.innodus.kernel.audit.Change;
import com.innodus.kernel.mail.MailServer.Security;
import com.innodus.kernel.outbound.Outbound;
import com.innodus.kernel.platform.InnodusProperties;
import com.innodus.kernel.platform.Secrets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The mail server that the current tenant has of its own, and what didn't get out. */
@Service
@Transactional
public class MailServers {
    public static final int LONGEST = 200;

    private static final String SECRET = "mail-server";
    private static final String PATIENCE = "10000";

    /** What mail servers listen on; a tenant has no business at others. */
    private static final Set<Integer> PORTS = Set.of(25, 465, 587, 2525);

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,250}[A-Za-z0-9])?");
    private static final Pattern ADDRESS =
            Pattern.compile("[^@\\s,;<>\"\\p{Cntrl}]{1,64}@[^@\\s,;<>\"\\p{Cntrl}]{1,130}");

    private final JdbcClient jdbc;
    private final Secrets secrets;
    private final Outbound outbound;
    private final AuditTrail audit;
    private final boolean development;
    private final Clock clock;

    MailServers(
            JdbcClient jdbc,
            Secrets secrets,
            Outbound outbound,
            AuditTrail audit,
            InnodusProperties properties,
            Clock clock) {
        this.jdbc = jdbc;
        this.secrets = secrets;
        this.outbound = outbound;
        this.audit = audit;
        development = properties.isEmbedded();
        this.clock = clock;
    }

    /** A server that mails go through, and who they come from. */
    record Way(JavaMailSender sender, MailServer server) {}

    /** The tenant's own server, if it has one. */
    @Transactional(readOnly = true)
    public Optional<MailServer> find() {
        demandAdministrator();
        return read().map(Stored::server);
    }

    /**
     * Keeps a server; mails go through it from now on.
     *
     * @param password empty to keep the one that is known, for the same host and user
     * @throws MailServerRefusal when it can't be one
     */
    public void keep(MailServer server, String password) {
        demandAdministrator();
        check(server);
        Optional<Stored> before = read();
        String secret = secret(server, password, before);
        jdbc.sql("""
                        insert into mail_server (singleton, host, port, security, login, secret, from_address, from_name,
                                                 changed_at)
                        values (true, ?, ?, ?, ?, ?::text, ?, ?, ?)
                        on conflict (singleton) do update set host = excluded.host, port = excluded.port,
                            security = excluded.security, login = excluded.login, secret = excluded.secret,
                            from_address = excluded.from_address, from_name = excluded.from_name,
                            changed_at = excluded.changed_at
                        """)
                .param(server.host())
                .param(server.port())
                .param(server.security().name())
                .param(server.user())
                .param(secret)
                .param(server.fromAddress())
                .param(server.fromName())
                .param(Timestamp.from(clock.instant()))
                .update();
        audit.note(
                "mail.server",
                server.host(),
                new Change(
                        "#audit.mail.host",
                        before.map(Stored::server).map(MailServer::host).orElse(null),
                        server.host()),
                new Change(
                        "#audit.mail.from",
                        before.map(Stored::server).map(MailServer::fromAddress).orElse(null),
                        server.fromAddress()));
    }

    /** Mails go through the installation's server again. */
    public void remove() {
        demandAdministrator();
        read().ifPresent(stored -> {
            jdbc.sql("delete from mail_server").update();
            audit.note("mail.server-removed", stored.server().host());
        });
    }

    /** A way through a server as it was typed in, to try it before it is kept. */
    Way way(MailServer server, String password) {
        demandAdministrator();
        check(server);
        String secret = secret(server, password, read());
        return new Way(sender(server, secret == null ? null : secrets.decrypt(secret, SECRET)), server);
    }

    /** The way through the tenant's own server. */
    @Transactional(readOnly = true)
    Optional<Way> way() {
        return read().map(stored -> new Way(
                sender(stored.server(), stored.secret() == null ? null : secrets.decrypt(stored.secret(), SECRET)),
                stored.server()));
    }

    /** A mail that is still here. @param error what the server said last */
    public record Stuck(UUID id, String recipient, String subject, int attempts, Instant nextAttemptAt, String error) {
        /** Whether nobody tries it any more. */
        public boolean hasFailed() {
            return attempts >= Delivery.MOST_ATTEMPTS;
        }
    }

    /** Mails that a server has refused so far, latest first. */
    @Transactional(readOnly = true)
    public List<Stuck> stuck(int limit) {
        demandAdministrator();
        return jdbc.sql("""
                        select id, recipient, subject, attempts, next_attempt_at, error from mail_outbox
                        where sent_at is null and error is not null order by next_attempt_at desc limit ?
                        """)
                .param(limit)
                .query((row, number) -> new Stuck(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getString(3),
                        row.getInt(4),
                        row.getTimestamp(5).toInstant(),
                        row.getString(6)))
                .list();
    }

    /** Lets all of them be tried at once. */
    public void tryAgain() {
        demandAdministrator();
        jdbc.sql("""
                        update mail_outbox set attempts = 0, next_attempt_at = ?
                        where sent_at is null and error is not null
                        """).param(Timestamp.from(clock.instant())).update();
    }

    private record Stored(MailServer server, @Nullable String secret) {}

    private Optional<Stored> read() {
        return jdbc.sql("select host, port, security, login, secret, from_address, from_name from mail_server")
                .query(MailServers::map)
                .optional();
    }

    private static Stored map(ResultSet row, int number) throws SQLException {
        String secret = row.getString("secret");
        return new Stored(
                new MailServer(
                        row.getString("host"),
                        row.getInt("port"),
                        Security.valueOf(row.getString("security")),
                        row.getString("login"),
                        secret != null,
                        row.getString("from_address"),
                        row.getString("from_name")),
                secret);
    }

    private @Nullable String secret(MailServer server, String password, Optional<Stored> before) {
        if (server.user().isEmpty()) {
            return null;
        }
        if (!password.isEmpty()) {
            return secrets.encrypt(password, SECRET);
        }
        // a known password goes to nobody else
        return before.filter(stored -> stored.server().host().equals(server.host())
                        && stored.server().user().equals(server.user())
                        && (server.security() != Security.NONE
                                || stored.server().security() == Security.NONE))
                .map(Stored::secret)
                .orElseThrow(() -> new MailServerRefusal("password", "mail-server.password.again"));
    }

    private void check(MailServer server) {
        if (server.host().isEmpty()) {
            throw new MailServerRefusal("host", "error.required");
        }
        if (!HOST.matcher(server.host()).matches()) {
            throw new MailServerRefusal("host", "mail-server.host.unfit");
        }
        if (server.port() < 1 || server.port() > 65_535 || !development && !PORTS.contains(server.port())) {
            throw new MailServerRefusal("port", "mail-server.port.unfit");
        }
        if (server.security() == Security.NONE && !development) {
            throw new MailServerRefusal("security", "mail-server.security.unfit");
        }
        if (!ADDRESS.matcher(server.fromAddress()).matches()) {
            throw new MailServerRefusal("fromAddress", "mail-server.address.unfit");
        }
        for (String text : List.of(server.user(), server.fromName())) {
            if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
                throw new MailServerRefusal(text.equals(server.user()) ? "user" : "fromName", "error.invalid");
            }
        }
    }

    private JavaMailSender sender(MailServer server, @Nullable String password) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost(server.host());
        sender.setPort(server.port());
        sender.setDefaultEncoding("UTF-8");
        Properties settings = sender.getJavaMailProperties();
        settings.put("mail.smtp.connectiontimeout", PATIENCE);
        settings.put("mail.smtp.timeout", PATIENCE);
        settings.put("mail.smtp.writetimeout", PATIENCE);
        // the address is checked after its name was looked up, and no other way is tried
        settings.put("mail.smtp.socketFactory", outbound.sockets());
        settings.put("mail.smtp.socketFactory.fallback", "false");
        settings.put("mail.smtp.ssl.checkserveridentity", "true");
        settings.put("mail.smtp.starttls.enable", Boolean.toString(server.security() == Security.STARTTLS));
        settings.put("mail.smtp.starttls.required", Boolean.toString(server.security() == Security.STARTTLS));
        settings.put("mail.smtp.ssl.enable", Boolean.toString(server.security() == Security.TLS));
        if (!server.user().isEmpty()) {
            settings.put("mail.smtp.auth", "true");
            sender.setUsername(server.user());
            sender.setPassword(password);
        }
        return sender;
    }

    private static void demandAdministrator() {
        if (!Roles.isAdministrator(CurrentActor.get().role())
                || CurrentActor.get().isViewed()) {
            throw new Forbidden(Operation.EDIT, "mail");
        }
    }
}
