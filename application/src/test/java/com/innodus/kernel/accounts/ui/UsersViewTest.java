package com.innodus.kernel.accounts.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.User;
import com.innodus.support.Screen;
import com.innodus.tenants.context.TenantScope;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.contextmenu.ContextMenu;
import com.vaadin.flow.component.contextmenu.ContextMenuTester;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.textfield.EmailField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.dom.DomEvent;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.internal.JacksonUtils;
import com.vaadin.flow.internal.nodefeature.ElementListenerMap;
import com.vaadin.flow.router.HasErrorParameter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsersViewTest extends Screen {
    private void users() {
        open(UsersView.PATH, UsersView.class);
    }

    private List<String> lines() {
        return window.find(ListItem.class).withClassName("line-user").all().stream()
                .map(line -> line.getElement().getTextRecursively())
                .toList();
    }

    private void click(String label) {
        window.test(window.find(Button.class).withText(label).last()).click();
    }

    private void invite(String email, String name) {
        click("Invitar");
        window.find(EmailField.class).single().setValue(email);
        window.find(TextField.class).withCaption("Nombre").single().setValue(name);
        click("Enviar invitación");
    }

    private Button menuOf(User user) {
        return window.find(Button.class)
                .withAriaLabel("Acciones para " + user.name())
                .single();
    }

    /** The menu that opens at somebody's line. */
    private ContextMenuTester<ContextMenu> menu(User user) {
        Element button = menuOf(user).getElement();
        // the menu is on the page from its first opening on, which the browser asks for
        button.getNode()
                .getFeature(ElementListenerMap.class)
                .fireEvent(new DomEvent(button, "vaadin-context-menu-before-open", JacksonUtils.createObjectNode()));
        ContextMenu menu = window.find(ContextMenu.class).all().stream()
                .filter(each -> each.getTarget() == menuOf(user))
                .findFirst()
                .orElseThrow();
        ContextMenuTester<ContextMenu> tester = new ContextMenuTester<>(menu);
        tester.open();
        return tester;
    }

    private Optional<User> stored(String email) {
        return TenantScope.supply(tenant, () -> users.byEmail(email));
    }

    @Test
    void tellsWhoMayWhatAndWhetherTheyHaveComeIn() {
        newUser(tenant, "Berta", Roles.READER);

        users();

        assertThat(lines()).hasSize(2);
        assertThat(lines().getFirst()).contains("Ana (usted)", "Propietario", "Activo");
        assertThat(lines().getLast()).contains("Berta", "Lector", "Invitado", "Aún no ha entrado");
    }

    @ParameterizedTest
    @ValueSource(strings = {Roles.MEMBER, Roles.READER})
    void isNotThereForThoseWhoDoNotAdminister(String role) {
        window = logIn(tenant, newUser(tenant, "Berta", role));

        for (String path : List.of(UsersView.PATH, SignInView.PATH)) {
            window.getUI().navigate(path);

            assertThat(window.getCurrentView()).as(path).isInstanceOf(HasErrorParameter.class);
        }
    }

    @Test
    void whoIsInvitedStandsInTheList() {
        users();

        invite("clara@fuera.test", "Clara");

        assertThat(lines()).anySatisfy(line -> assertThat(line).contains("Clara", "Miembro", "Invitado"));
        assertThat(stored("clara@fuera.test")).map(User::state).contains(User.State.INVITED);
    }

    @Test
    void saysBesideTheFieldsWhatAnInvitationLacks() {
        users();

        invite("clara", " ");

        assertThat(window.find(EmailField.class).single().isInvalid()).isTrue();
        assertThat(window.find(TextField.class).withCaption("Nombre").single().getErrorMessage())
                .isEqualTo("Este dato es necesario.");
        assertThat(window.find(EmailField.class).single().getValue()).isEqualTo("clara");
        assertThat(lines()).hasSize(1);
    }

    @Test
    void invitesNobodyTwice() {
        users();

        invite(emailOf(tenant.slug()), "Ana otra vez");

        assertThat(window.find(EmailField.class).single().getErrorMessage())
                .isEqualTo("Ya hay una persona con este correo.");
    }

    @Test
    void anAdministratorLeavesOwnersAlone() {
        window = logIn(tenant, newUser(tenant, "Berta", Roles.ADMIN));

        users();

        User ana = stored(emailOf(tenant.slug())).orElseThrow();
        assertThat(menuOf(ana).isEnabled()).isFalse();
    }

    @Test
    void givesARole() {
        User berta = newUser(tenant, "Berta", Roles.MEMBER);
        users();

        menu(berta).clickItem("Rol", "Administrador");

        assertThat(stored(berta.email())).map(User::role).contains(Roles.ADMIN);
        assertThat(lines().getLast()).contains("Administrador");
    }

    @Test
    void theLastOwnerStays() {
        User ana = stored(emailOf(tenant.slug())).orElseThrow();
        users();

        menu(ana).clickItem("Rol", "Miembro");

        assertThat(stored(ana.email())).map(User::role).contains(Roles.OWNER);
    }

    @Test
    void disablesSomebodyOnceThatIsConfirmed() {
        User berta = newUser(tenant, "Berta", Roles.MEMBER);
        TenantScope.run(tenant, () -> users.activate(berta.id()));
        users();

        menu(berta).clickItem("Desactivar");
        assertThat(stored(berta.email())).map(User::state).contains(User.State.ACTIVE);
        window.test(window.find(ConfirmDialog.class).single()).confirm();

        assertThat(stored(berta.email())).map(User::state).contains(User.State.DISABLED);
        assertThat(lines().getLast()).contains("Desactivado");
    }
}
