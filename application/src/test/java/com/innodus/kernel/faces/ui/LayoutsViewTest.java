package com.innodus.kernel.faces.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.views.Layout;
import com.innodus.kernel.records.views.Layout.Part;
import com.innodus.kernel.records.views.Layouts;
import com.innodus.support.Screen;
import com.innodus.tenants.catalogue.Tenant;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.HasErrorParameter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

class LayoutsViewTest extends Screen {
    @Autowired
    Layouts layouts;

    @Autowired
    RecordTypes types;

    @Autowired
    Records records;

    private void press(String id) {
        window.test(window.find(Button.class).id(id)).click();
    }

    private void click(String label) {
        window.test(window.find(Button.class).withText(label).last()).click();
    }

    @SuppressWarnings("unchecked")
    private void choose(String id, String value) {
        ((Select<String>) window.find(Select.class).id(id)).setValue(value);
    }

    private String shown() {
        return ((Component) window.getCurrentView()).getElement().getTextRecursively();
    }

    private RecordType<?> people() {
        return types.require("person");
    }

    private List<String> fields(Tenant of, Actor actor, int section) {
        return as(of, actor, () -> layouts.of(people()).get(section).section().fields());
    }

    private void save(String role, Layout layout) {
        as(tenant, () -> {
            layouts.save(people(), role, layout);
            return null;
        });
    }

    private static Layout of(String... fields) {
        return new Layout(List.of(new Part("overview", null, 1, List.of(fields))), Set.of());
    }

    @Test
    void fieldsAreMovedHiddenAndShownAndTheFormFollows() {
        UUID ana = as(
                tenant,
                () -> records.create(people(), Map.of("firstName", "Ana", "jobTitle", "Química"))
                        .id());
        open(LayoutsView.PATH, LayoutsView.class);
        choose("layout-type", "person");
        press("up-jobTitle");
        press("up-jobTitle");
        press("hide-birthDate");
        press("show-birthDate");
        assertThat(window.find(Button.class).id("hide-firstName").isEnabled()).isFalse();
        window.find(TextField.class).id("layout-section").setValue("Sanidad");
        click("Añadir sección");
        click("Guardar");

        List<String> overview = fields(tenant, owner(tenant), 0);
        assertThat(overview).startsWith("jobTitle", "firstName").endsWith("birthDate");
        // a title is always asked for
        assertThat(overview).contains("lastName");
        assertThat(shown()).contains("Sanidad", "propia de «Todos los roles»");
        open("people/" + ana + "/edit", RecordFormView.class);
        assertThat(window.find(TextField.class).all().getFirst().getId()).contains("field-jobTitle");
        open("people/" + ana, RecordSheetView.class);
        assertThat(shown()).contains("Química");
    }

    @Test
    void aRoleWithALayoutOfItsOwnDoesntSeeThatOfAll() {
        Actor berta = newUser(tenant, "Berta", Roles.MEMBER).actor();
        save(Layouts.GENERAL, of("jobTitle"));
        save(Roles.MEMBER, of("city"));

        assertThat(fields(tenant, berta, 0)).startsWith("city");
        assertThat(fields(tenant, owner(tenant), 0)).startsWith("jobTitle");
        as(tenant, () -> {
            layouts.reset(people(), Roles.MEMBER);
            return null;
        });
        assertThat(fields(tenant, berta, 0)).startsWith("jobTitle");
        Tenant other = newTenant();
        assertThat(fields(other, owner(other), 0)).startsWith("firstName");
    }

    @Test
    void whatALayoutDoesntKnowStandsWhereTheTypePutsItAndWhatThereIsntIsLeftOut() {
        save(
                Layouts.GENERAL,
                new Layout(
                        List.of(new Part("Mía", "Mía", 1, List.of("city", "city", "<script>"))),
                        Set.of("firstName", "jobTitle", "nothing")));

        as(tenant, () -> {
            List<Layout.Placed> placed = layouts.of(people());
            assertThat(placed.getFirst().section().fields()).containsExactly("city");
            assertThat(placed.getFirst().columns()).isEqualTo(1);
            List<String> all = placed.stream()
                    .flatMap(each -> each.section().fields().stream())
                    .toList();
            assertThat(all).doesNotHaveDuplicates().contains("firstName").doesNotContain("jobTitle");
            assertThat(all).hasSize(people().fields().size() - 1);
            return null;
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "x123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890"
            })
    void aSectionHasAName(String title) {
        Layout layout = new Layout(List.of(new Part("k", title, 1, List.of("city"))), Set.of());
        assertThatThrownBy(() -> save(Layouts.GENERAL, layout)).isInstanceOf(InvalidRecord.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {Roles.MEMBER, Roles.READER})
    void isNotThereForThoseWhoDoNotAdminister(String role) {
        var berta = newUser(tenant, "Berta", role);
        assertThatThrownBy(() -> as(tenant, berta.actor(), () -> {
                    layouts.save(people(), role, of("city"));
                    return null;
                }))
                .isInstanceOf(Forbidden.class);
        window = logIn(tenant, berta);
        window.getUI().navigate(LayoutsView.PATH);
        assertThat(window.getCurrentView()).isInstanceOf(HasErrorParameter.class);
    }
}
