package com.innodus.kernel.accounts.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.User;
import com.innodus.kernel.access.Users;
import com.innodus.support.Screen;
import com.innodus.tenants.context.TenantScope;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileViewTest extends Screen {
    private void profile() {
        open(ProfileView.PATH, ProfileView.class);
    }

    private TextField field(String label) {
        return window.find(TextField.class).withCaption(label).single();
    }

    private PasswordField password(String label) {
        return window.find(PasswordField.class).withCaption(label).single();
    }

    private void click(String label) {
        window.test(window.find(Button.class).withText(label).last()).click();
    }

    private User ana() {
        return TenantScope.supply(
                tenant, () -> users.byEmail(emailOf(tenant.slug())).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {Roles.ADMIN, Roles.MEMBER, Roles.READER})
    void everybodyHasOne(String role) {
        User berta = newUser(tenant, "Berta", role);
        window = logIn(tenant, berta);

        profile();

        assertThat(field("Nombre").getValue()).isEqualTo("Berta");
        assertThat(field("Correo electrónico").getValue()).isEqualTo(berta.email());
        assertThat(field("Correo electrónico").isReadOnly()).isTrue();
        assertThat(window.find(H2.class).all()).extracting(H2::getText).contains("Sesiones");
    }

    @Test
    void changesOnesName() {
        profile();

        field("Nombre").setValue("Ana María");
        click("Guardar");

        assertThat(ana().name()).isEqualTo("Ana María");
    }

    @Test
    void nobodyIsWithoutAName() {
        profile();

        field("Nombre").setValue("  ");
        click("Guardar");

        assertThat(field("Nombre").isInvalid()).isTrue();
        assertThat(ana().name()).isEqualTo("Ana");
    }

    @Test
    void aNewPasswordNeedsTheOldOne() {
        profile();
        password("Contraseña actual").setValue("adivinada");
        password("Contraseña nueva").setValue("cuatro gatos pardos");

        click("Cambiar contraseña");

        assertThat(password("Contraseña actual").getErrorMessage()).isEqualTo("La contraseña no es correcta.");
        assertThat(TenantScope.supply(tenant, () -> users.prove(ana().email(), PASSWORD)))
                .isInstanceOf(Users.LogIn.Welcome.class);
    }

    @Test
    void changesThePassword() {
        profile();
        password("Contraseña actual").setValue(PASSWORD);
        password("Contraseña nueva").setValue("cuatro gatos pardos");

        click("Cambiar contraseña");

        assertThat(TenantScope.supply(tenant, () -> users.prove(ana().email(), "cuatro gatos pardos")))
                .isInstanceOf(Users.LogIn.Welcome.class);
    }

    @Test
    void whoComesInThroughAProviderHasNoPasswordToChange() {
        window = logIn(tenant, newUser(tenant, "Berta", Roles.MEMBER));

        profile();

        assertThat(window.find(PasswordField.class).all()).isEmpty();
    }
}
