package com.innodus.kernel.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.innodus.crm.organisations.Organisation;
import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.FieldRight;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.RoleRights;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.TenantRoles;
import com.innodus.kernel.automation.Action;
import com.innodus.kernel.automation.Action.Receiver;
import com.innodus.kernel.automation.Rule.Definition;
import com.innodus.kernel.automation.Rules;
import com.innodus.kernel.automation.Trigger;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.RecordNotFound;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.templates.MailTemplate.Wording;
import com.innodus.support.Server;
import com.innodus.tenants.catalogue.Tenant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

class MailTemplatesTest extends Server {
    private static final Locale SPANISH = Locale.of("es");
    private static final Map<String, Wording> WELCOME = Map.of(
            "es", new Wording("Hola, {{name}}", "Bienvenida a {{city}}: {{link}}"),
            "en", new Wording("Hello {{name}}", "Welcome"));

    @Autowired
    MailTemplates templates;

    @Autowired
    Records records;

    @Autowired
    Rules rules;

    @Autowired
    TenantRoles roles;

    @Autowired
    RecordType<Organisation> organisations;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionOperations transactions;

    private List<Problem> problems(Tenant tenant, String name, Map<String, Wording> wordings) {
        return as(
                tenant,
                () -> catchThrowableOfType(InvalidRecord.class, () -> templates.create(name, "organisation", wordings))
                        .problems());
    }

    @Test
    void saysItInTheReadersLanguageOrInOneItHas() {
        Tenant tenant = newTenant();

        as(tenant, () -> {
            MailTemplate made = templates
                    .find(templates.create(" Bienvenida ", "organisation", WELCOME))
                    .orElseThrow();

            assertThat(made.name()).isEqualTo("Bienvenida");
            assertThat(made.languages()).extracting(Locale::getLanguage).containsExactly("es", "en");
            assertThat(made.in(Locale.UK).subject()).isEqualTo("Hello {{name}}");
            assertThat(made.in(Locale.of("ca")).subject()).isEqualTo("Hola, {{name}}");
            return true;
        });
    }

    @Test
    void saysWhatIsWrongWhereItIsWrong() {
        Tenant tenant = newTenant();

        assertThat(problems(tenant, "", Map.of())).extracting(Problem::field).containsExactly("name", "wordings");
        assertThat(problems(
                        tenant,
                        "Bienvenida",
                        Map.of("es", new Wording("Hola {{nombre}}", "{{name"), "ca", new Wording("", "Hola"))))
                .containsExactly(
                        Problem.of("es.subject", "automation.template.unknown", "nombre"),
                        Problem.of("es.body", "automation.template.unreadable"),
                        Problem.of("ca.subject", "error.required"));
        // of any type: only what every record has
        as(tenant, () -> {
            assertThat(templates.problems(null, new Wording("{{title}}", "{{link}} {{city}}")))
                    .containsExactly(Problem.of("body", "automation.template.unknown", "city"));
            return true;
        });
    }

    @Test
    void namesAreUniqueAndLateChangesAreRefused() {
        Tenant tenant = newTenant();
        UUID id = as(tenant, () -> templates.create("Bienvenida", "organisation", WELCOME));

        assertThat(problems(tenant, "BIENVENIDA", WELCOME))
                .extracting(Problem::field)
                .containsExactly("name");
        as(tenant, () -> {
            templates.change(id, 1, "Alta", null, Map.of("es", new Wording("Hola, {{title}}", "Adelante")));
            return true;
        });
        assertThatThrownBy(() -> as(tenant, () -> {
                    templates.change(id, 1, "Otra", null, WELCOME);
                    return true;
                }))
                .isInstanceOf(InvalidRecord.class);
        assertThat(as(tenant, () -> templates.find(id)).orElseThrow()).satisfies(kept -> {
            assertThat(kept.name()).isEqualTo("Alta");
            assertThat(kept.recordType()).isNull();
            assertThat(kept.version()).isEqualTo(2);
        });
    }

    @Test
    void tellsOnlyWhatItsWriterMayRead() {
        Tenant tenant = newTenant();
        Actor berta = newUser(tenant, "berta", Roles.MEMBER).actor();
        UUID record = as(
                tenant,
                () -> records.create(organisations, Map.of("name", "Ágora", "city", "Vic", "notes", "a\nBcc: x@y.es"))
                        .id());
        as(tenant, () -> {
            for (String role : List.of(Roles.MEMBER, Roles.BASELINE)) {
                RoleRights rights = roles.rights(role);
                roles.save(role, rights.with(new RoleRights.FieldOf("organisation", "city"), FieldRight.NONE));
            }
            return true;
        });
        Wording wording = new Wording("Hola, {{notes}}", "De {{city}}.");

        assertThat(as(tenant, () -> templates.fill(wording, organisations, record, SPANISH))
                        .body())
                .isEqualTo("De Vic.");
        Wording hers = as(tenant, berta, () -> templates.fill(wording, organisations, record, SPANISH));
        assertThat(hers.body()).isEqualTo("De .");
        assertThat(hers.subject()).as("one line").doesNotContain("\n");
    }

    @Test
    void onlyAdministratorsWordThem() {
        Tenant tenant = newTenant();
        Actor berta = newUser(tenant, "berta", Roles.MEMBER).actor();
        UUID id = as(tenant, () -> templates.create("Bienvenida", "organisation", WELCOME));

        for (Runnable attempt : List.<Runnable>of(
                () -> templates.create("Otra", null, WELCOME),
                () -> templates.change(id, 1, "Otra", null, WELCOME),
                () -> templates.delete(id))) {
            assertThatThrownBy(() -> as(tenant, berta, () -> {
                        attempt.run();
                        return true;
                    }))
                    .isInstanceOf(Forbidden.class);
        }
        assertThat(as(tenant, berta, () -> templates.fitting("organisation"))).hasSize(1);
        assertThat(as(tenant, berta, () -> templates.fitting("person"))).isEmpty();
    }

    @Test
    void anotherTenantsTemplatesAndRecordsAreUnknown() {
        Tenant tenant = newTenant();
        Tenant other = newTenant();
        UUID theirs = as(other, () -> templates.create("Bienvenida", "organisation", WELCOME));
        UUID record = as(
                other,
                () -> records.create(organisations, Map.of("name", "Secreta")).id());

        as(tenant, () -> {
            assertThat(templates.find(theirs)).isEmpty();
            assertThat(templates.all()).isEmpty();
            templates.delete(theirs);
            assertThatThrownBy(() -> templates.change(theirs, 1, "Mía", "organisation", WELCOME))
                    .isInstanceOf(InvalidRecord.class);
            assertThatThrownBy(() -> templates.fill(WELCOME.get("es"), organisations, record, SPANISH))
                    .isInstanceOf(RecordNotFound.class);
            return true;
        });
        assertThat(as(other, () -> templates.find(theirs))).isPresent();
    }

    @Test
    void aRuleThatWritesWithOneKeepsIt() {
        Tenant tenant = newTenant();
        UUID id = as(tenant, () -> templates.create("Bienvenida", "organisation", WELCOME));
        UUID rule = as(
                tenant,
                () -> rules.create(new Definition(
                        "Alta",
                        "organisation",
                        new Trigger.Created(),
                        "",
                        List.of(new Action.SendMail(List.of(Receiver.owner()), "", "", id)),
                        false,
                        null,
                        null)));

        InvalidRecord refused = as(tenant, () -> catchThrowableOfType(InvalidRecord.class, () -> templates.delete(id)));
        assertThat(refused.problems()).containsExactly(Problem.of("", "template.used", "Alta"));

        as(tenant, () -> {
            rules.delete(rule);
            templates.delete(id);
            assertThat(templates.all()).isEmpty();
            return true;
        });
    }

    @Test
    void sendsATestToWhoeverAsksForIt() {
        Tenant tenant = newTenant();

        as(tenant, () -> {
            templates.sendToMe(new Wording("Hola", "Adelante"), SPANISH);
            return true;
        });

        List<String> receivers = as(
                tenant,
                () -> transactions.execute(
                        status -> jdbc.sql("select recipient from mail_outbox where subject = 'Hola'")
                                .query(String.class)
                                .list()));
        assertThat(receivers).containsExactly(owner(tenant).email());
    }
}
