package com.innodus.kernel.clients;

import com.innodus.kernel.access.TenantCache;
import com.innodus.kernel.platform.Secrets;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.sql.Timestamp;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Keys that sign the current tenant's tokens. A new one takes over each quarter; the last stays known for a while. */
@Service
public class TokenKeys {
    private static final Duration SIGNS = Duration.ofDays(90);
    private static final Duration KNOWN = SIGNS.plusDays(2);
    private static final String PLACE = "oauth_key/";

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final Secrets secrets;
    private final Clock clock;
    private final TenantCache<String, List<JWK>> known = new TenantCache<>(Duration.ofMinutes(1));

    TokenKeys(JdbcClient jdbc, TransactionOperations transactions, Secrets secrets, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.secrets = secrets;
        this.clock = clock;
    }

    private record Stored(String id, String jwk, Instant createdAt) {}

    /** Private keys, the one that signs first. */
    public List<JWK> all() {
        return known.get("", key -> Objects.requireNonNull(transactions.execute(status -> load())));
    }

    private List<JWK> load() {
        Instant now = clock.instant();
        jdbc.sql("delete from oauth_key where created_at < ?")
                .param(Timestamp.from(now.minus(KNOWN)))
                .update();
        List<Stored> stored = read();
        if (stored.isEmpty() || stored.getFirst().createdAt().isBefore(now.minus(SIGNS))) {
            make(now);
            stored = read();
        }
        return stored.stream().map(this::key).toList();
    }

    private List<Stored> read() {
        return jdbc.sql("select id, jwk, created_at from oauth_key order by created_at desc, id")
                .query((row, number) -> new Stored(
                        row.getString(1), row.getString(2), row.getTimestamp(3).toInstant()))
                .list();
    }

    private void make(Instant now) {
        String id = UUID.randomUUID().toString();
        try {
            ECKey key = new ECKeyGenerator(Curve.P_256)
                    .keyID(id)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .generate();
            jdbc.sql("insert into oauth_key (id, jwk, created_at) values (?, ?, ?)")
                    .params(id, secrets.encrypt(key.toJSONString(), PLACE + id), Timestamp.from(now))
                    .update();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private JWK key(Stored stored) {
        try {
            return JWK.parse(secrets.decrypt(stored.jwk(), PLACE + stored.id()));
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }
}
