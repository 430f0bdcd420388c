package com.innodus.kernel.correspondence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.innodus.crm.organisations.Organisation;
import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.correspondence.Correspondence.Letter;
import com.innodus.kernel.correspondence.Correspondence.State;
import com.innodus.kernel.records.ContactPoint;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.RecordNotFound;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.innodus.support.Server;
import com.innodus.tenants.catalogue.Tenant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

class CorrespondenceTest extends Server {
    private static final String ADDRESS = "info@agora.test";

    @Autowired
    Correspondence letters;

    @Autowired
    Records records;

    @Autowired
    RecordType<Organisation> organisations;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionOperations transactions;

    private UUID organisation(Tenant tenant) {
        return as(
                tenant,
                () -> records.create(
                                organisations, Map.of("name", "Ágora", "emails", List.of(ContactPoint.work(ADDRESS))))
                        .id());
    }

    private List<Letter> written(Tenant tenant, UUID record) {
        return as(tenant, () -> letters.of(organisations, record, null, 10));
    }

    @Test
    void writesInTheTenantsBrandAndTellsHowFarTheMailCame() {
        Tenant tenant = newTenant();
        UUID record = organisation(tenant);
        String text = "Buenos días <b>a todos</b> 🙂\n\u202Eשלום";

        UUID letter = as(tenant, () -> letters.send(organisations, record, ADDRESS, " Reunión ", text));

        await().until(() -> written(tenant, record).getFirst().state() == State.SENT);
        assertThat(written(tenant, record)).singleElement().satisfies(sent -> {
            assertThat(sent.id()).isEqualTo(letter);
            assertThat(sent.subject()).isEqualTo("Reunión");
            assertThat(sent.body()).isEqualTo(text);
            assertThat(sent.author()).isEqualTo(owner(tenant).id());
        });
        Map<String, Object> mail = as(
                tenant,
                () -> transactions.execute(
                        status -> jdbc.sql("select reply_to, html_body from mail_outbox where id = ?")
                                .param(letter)
                                .query()
                                .singleRow()));
        assertThat(mail.get("reply_to")).isEqualTo(emailOf(tenant.slug()));
        assertThat((String) mail.get("html_body"))
                .contains("&lt;b&gt;a todos&lt;/b&gt;", tenant.slug())
                .doesNotContain("<b>a todos");

        as(
                tenant,
                () -> transactions.execute(status -> jdbc.sql(
                                "update mail_outbox set sent_at = null, attempts = 12, next_attempt_at = ? where id = ?")
                        .params(java.sql.Timestamp.from(java.time.Instant.now().plusSeconds(3600)), letter)
                        .update()));
        assertThat(written(tenant, record).getFirst().state()).isEqualTo(State.FAILED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Hola\r\nBcc: todos@x.test", "Hola\nX: y", "Hola\u0000", "Hola\u0085", "", "  "})
    void refusesSubjectsThatAreNoSingleLine(String subject) {
        Tenant tenant = newTenant();
        UUID record = organisation(tenant);

        InvalidRecord refused = catchThrowableOfType(
                InvalidRecord.class,
                () -> as(tenant, () -> letters.send(organisations, record, ADDRESS, subject, "Texto")));

        assertThat(refused.problems()).extracting(Problem::field).containsExactly("subject");
        assertThat(written(tenant, record)).isEmpty();
    }

    @Test
    void saysEverythingThatIsWrong() {
        Tenant tenant = newTenant();
        UUID record = organisation(tenant);

        InvalidRecord refused = catchThrowableOfType(
                InvalidRecord.class,
                () -> as(
                        tenant,
                        () -> letters.send(
                                organisations, record, "otra@agora.test", "x".repeat(10_000), "y".repeat(20_001))));

        assertThat(refused.problems()).extracting(Problem::field).containsExactly("recipient", "subject", "body");
    }

    @Test
    void onlyWhoMayEditTheRecordWritesAndOnlyItsTenantReads() {
        Tenant tenant = newTenant();
        Tenant other = newTenant();
        UUID record = organisation(tenant);
        Actor reader = newUser(tenant, "rita", Roles.READER).actor();

        as(tenant, reader, () -> {
            assertThatThrownBy(() -> letters.send(organisations, record, ADDRESS, "Hola", "Texto"))
                    .isInstanceOf(Forbidden.class);
            return true;
        });
        as(other, () -> {
            assertThatThrownBy(() -> letters.send(organisations, record, ADDRESS, "Hola", "Texto"))
                    .isInstanceOf(RecordNotFound.class);
            assertThatThrownBy(() -> letters.of(organisations, record, null, 10))
                    .isInstanceOf(RecordNotFound.class);
            return true;
        });
    }
}
