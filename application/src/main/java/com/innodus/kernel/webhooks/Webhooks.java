package com.innodus.kernel.webhooks;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.TenantCache;
import com.innodus.kernel.audit.AuditTrail;
import com.innodus.kernel.audit.Change;
import com.innodus.kernel.outbound.Outbound;
import com.innodus.kernel.outbound.UnsafeAddress;
import com.innodus.kernel.platform.Secrets;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.RecordTypes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The webhooks of the current tenant. Its administrators make them, and programs of theirs that were let. */
@Service
@Transactional
public class Webhooks {
    /** What scopes of programs call them. */
    public static final String AREA = "webhooks";

    public static final int LONGEST_NAME = 120;
    public static final int LONGEST_URL = 2_000;

    /** More would make each write slow. */
    private static final int MOST = 50;

    private static final String ALL = "";
    private static final String SELECT = """
            select id, name, url, topics, enabled, owner_id, failures, off_reason, created_at from webhook
            """;

    private final JdbcClient jdbc;
    private final Secrets secrets;
    private final Outbound outbound;
    private final RecordTypes types;
    private final AuditTrail audit;
    private final Clock clock;
    private final TenantCache<String, List<Webhook>> enabled = new TenantCache<>();

    Webhooks(JdbcClient jdbc, Secrets secrets, Outbound outbound, RecordTypes types, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.secrets = secrets;
        this.outbound = outbound;
        this.types = types;
        this.audit = audit;
        this.clock = clock;
    }

    /** What a webhook shall be; without topics it is told only what rules tell it. */
    public record Wish(String name, String url, Set<String> topics) {}

    /** A new webhook with the secret of its signatures, which can't be read again. */
    public record Created(Webhook webhook, String secret) {}

    /** All of them, by name. */
    @Transactional(readOnly = true)
    public List<Webhook> all() {
        demand(Operation.READ);
        return jdbc.sql(SELECT + "order by lower(name), id")
                .query(Webhooks::map)
                .list();
    }

    @Transactional(readOnly = true)
    public Optional<Webhook> find(UUID id) {
        demand(Operation.READ);
        return byId(id);
    }

    /** Topics that there are, in the order of types. */
    public List<String> topics() {
        return types.all().stream()
                .flatMap(type -> Arrays.stream(Webhook.Event.values()).map(event -> Webhook.topic(type.key(), event)))
                .toList();
    }

    /**
     * Makes one, switched on.
     *
     * @throws InvalidRecord with problems of {@code name}, {@code url} and {@code topics}
     */
    public Created create(Wish wish) {
        demand(Operation.CREATE);
        check(wish);
        if (jdbc.sql("select count(*) from webhook").query(Integer.class).single() >= MOST) {
            throw new InvalidRecord(List.of(Problem.of("name", "webhooks.many", Integer.toString(MOST))));
        }
        UUID id = UUID.randomUUID();
        String secret = Signature.newSecret();
        Timestamp now = Timestamp.from(clock.instant());
        jdbc.sql("""
                        insert into webhook (id, name, url, topics, enabled, secret, owner_id, created_at, changed_at)
                        values (?, ?, ?, ?, true, ?, ?, ?, ?)
                        """)
                .params(
                        id,
                        wish.name().strip(),
                        wish.url().strip(),
                        topics(wish),
                        secrets.encrypt(secret, place(id)),
                        CurrentActor.get().id(),
                        now,
                        now)
                .update();
        enabled.clear();
        audit.note(
                "webhook.made",
                wish.name().strip(),
                Change.fact("#audit.webhook.url", wish.url().strip()));
        return new Created(byId(id).orElseThrow(), secret);
    }

    /**
     * Changes one. It is told with the rights of who changes it from now on.
     *
     * @throws InvalidRecord with problems of {@code name}, {@code url} and {@code topics}
     */
    public void change(UUID id, Wish wish) {
        demand(Operation.EDIT);
        check(wish);
        Optional<Webhook> before = byId(id);
        jdbc.sql("update webhook set name = ?, url = ?, topics = ?, owner_id = ?, changed_at = ? where id = ?")
                .params(
                        wish.name().strip(),
                        wish.url().strip(),
                        topics(wish),
                        CurrentActor.get().id(),
                        Timestamp.from(clock.instant()),
                        id)
                .update();
        enabled.clear();
        before.ifPresent(old -> audit.note(
                "webhook.changed",
                wish.name().strip(),
                new Change("#audit.webhook.url", old.url(), wish.url().strip()),
                new Change("#audit.webhook.topics", Change.list(old.topics()), Change.list(wish.topics()))));
    }

    /** Switches one on or off; what waits for one that is off is told once it is on again. */
    public void switchOn(UUID id, boolean on) {
        demand(Operation.EDIT);
        byId(id).filter(hook -> hook.enabled() != on).ifPresent(hook -> {
            jdbc.sql("update webhook set enabled = ?, failures = 0, off_reason = null where id = ?")
                    .params(on, id)
                    .update();
            audit.note(on ? "webhook.on" : "webhook.off", hook.name());
        });
        enabled.clear();
    }

    /** A new secret; signatures by the old one aren't made any more. */
    public String renewSecret(UUID id) {
        demand(Operation.EDIT);
        String secret = Signature.newSecret();
        jdbc.sql("update webhook set secret = ? where id = ?")
                .params(secrets.encrypt(secret, place(id)), id)
                .update();
        byId(id).ifPresent(hook -> audit.note("webhook.secret", hook.name()));
        return secret;
    }

    /** Deletes one with all that waits for it; returns whether there was one. */
    public boolean delete(UUID id) {
        demand(Operation.DELETE);
        Optional<Webhook> gone = byId(id);
        jdbc.sql("delete from webhook where id = ?").param(id).update();
        enabled.clear();
        gone.ifPresent(hook -> audit.note("webhook.deleted", hook.name()));
        return gone.isPresent();
    }

    /** Those that are on and wait for one of the topics; from memory. */
    List<Webhook> waitingFor(Collection<String> topics) {
        return enabled
                .get(
                        ALL,
                        key -> jdbc.sql(SELECT + "where enabled order by created_at, id")
                                .query(Webhooks::map)
                                .list())
                .stream()
                .filter(hook -> topics.stream().anyMatch(hook.topics()::contains))
                .toList();
    }

    Optional<Webhook> byId(UUID id) {
        return jdbc.sql(SELECT + "where id = ?").param(id).query(Webhooks::map).optional();
    }

    String secret(UUID id) {
        return secrets.decrypt(
                jdbc.sql("select secret from webhook where id = ?")
                        .param(id)
                        .query(String.class)
                        .single(),
                place(id));
    }

    /** Notes that a delivery arrived. */
    void noteSuccess(UUID id) {
        jdbc.sql("update webhook set failures = 0 where id = ? and failures > 0")
                .param(id)
                .update();
    }

    /** Notes that a delivery was given up; returns how many in a row were. */
    int noteFailure(UUID id) {
        return jdbc.sql("update webhook set failures = failures + 1 where id = ? returning failures")
                .param(id)
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    void switchOff(UUID id, String reason) {
        jdbc.sql("update webhook set enabled = false, off_reason = ? where id = ?")
                .params(reason, id)
                .update();
        enabled.clear();
    }

    private void check(Wish wish) {
        List<Problem> problems = new ArrayList<>();
        if (wish.name().isBlank()) {
            problems.add(Problem.of("name", "error.required"));
        } else if (wish.name().strip().length() > LONGEST_NAME) {
            problems.add(Problem.of("name", "error.too-long", Integer.toString(LONGEST_NAME)));
        } else if (wish.name().chars().anyMatch(Character::isISOControl)) {
            problems.add(Problem.of("name", "error.invalid"));
        }
        String url = wish.url().strip();
        if (url.isEmpty()) {
            problems.add(Problem.of("url", "error.required"));
        } else if (url.length() > LONGEST_URL) {
            problems.add(Problem.of("url", "error.too-long", Integer.toString(LONGEST_URL)));
        } else {
            try {
                outbound.check(url);
            } catch (UnsafeAddress e) {
                problems.add(Problem.of("url", "webhooks.url.unfit"));
            }
        }
        Set<String> known = new LinkedHashSet<>(topics());
        wish.topics().stream()
                .filter(topic -> !known.contains(topic))
                .findFirst()
                .ifPresent(topic -> problems.add(Problem.of(
                        "topics", "webhooks.topic.unknown", topic.substring(0, Math.min(topic.length(), 100)))));
        if (!problems.isEmpty()) {
            throw new InvalidRecord(problems);
        }
    }

    private static String[] topics(Wish wish) {
        return new TreeSet<>(wish.topics()).toArray(String[]::new);
    }

    private static String place(UUID id) {
        return "webhook/" + id;
    }

    static void demand(Operation operation) {
        if (!Roles.isAdministrator(CurrentActor.get().role())
                || CurrentActor.get().isViewed()
                || !CurrentActor.isLetDo(AREA, operation)) {
            throw new Forbidden(operation, AREA);
        }
    }

    private static Webhook map(ResultSet row, int number) throws SQLException {
        return new Webhook(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("url"),
                new LinkedHashSet<>(List.of((String[]) row.getArray("topics").getArray())),
                row.getBoolean("enabled"),
                row.getObject("owner_id", UUID.class),
                row.getInt("failures"),
                row.getString("off_reason"),
                row.getTimestamp("created_at").toInstant());
    }
}
