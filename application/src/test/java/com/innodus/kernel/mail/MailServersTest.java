package com.innodus.kernel.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.User;
import com.innodus.kernel.mail.MailServer.Security;
import com.innodus.support.Server;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.context.TenantScope;
import jakarta.mail.internet.MimeMessage;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Mails through a tenant's own server. */
class MailServersTest extends Server {
    private static final String LOGIN = "correo@agora.test";

    @Autowired
    MailServers servers;

    @Autowired
    Delivery delivery;

    @Autowired
    Outbox outbox;

    @Autowired
    DevMailbox mailbox;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionOperations transactions;

    private GreenMail smtp;

    @BeforeEach
    void start() {
        smtp = new GreenMail(new ServerSetup[] {
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS)
        });
        smtp.start();
        smtp.setUser(LOGIN, LOGIN, "clave");
    }

    @AfterEach
    void stop() {
        smtp.stop();
    }

    private MailServer server(int port, Security security) {
        return new MailServer("localhost", port, security, LOGIN, false, "hola@agora.test", "Ágora");
    }

    private MailServer plain() {
        return server(smtp.getSmtp().getPort(), Security.NONE);
    }

    private void keep(Tenant tenant, MailServer server, String password) {
        as(tenant, () -> {
            servers.keep(server, password);
            return null;
        });
    }

    private Optional<String> tryOut(Tenant tenant, MailServer server, String password) {
        return as(tenant, () -> delivery.tryOut(server, password, "Prueba", "Funciona"));
    }

    private void inTenant(Tenant tenant, String statement) {
        TenantScope.run(
                tenant,
                () -> transactions.executeWithoutResult(
                        status -> jdbc.sql(statement).update()));
    }

    @Test
    void mailsGoThroughTheTenantsOwnServerInItsOwnName() throws Exception {
        Tenant tenant = newTenant();
        Tenant other = newTenant();
        keep(tenant, plain(), "clave");
        as(tenant, () -> outbox.send("eva@duero.test", "Hola", "Texto", "<p>Texto</p>"));
        as(other, () -> outbox.send("eva@duero.test", "De otros", "Texto", "<p>Texto</p>"));
        await().until(() -> smtp.getReceivedMessages().length == 1);
        MimeMessage mail = smtp.getReceivedMessages()[0];
        assertThat(mail.getFrom()[0].toString()).contains("hola@agora.test");
        assertThat(mail.getSubject()).isEqualTo("Hola");
        await().until(() -> mailbox.list(other.slug()).stream()
                .anyMatch(kept -> kept.subject().equals("De otros")));
        assertThat(mailbox.list(tenant.slug())).noneMatch(kept -> kept.subject().equals("Hola"));
    }

    @Test
    void thePasswordIsKeptUnreadableAndGoesToNobodyElse() {
        Tenant tenant = newTenant();
        keep(tenant, plain(), "clave");
        String kept = as(
                tenant,
                () -> transactions.execute(status -> jdbc.sql("select secret from mail_server")
                        .query(String.class)
                        .single()));
        assertThat(kept).doesNotContain("clave");
        assertThat(as(tenant, () -> servers.find()).orElseThrow().hasPassword()).isTrue();
        keep(tenant, plain(), "");
        assertThat(tryOut(tenant, plain(), "")).isEmpty();

        MailServer elsewhere = new MailServer(
                "127.0.0.1", smtp.getSmtp().getPort(), Security.NONE, LOGIN, false, "hola@agora.test", "");
        assertThat(catchThrowableOfType(MailServerRefusal.class, () -> keep(tenant, elsewhere, ""))
                        .field())
                .isEqualTo("password");
        assertThat(catchThrowableOfType(MailServerRefusal.class, () -> tryOut(tenant, elsewhere, ""))
                        .field())
                .isEqualTo("password");
    }

    @Test
    void aTestTellsWhatTheServerSays() {
        Tenant tenant = newTenant();
        assertThat(tryOut(tenant, plain(), "clave")).isEmpty();
        assertThat(smtp.getReceivedMessages()).hasSize(1);
        assertThat(tryOut(tenant, plain(), "otra"))
                .hasValueSatisfying(said -> assertThat(said).contains("535"));
        // the server speaks no TLS, and nothing is sent without
        assertThat(tryOut(tenant, server(smtp.getSmtp().getPort(), Security.STARTTLS), "clave"))
                .hasValueSatisfying(said -> assertThat(said).containsIgnoringCase("STARTTLS"));
        // its certificate is nobody's
        assertThat(tryOut(tenant, server(smtp.getSmtps().getPort(), Security.TLS), "clave"))
                .isNotEmpty();
        assertThat(smtp.getReceivedMessages()).hasSize(1);
        assertThat(as(tenant, () -> servers.find())).isEmpty();
    }

    @Test
    void whatDidNotGetOutIsShownAndTriedAgain() {
        Tenant tenant = newTenant();
        keep(tenant, plain(), "mala");
        as(tenant, () -> outbox.send("eva@duero.test", "Hola", "Texto", "<p>Texto</p>"));
        await().until(() -> !as(tenant, () -> servers.stuck(10)).isEmpty());
        assertThat(as(tenant, () -> servers.stuck(10))).singleElement().satisfies(mail -> {
            assertThat(mail.error()).contains("535");
            assertThat(mail.hasFailed()).isFalse();
        });
        keep(tenant, plain(), "clave");
        as(tenant, () -> {
            servers.tryAgain();
            delivery.sweep();
            return null;
        });
        await().until(() -> smtp.getReceivedMessages().length == 1);
        await().until(() -> as(tenant, () -> servers.stuck(10)).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "'', 587, hola@agora.test, host",
        "http://x, 587, hola@agora.test, host",
        "smtp.test, 0, hola@agora.test, port",
        "smtp.test, 70000, hola@agora.test, port",
        "smtp.test, 587, hola, fromAddress",
        "smtp.test, 587, 'a@b.test, c@d.test', fromAddress"
    })
    void refusesWhatIsNoServer(String host, int port, String from, String field) {
        Tenant tenant = newTenant();
        MailServer wrong = new MailServer(host, port, Security.STARTTLS, "", false, from, "");
        assertThat(catchThrowableOfType(MailServerRefusal.class, () -> keep(tenant, wrong, ""))
                        .field())
                .isEqualTo(field);
    }

    @Test
    void neverTalksToTheMachineThatKnowsTheCredentials() {
        Tenant tenant = newTenant();
        MailServer metadata = new MailServer("169.254.169.254", 25, Security.NONE, "", false, "hola@agora.test", "");
        assertThat(tryOut(tenant, metadata, "")).isNotEmpty();
    }

    @Test
    void isForAdministratorsAlone() {
        Tenant tenant = newTenant();
        User member = newUser(tenant, "marta", Roles.MEMBER);
        assertThatThrownBy(() -> as(tenant, member.actor(), () -> servers.find()))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> as(tenant, member.actor(), () -> servers.stuck(1)))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> as(tenant, member.actor(), () -> delivery.tryOut(plain(), "clave", "x", "x")))
                .isInstanceOf(Forbidden.class);
        inTenant(tenant, "delete from mail_server");
    }
}
