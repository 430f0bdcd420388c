package com.innodus.kernel.faces.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.crm.organisations.Organisation;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.User;
import com.innodus.kernel.records.ContactPoint;
import com.innodus.kernel.records.Drafts;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.WriteContext;
import com.innodus.support.Screen;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.ComboBoxTester;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.radiobutton.RadioButtonGroupTester;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.textfield.TextFieldTester;
import com.vaadin.flow.router.Location;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class RecordFormViewTest extends Screen {
    @Autowired
    Records records;

    @Autowired
    RecordType<Organisation> organisations;

    @Autowired
    Drafts drafts;

    private UUID make(Map<String, Object> values) {
        return as(tenant, () -> records.create(organisations, values).id());
    }

    private Organisation read(UUID id) {
        return as(tenant, () -> records.get(organisations, id));
    }

    private TextField field(String key) {
        return window.find(TextField.class).id("field-" + key);
    }

    private void type(String key, String text) {
        window.<TextFieldTester<TextField, String>, TextField>test(field(key)).setValue(text);
    }

    /** An address with parameters. */
    private void go(String address) {
        Location location = new Location(address);
        window.getUI().navigate(location.getPath(), location.getQueryParameters());
        window.roundTrip();
    }

    private void click(String label) {
        window.test(window.find(Button.class).withText(label).last()).click();
    }

    private boolean exists(Class<? extends Component> kind) {
        return window.find(kind).exists();
    }

    @Test
    void aNewFormIsLeftWithoutAsking() {
        open("organisations/new", RecordFormView.class);
        window.getUI().navigate("organisations");
        window.roundTrip();

        assertThat(exists(ConfirmDialog.class)).isFalse();
        assertThat(window.getCurrentView()).isInstanceOf(RecordListView.class);
    }

    @Test
    void asksBeforeUnsavedChangesAreLeft() {
        UUID id = make(Map.of("name", "Ágora"));
        open("organisations/" + id + "/edit", RecordFormView.class);
        type("name", "Ágora nueva");

        window.getUI().navigate("organisations");
        window.test(window.find(ConfirmDialog.class).single()).cancel();
        assertThat(window.getCurrentView()).isInstanceOf(RecordFormView.class);
        assertThat(field("name").getValue()).isEqualTo("Ágora nueva");

        window.getUI().navigate("organisations");
        window.test(window.find(ConfirmDialog.class).single()).confirm();
        assertThat(window.getCurrentView()).isInstanceOf(RecordListView.class);
        assertThat(read(id).getName()).isEqualTo("Ágora");
        assertThat(as(tenant, () -> drafts.find(organisations, id))).isEmpty();
    }

    @Test
    void whatWasTypedOutlivesTheWindow() {
        UUID id = make(Map.of("name", "Ágora"));
        open("organisations/" + id + "/edit", RecordFormView.class);
        type("city", "Sant Cugat");

        window = logIn(
                tenant,
                com.innodus.tenants.context.TenantScope.supply(
                        tenant, () -> users.byEmail(emailOf(tenant.slug())).orElseThrow()));
        open("organisations/" + id + "/edit", RecordFormView.class);
        assertThat(window.find(Div.class).withClassName("draft-notice").exists())
                .isTrue();
        assertThat(field("city").getValue()).isEqualTo("Sant Cugat");
        click("Guardar");

        assertThat(read(id).getCity()).isEqualTo("Sant Cugat");
        assertThat(as(tenant, () -> drafts.find(organisations, id))).isEmpty();
    }

    @Test
    void aDraftCanBeDiscarded() {
        UUID id = make(Map.of("name", "Ágora", "city", "Lleida"));
        as(tenant, () -> {
            drafts.keep(organisations, id, 0, Map.of("city", "Girona"), Map.of("city", "Lleida"));
            return true;
        });
        open("organisations/" + id + "/edit", RecordFormView.class);
        assertThat(field("city").getValue()).isEqualTo("Girona");

        click("Descartar");

        assertThat(field("city").getValue()).isEqualTo("Lleida");
        assertThat(as(tenant, () -> drafts.find(organisations, id))).isEmpty();
    }

    @Test
    void asksWhichValueStaysWhereAColleagueChangedTheSame() {
        User berta = newUser(tenant, "Berta", Roles.MEMBER);
        UUID id = make(Map.of("name", "Ágora", "city", "Lleida"));
        open("organisations/" + id + "/edit", RecordFormView.class);
        type("name", "Mío");
        type("city", "Girona");
        type("street", "Calle Mayor");
        as(
                tenant,
                berta.actor(),
                () -> records.change(
                        organisations,
                        id,
                        Map.of("name", "Suyo", "city", "Tarragona", "region", "Cataluña"),
                        WriteContext.SINGLE));

        click("Guardar");

        List<RadioButtonGroup> choices = window.find(RadioButtonGroup.class).all();
        assertThat(choices).extracting(RadioButtonGroup::getLabel).containsExactly("Nombre", "Población");
        assertThat(choices.getFirst().getHelperText()).contains("Berta");
        choose(choices.getLast(), "El guardado: Tarragona");
        click("Guardar así");

        Organisation saved = read(id);
        assertThat(saved.getName()).isEqualTo("Mío");
        assertThat(saved.getCity()).isEqualTo("Tarragona");
        assertThat(saved.getStreet()).as("only I changed it").isEqualTo("Calle Mayor");
        assertThat(saved.getRegion()).as("only she changed it").isEqualTo("Cataluña");
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private void choose(RadioButtonGroup group, String label) {
        ((RadioButtonGroupTester) window.test(group)).selectItem(label);
    }

    @Test
    void changesOfDifferentFieldsBothStandWithoutAsking() {
        UUID id = make(Map.of("name", "Ágora"));
        open("organisations/" + id + "/edit", RecordFormView.class);
        type("city", "Girona");
        as(tenant, () -> records.change(organisations, id, Map.of("street", "Mayor"), WriteContext.SINGLE));

        click("Guardar");

        assertThat(exists(RadioButtonGroup.class)).isFalse();
        assertThat(read(id).getCity()).isEqualTo("Girona");
        assertThat(read(id).getStreet()).isEqualTo("Mayor");
    }

    @Test
    void aDraftStandsUponWhatItsAuthorHadRead() {
        UUID id = make(Map.of("name", "Ágora", "city", "Lleida"));
        as(tenant, () -> {
            drafts.keep(organisations, id, 0, Map.of("city", "Girona"), Map.of("city", "Lleida"));
            records.change(organisations, id, Map.of("city", "Berga"), WriteContext.SINGLE);
            return true;
        });
        open("organisations/" + id + "/edit", RecordFormView.class);

        click("Guardar");

        assertThat(exists(RadioButtonGroup.class)).as("asks which stays").isTrue();
        assertThat(read(id).getCity()).isEqualTo("Berga");
    }

    @Test
    void saysBesideEachFieldAndAboveWhatIsWrongAndLosesNothing() {
        open("organisations/new", RecordFormView.class);
        String hostile = "<img src=x onerror=alert(1)> \u202Eשלום 👩‍👩‍👧";
        type("tradeName", hostile);
        type("taxId", "B60000001");
        type("website", "javascript:alert(1)");

        window.fireShortcut(Key.KEY_S, KeyModifier.CONTROL);

        assertThat(field("name").isInvalid()).isTrue();
        assertThat(field("taxId").getErrorMessage()).contains("B60000001");
        assertThat(field("website").isInvalid()).isTrue();
        assertThat(field("tradeName").getValue()).isEqualTo(hostile);
        Div summary = window.find(Div.class).withClassName("error-summary").single();
        assertThat(window.find(Anchor.class, summary).all())
                .extracting(Anchor::getHref)
                .containsExactlyInAnyOrder("#field-name", "#field-taxId", "#field-website");

        type("name", "Ágora");
        type("taxId", "");
        type("website", "agora.org");
        click("Guardar");
        assertThat(window.getCurrentView()).isInstanceOf(RecordSheetView.class);
    }

    @Test
    void escapeCancelsButNotUnasked() {
        UUID id = make(Map.of("name", "Ágora"));
        go("organisations/" + id + "/edit?q=ago&sort=-title");
        type("name", "Otra");
        window.fireShortcut(Key.ESCAPE);
        window.test(window.find(ConfirmDialog.class).single()).confirm();

        assertThat(window.getCurrentView()).isInstanceOf(RecordSheetView.class);
        assertThat(window.find(Anchor.class).withText("Organizaciones").all())
                .as("the way back to the list still knows its query")
                .anyMatch(link ->
                        link.getHref().contains("q=ago") && link.getHref().contains("sort=-title"));
    }

    @Test
    void warnsOfWhatMayExistAlready() {
        make(Map.of("name", "Fundación Ágora", "emails", List.of(ContactPoint.work("x@agora.test"))));
        open("organisations/new", RecordFormView.class);
        type("name", "fundación ágora");

        Div warning = window.find(Div.class).withClassName("duplicate-warning").single();
        assertThat(window.find(Anchor.class, warning).single().getText()).isEqualTo("Fundación Ágora");
        click("Guardar");
        assertThat(window.getCurrentView()).isInstanceOf(RecordSheetView.class);
    }

    @Test
    void offersToMakeWhatALinkDoesNotFind() {
        open("people/new", RecordFormView.class);
        ComboBox<?> picker = window.find(ComboBox.class).id("field-organisation");
        ComboBoxTester<?, ?> tester = tester(picker);
        tester.setFilter("Ágora");
        assertThat(tester.getSuggestions()).containsExactly("Crear «Ágora»");
        tester.selectItem("Crear «Ágora»");
        click("Crear");

        assertThat(picker.getValue()).isNotNull();
        type("firstName", "Ana");
        click("Guardar");
        assertThat(window.find(Anchor.class).withText("Ágora").exists()).isTrue();
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private ComboBoxTester<?, ?> tester(ComboBox picker) {
        return (ComboBoxTester) window.test(picker);
    }

    @Test
    void keepsDaysAndChoicesInTheDraftToo() {
        UUID id = make(Map.of("name", "Ágora"));
        open("organisations/" + id + "/edit", RecordFormView.class);
        DatePicker since = window.find(DatePicker.class).id("field-customerSince");
        window.<com.vaadin.flow.component.datepicker.DatePickerTester<DatePicker>, DatePicker>test(since)
                .setValue(LocalDate.of(2020, 2, 29));

        assertThat(as(tenant, () -> drafts.find(organisations, id).orElseThrow().values()))
                .containsEntry("customerSince", LocalDate.of(2020, 2, 29));
    }
}
