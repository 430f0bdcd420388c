package com.innodus.kernel.faces.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.kernel.access.Roles;
import com.innodus.kernel.records.CustomFields;
import com.innodus.kernel.records.FieldDefinition;
import com.innodus.kernel.records.FieldType;
import com.innodus.kernel.records.OwnTypes;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.Term;
import com.innodus.kernel.records.TypeDefinition;
import com.innodus.kernel.records.TypeTemplates;
import com.innodus.kernel.records.TypeTemplates.Extras;
import com.innodus.support.Screen;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.textfield.TextFieldTester;
import com.vaadin.flow.router.HasErrorParameter;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

class TypesViewTest extends Screen {
    @Autowired
    OwnTypes ownTypes;

    @Autowired
    TypeTemplates templates;

    @Autowired
    CustomFields fields;

    @Autowired
    RecordTypes types;

    @Autowired
    Records records;

    private void click(String label) {
        window.test(window.find(Button.class).withText(label).last()).click();
    }

    private void type(String id, String value) {
        window.<TextFieldTester<TextField, String>, TextField>test(text(id)).setValue(value);
    }

    private TextField text(String id) {
        return window.find(TextField.class).id(id);
    }

    private String shown() {
        return ((Component) window.getCurrentView()).getElement().getTextRecursively();
    }

    private RecordType<?> make(String template) {
        return as(tenant, () -> {
            var found = templates.all().stream()
                    .filter(each -> each.key().equals(template))
                    .findFirst()
                    .orElseThrow();
            return templates.add(
                    found.definition().plural().word(), found.definition(), template, new Extras(true, null));
        });
    }

    @Test
    void aTemplateBringsItsFieldsAndTheTypeIsInEveryFaceAtOnce() {
        open(TypesView.PATH, TypesView.class);
        window.test(window.find(Button.class).id("template-vehicle")).click();
        click("Crear tipo");

        assertThat(as(tenant, ownTypes::all)).extracting(TypeDefinition::slug).containsExactly("vehiculos");
        open("vehiculos/new", RecordFormView.class);
        type("field-name", "Furgoneta blanca");
        type("field-x_matricula", "1234 BCD");
        click("Guardar");
        assertThat(window.getCurrentView()).isInstanceOf(RecordSheetView.class);
        assertThat(shown()).contains("Furgoneta blanca", "1234 BCD", "Vehículos");
        open("vehiculos?face=board.x_clase_de_vehiculo", RecordListView.class);
        assertThat(window.find(RecordBoard.class).all()).hasSize(1);
        open("vehiculos?face=calendar.x_proxima_itv", RecordListView.class);
        assertThat(window.find(RecordCalendar.class).all()).hasSize(1);
        open("vehiculos/import", RecordImportView.class);
    }

    @Test
    void recordsStandBelowOneAnotherWhereTheTypeIsATree() {
        RecordType<?> files = make("file");
        UUID head = as(
                tenant, () -> records.create(files, Map.of("name", "Herencia")).id());
        as(tenant, () -> records.create(files, Map.of("name", "Tasación", "x_dentro_de", head)));

        open("expedientes?face=tree.x_dentro_de", RecordListView.class);

        assertThat(window.find(RecordTree.class).all()).hasSize(1);
        open("expedientes/" + head, RecordSheetView.class);
        assertThat(shown()).contains("Tasación", "E-00001");
    }

    @Test
    void aSheetShowsWhatLinksToItFromOwnTypes() {
        RecordType<?> cars = make("vehicle");
        UUID ana = as(
                tenant,
                () -> records.create(types.require("person"), Map.of("firstName", "Ana"))
                        .id());
        as(tenant, () -> records.create(cars, Map.of("name", "Rojo", "x_quien_lo_conduce", ana)));

        open("people/" + ana, RecordSheetView.class);

        assertThat(shown()).contains("Vehículos · Quien lo conduce", "Rojo");
    }

    @Test
    void everybodyFindsItInTheNavigationWhoMayReadIt() {
        make("course");

        window = logIn(tenant, newUser(tenant, "Berta", Roles.READER));
        open("cursos", RecordListView.class);

        assertThat(window.find(SideNavItem.class).all())
                .extracting(SideNavItem::getPath)
                .contains("cursos");
        assertThat(window.find(Button.class).withText("Crear curso").all()).isEmpty();
    }

    @Test
    void whatIsMissingIsSaidBesideItsFieldAndNothingTypedIsLost() {
        open(TypesView.PATH, TypesView.class);
        click("Nuevo tipo");
        type("types-name", "Cosa");
        type("types-plural", "Personas");
        type("types-slug", "people");
        click("Crear tipo");

        assertThat(text("types-plural").getErrorMessage()).isEqualTo("Otro tipo ya se llama así.");
        assertThat(text("types-slug").getErrorMessage()).contains("people");
        assertThat(text("types-name").getValue()).isEqualTo("Cosa");
        type("types-plural", "Cosas");
        type("types-slug", "cosas");
        click("Crear tipo");
        assertThat(as(tenant, ownTypes::all)).extracting(TypeDefinition::slug).containsExactly("cosas");
    }

    @Test
    void deletingDemandsTheNameAndSaysWhatIsLost() {
        RecordType<?> cars = make("vehicle");
        as(tenant, () -> records.create(cars, Map.of("name", "Rojo")));
        TypeDefinition definition = as(tenant, ownTypes::all).getFirst();
        open(TypesView.PATH, TypesView.class);
        boolean[] done = {false};
        TypeDeleteDialog dialog = as(tenant, () -> new TypeDeleteDialog(ownTypes, definition, () -> done[0] = true));
        window.getUI().add(dialog);
        dialog.open();
        window.roundTrip();

        assertThat(dialog.getElement().getTextRecursively()).contains("papelera: 1", "Campos propios: 8");
        type("type-delete-name", "Vehiculo");
        click("Borrar para siempre");
        assertThat(text("type-delete-name").isInvalid()).isTrue();
        type("type-delete-name", "vehículos");
        click("Borrar para siempre");

        assertThat(done[0]).isTrue();
        assertThat(as(tenant, ownTypes::all)).isEmpty();
    }

    @Test
    void aTypeThatIsGoneIsAPageThatSaysSo() {
        make("vehicle");
        open("vehiculos", RecordListView.class);
        as(tenant, () -> {
            ownTypes.archive("x_vehiculos");
            return null;
        });

        window.getUI().navigate("vehiculos/new");

        assertThat(window.getCurrentView()).isInstanceOf(HasErrorParameter.class);
    }

    @Test
    void namesAreTextInEveryFace() {
        String hostile = "<img src=x onerror=alert(1)>";
        RecordType<?> type = as(
                tenant,
                () -> templates.add(
                        "malos",
                        TypeDefinition.named(Term.of(hostile), Term.of(hostile)),
                        null,
                        new Extras(false, null)));
        as(tenant, () -> fields.add(FieldDefinition.blank(type.key(), new FieldType.Flag(), hostile), List.of()));

        open("malos", RecordListView.class);

        assertThat(shown()).contains(hostile);
        assertThat(((Component) window.getCurrentView()).getElement().getOuterHTML())
                .doesNotContain("<img src=x");
    }

    @ParameterizedTest
    @ValueSource(strings = {Roles.MEMBER, Roles.READER})
    void isNotThereForThoseWhoDoNotAdminister(String role) {
        window = logIn(tenant, newUser(tenant, "Berta", role));

        window.getUI().navigate(TypesView.PATH);

        assertThat(window.getCurrentView()).isInstanceOf(HasErrorParameter.class);
    }
}
