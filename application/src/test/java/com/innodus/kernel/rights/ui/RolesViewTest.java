package com.innodus.kernel.rights.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.kernel.access.FieldRight;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.RoleRights.FieldOf;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.Scope;
import com.innodus.kernel.access.SpecialRight;
import com.innodus.kernel.access.Team;
import com.innodus.kernel.access.Teams;
import com.innodus.kernel.access.TenantRoles;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.support.Screen;
import com.innodus.tenants.context.TenantScope;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.HasErrorParameter;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class RolesViewTest extends Screen {
    @Autowired
    TenantRoles roles;

    @Autowired
    Teams teams;

    @Autowired
    RecordTypes types;

    private void click(String id) {
        window.test(window.find(Button.class).withId(id).single()).click();
    }

    private Scope scope(String role, String type, Operation operation) {
        return TenantScope.supply(tenant, () -> roles.rights(role).scope(type, operation));
    }

    @SuppressWarnings("unchecked")
    private void choose(String cell, String scope) {
        click(cell);
        ((RadioButtonGroup<String>) window.find(RadioButtonGroup.class).last()).setValue(scope);
        window.roundTrip();
    }

    @Test
    void settingsOfRightsAreNotThereForThoseWhoDoNotAdminister() {
        window = logIn(tenant, newUser(tenant, "Berta", Roles.MEMBER));

        for (String path : List.of(RolesView.PATH, RolesView.PATH + "/member", TeamsView.PATH)) {
            window.getUI().navigate(path);

            assertThat(window.getCurrentView()).as(path).isInstanceOf(HasErrorParameter.class);
        }
    }

    @Test
    void aChoiceInTheMatrixIsSavedAtOnce() {
        open(RolesView.PATH + "/member", RoleView.class);

        choose("grant-organisation-edit", "TEAM");

        assertThat(scope(Roles.MEMBER, "organisation", Operation.EDIT)).isEqualTo(Scope.TEAM);
        assertThat(scope(Roles.MEMBER, "person", Operation.EDIT)).isEqualTo(Scope.ALL);
        assertThat(window.find(Button.class)
                        .withId("grant-organisation-edit")
                        .single()
                        .getText())
                .isEqualTo("De su equipo");

        choose("grant-organisation-edit", "");

        assertThat(scope(Roles.MEMBER, "organisation", Operation.EDIT)).isEqualTo(Scope.ALL);
    }

    @Test
    void administratorsCannotBeLockedOut() {
        open(RolesView.PATH + "/admin", RoleView.class);

        assertThat(window.find(Button.class).all())
                .noneMatch(button -> button.getId().orElse("").startsWith("grant-"));
    }

    @Test
    @SuppressWarnings("unchecked")
    void aFieldIsHiddenFromARole() {
        open(RolesView.PATH + "/reader", RoleView.class);
        Select<RecordType<?>> type =
                window.find(Select.class).withId("fields-type").single();
        type.setValue(types.require("organisation"));

        Select<FieldRight> revenue =
                window.find(Select.class).withId("field-revenue").single();
        revenue.setValue(FieldRight.NONE);

        assertThat(TenantScope.supply(tenant, () -> roles.rights(Roles.READER).fields()))
                .containsEntry(new FieldOf("organisation", "revenue"), FieldRight.NONE);
    }

    @Test
    void aCopyOfARoleMayWhatTheRoleMay() {
        open(RolesView.PATH + "/reader", RoleView.class);
        click("copy-role");
        window.find(TextField.class).withId("role-name").single().setValue("Lector de ventas");
        click("create-role");
        window.roundTrip();

        String key = TenantScope.supply(tenant, () -> roles.all().getLast().key());
        assertThat(scope(key, "organisation", Operation.READ)).isEqualTo(Scope.ALL);
        assertThat(scope(key, "organisation", Operation.EDIT)).isEqualTo(Scope.NONE);
    }

    @Test
    void saysBesideTheNameThatItIsMissing() {
        open(RolesView.PATH, RolesView.class);
        click("new-role");
        click("create-role");

        TextField name = window.find(TextField.class).withId("role-name").single();
        assertThat(name.isInvalid()).isTrue();
        assertThat(name.getErrorMessage()).contains("nombre");
    }

    @Test
    void onlyAnOwnerGivesTheRightToReadWhatIsClosed() {
        window = logIn(tenant, newUser(tenant, "Berta", Roles.ADMIN));

        open(RolesView.PATH + "/admin", RoleView.class);

        assertThat(window.find(Checkbox.class)
                        .withId("special-read_closed")
                        .single()
                        .isReadOnly())
                .isTrue();
        assertThat(window.find(Checkbox.class).withId("special-close").single().isReadOnly())
                .isFalse();
        assertThat(TenantScope.supply(tenant, () -> roles.rights(Roles.ADMIN).special()))
                .doesNotContain(SpecialRight.READ_CLOSED);
    }

    @Test
    @SuppressWarnings("unchecked")
    void aTeamIsMadeAndStandsInTheList() {
        newUser(tenant, "Berta", Roles.MEMBER);
        open(TeamsView.PATH, TeamsView.class);
        click("first-team");
        click("save-team");
        TextField name = window.find(TextField.class).withId("team-name").single();
        assertThat(name.isInvalid()).isTrue();

        name.setValue("Ventas norte");
        MultiSelectComboBox<Object> members =
                window.find(MultiSelectComboBox.class).all().getFirst();
        members.setValue(Set.copyOf(members.getListDataView().getItems().toList()));
        click("save-team");

        List<Team> all = TenantScope.supply(tenant, teams::all);
        assertThat(all)
                .singleElement()
                .satisfies(team -> assertThat(team.members()).hasSize(2));
        assertThat(window.find(ListItem.class).all())
                .anySatisfy(line ->
                        assertThat(line.getElement().getTextRecursively()).contains("Ventas norte", "2 personas"));
    }
}
