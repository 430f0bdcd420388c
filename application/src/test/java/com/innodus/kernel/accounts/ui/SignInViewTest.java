package com.innodus.kernel.accounts.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.kernel.accounts.oidc.IdentityProviders;
import com.innodus.support.Screen;
import com.innodus.tenants.context.TenantScope;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

class SignInViewTest extends Screen {
    @Autowired
    IdentityProviders providers;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionOperations transactions;

    private void signIn() {
        open(SignInView.PATH, SignInView.class);
    }

    /** A provider as it stands after it was asked; asking it is shown with a real one elsewhere. */
    private UUID provider(String name) {
        UUID id = UUID.randomUUID();
        TenantScope.run(
                tenant,
                () -> transactions.executeWithoutResult(
                        status -> jdbc.sql("""
                                insert into identity_provider (id, name, issuer, client_id, client_secret, endpoints)
                                values (?, ?, 'https://login.agora.test', 'innodus', 'x', ?::jsonb)
                                """).params(id, name, """
                                {"authorization": "https://login.agora.test/auth", "token": "https://login.agora.test/token",
                                 "keys": "https://login.agora.test/keys", "namesIssuer": false, "secretInBody": false, "algorithms": ["RS256"]}
                                """).update()));
        return id;
    }

    private void click(String label) {
        window.test(window.find(Button.class).withText(label).last()).click();
    }

    private TextField field(String label) {
        return window.find(TextField.class).withCaption(label).single();
    }

    @Test
    void offersAProviderWhereThereIsNone() {
        signIn();

        assertThat(window.find(Paragraph.class).all())
                .extracting(Paragraph::getText)
                .anyMatch(text -> text.startsWith("Todavía se entra solo con contraseña."));
        click("Añadir proveedor");
        assertThat(field("Emisor (issuer)").isInvalid()).isFalse();
    }

    @Test
    void tellsTheAddressesThatTheProviderNeeds() {
        UUID id = provider("Ágora");

        signIn();

        assertThat(window.find(H2.class).all()).extracting(H2::getText).contains("Ágora");
        assertThat(field("URI de redirección, para su proveedor").getValue())
                .contains("://" + tenant.slug() + ".")
                .endsWith("/login/oauth2/code/t_" + tenant.id() + "_" + id);
    }

    @Test
    void neverShowsASecretAgain() {
        provider("Ágora");
        signIn();

        click("Modificar");

        assertThat(window.find(PasswordField.class).single().getValue()).isEmpty();
        assertThat(field("ID de cliente").getValue()).isEqualTo("innodus");
    }

    @Test
    void saysBesideTheFieldsWhatIsWrongAndKeepsWhatWasTyped() {
        signIn();
        click("Añadir proveedor");
        field("Nombre").setValue("Ágora");
        field("Emisor (issuer)").setValue("http://127.0.0.1/inside");
        field("ID de cliente").setValue("innodus");
        click("Comprobar y guardar");
        assertThat(window.find(PasswordField.class).single().isInvalid()).isTrue();

        window.find(PasswordField.class).single().setValue("secreto");
        click("Comprobar y guardar");

        assertThat(field("Emisor (issuer)").isInvalid()).isTrue();
        assertThat(field("Nombre").getValue()).isEqualTo("Ágora");
        assertThat(TenantScope.supply(tenant, providers::all)).isEmpty();
    }

    @Test
    void pausesAProvider() {
        provider("Ágora");
        signIn();

        window.test(window.find(Checkbox.class).withCaption("Activo").single()).click();

        assertThat(as(tenant, providers::all)).singleElement().matches(each -> !each.enabled());
    }

    @Test
    void forgetsAProviderOnceThatIsConfirmed() {
        provider("Ágora");
        signIn();

        click("Quitar");
        assertThat(as(tenant, providers::all)).hasSize(1);
        window.test(window.find(ConfirmDialog.class).single()).confirm();

        assertThat(as(tenant, providers::all)).isEmpty();
    }
}
