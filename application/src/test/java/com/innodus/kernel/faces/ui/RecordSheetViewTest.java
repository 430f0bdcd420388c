package com.innodus.kernel.faces.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.innodus.crm.organisations.Organisation;
import com.innodus.crm.people.Person;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.User;
import com.innodus.kernel.comments.Comments;
import com.innodus.kernel.files.Attachments;
import com.innodus.kernel.notifications.ui.Bell;
import com.innodus.kernel.records.ContactPoint;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.WriteContext;
import com.innodus.support.Screen;
import com.innodus.tenants.catalogue.Tenant;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextAreaTester;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.textfield.TextFieldTester;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.router.Location;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class RecordSheetViewTest extends Screen {
    private static final String HOSTILE = "<img src=x onerror=alert(1)> \u202Eשלום 👩‍👩‍👧";

    @Autowired
    Records records;

    @Autowired
    RecordType<Organisation> organisations;

    @Autowired
    RecordType<Person> people;

    @Autowired
    Comments comments;

    @Autowired
    Attachments attachments;

    private UUID make(Map<String, Object> values) {
        return as(tenant, () -> records.create(organisations, values).id());
    }

    private RecordSheetView sheet(UUID id) {
        return open("organisations/" + id, RecordSheetView.class);
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

    private void press(String ariaLabel) {
        window.test(window.find(Button.class).withAriaLabel(ariaLabel).first()).click();
    }

    private void comment(String text) {
        TextArea area = window.find(TextArea.class)
                .withAriaLabel("Escriba un comentario")
                .first();
        window.<TextAreaTester<TextArea>, TextArea>test(area).setValue(text);
    }

    private List<String> timeline() {
        return window.find(Div.class).withClassName("timeline-entry").all().stream()
                .map(entry -> textOf(entry.getElement()))
                .toList();
    }

    private static String textOf(Element element) {
        StringBuilder text = new StringBuilder();
        element.getChildren().forEach(child -> text.append(child.isTextNode() ? child.getText() : textOf(child)));
        return text.toString();
    }

    @Test
    void tellsChangesInWords() {
        User berta = newUser(tenant, "Berta", Roles.MEMBER);
        UUID parent = make(Map.of("name", "Matriz"));
        UUID id = make(Map.of("name", "Ágora"));
        Map<String, Object> values = new HashMap<>();
        values.put("parent", parent);
        values.put("owner", berta.id());
        values.put("revenue", new BigDecimal("1234567.5"));
        values.put("name", "Ágora y más");
        as(tenant, () -> records.change(organisations, id, values, WriteContext.SINGLE));

        sheet(id);

        assertThat(timeline().getFirst())
                .contains("Nombre: Ágora → Ágora y más")
                .contains("Matriz")
                .contains("Ana → Berta")
                .contains("1.234.567,50");
    }

    @Test
    void mentionsAColleagueWhoIsToldAtOnce() {
        User berta = newUser(tenant, "Berta Pérez", Roles.MEMBER);
        UUID id = make(Map.of("name", "Ágora"));
        var mine = window;
        var hers = logIn(tenant, berta);
        hers.getUI().navigate("organisations");
        hers.roundTrip();
        mine.activate();
        window = mine;
        sheet(id);

        comment("Mira esto, @ber");
        click("Berta Pérez");
        click("Comentar");

        assertThat(window.find(Span.class).withClassName("mention").single().getText())
                .isEqualTo("@Berta Pérez");
        hers.activate();
        window = hers;
        window.getUI().navigate("people");
        window.roundTrip();
        Bell bell = window.find(Bell.class).single();
        assertThat(window.find(Span.class, bell)
                        .withClassName("bell-figure")
                        .first()
                        .getText())
                .isEqualTo("1");
    }

    @Test
    void showsHostileTextAsText() {
        UUID id = make(Map.of("name", HOSTILE, "notes", HOSTILE));
        as(tenant, () -> {
            comments.add(organisations, id, HOSTILE);
            attachments.attach(
                    organisations, id, HOSTILE + ".txt", "x".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            return true;
        });

        RecordSheetView sheet = sheet(id);

        assertThat(window.find(H1.class, sheet).single().getText()).isEqualTo(HOSTILE);
        assertThat(timeline()).anyMatch(entry -> entry.contains(HOSTILE));
        assertThat(innerHtml(sheet.getElement())).as("no markup is made of it").isEmpty();
    }

    /** Everything that would be read as markup. */
    private static List<String> innerHtml(Element element) {
        List<String> found = new ArrayList<>();
        element.getChildren().filter(child -> !child.isTextNode()).forEach(child -> {
            String html = child.getProperty("innerHTML");
            if (html != null) {
                found.add(html);
            }
            found.addAll(innerHtml(child));
        });
        return found;
    }

    @Test
    void correctsPinsAndDeletesComments() {
        UUID id = make(Map.of("name", "Ágora"));
        as(tenant, () -> comments.add(organisations, id, "Primero"));
        sheet(id);

        press("Corregir el comentario");
        TextArea area = window.find(TextArea.class).withValue("Primero").single();
        window.<TextAreaTester<TextArea>, TextArea>test(area).setValue("Corregido");
        click("Guardar");
        assertThat(timeline()).anyMatch(entry -> entry.contains("Corregido"));

        press("Fijar arriba");
        assertThat(window.find(Div.class)
                        .withClassName("timeline-pinned")
                        .single()
                        .getElement()
                        .getChildCount())
                .isEqualTo(1);

        press("Borrar el comentario");
        window.test(window.find(ConfirmDialog.class).single()).confirm();
        assertThat(timeline()).noneMatch(entry -> entry.contains("Corregido"));
    }

    @Test
    void narrowsPagesAndBeginsAtALinkedEntry() {
        UUID id = make(Map.of("name", "Ágora"));
        List<UUID> said = new ArrayList<>();
        as(tenant, () -> {
            for (int i = 0; i < 30; i++) {
                said.add(comments.add(organisations, id, "Comentario " + i));
            }
            attachments.attach(organisations, id, "plan.txt", "x".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            return true;
        });
        sheet(id);
        assertThat(timeline()).hasSize(25);
        click("Ver anteriores");
        assertThat(timeline()).hasSize(32);
        click("Archivos");
        assertThat(timeline()).singleElement().asString().contains("plan.txt");
        click("Comentarios");
        assertThat(timeline()).allMatch(entry -> entry.contains("Comentario"));

        go("organisations/" + id + "?entry=" + said.get(3));
        assertThat(timeline().getFirst()).contains("Comentario 3");
        click("Ver lo más reciente");
        assertThat(timeline().getFirst()).contains("plan.txt");
    }

    @Test
    void writesAMailFromTheSheet() {
        UUID id = make(Map.of("name", "Ágora", "emails", List.of(ContactPoint.work("info@agora.test"))));
        sheet(id);
        click("Escribir correo");
        TextField subject = window.find(TextField.class).withLabel("Asunto").single();
        TextArea body = window.find(TextArea.class).withLabel("Texto").single();
        click("Enviar");
        assertThat(subject.isInvalid()).isTrue();
        assertThat(body.isInvalid()).isTrue();

        window.<TextFieldTester<TextField, String>, TextField>test(subject).setValue("Reunión");
        window.<TextAreaTester<TextArea>, TextArea>test(body).setValue(HOSTILE);
        click("Enviar");

        assertThat(timeline().getFirst()).contains("info@agora.test");
    }

    @Test
    void leadsThroughTheListItCameFrom() {
        UUID a = make(Map.of("name", "A", "city", "Lleida"));
        make(Map.of("name", "B", "city", "Girona"));
        make(Map.of("name", "C", "city", "Lleida"));
        go("organisations/" + a + "?filter=city.is.'Lleida'&sort=-title");
        assertThat(window.find(Span.class).withText("2 / 2").exists()).isTrue();

        press("Anterior");
        assertThat(window.find(H1.class).single().getText()).isEqualTo("C");
        press("Siguiente");
        assertThat(window.find(H1.class).single().getText()).isEqualTo("A");
        click("Editar");
        click("Cancelar");
        assertThat(window.find(Span.class).withText("2 / 2").exists())
                .as("the list is kept over the form")
                .isTrue();
    }

    @Test
    void opensWhateverTheAddressSaysOfTheList() {
        UUID id = make(Map.of("name", "Ágora"));
        for (String list : List.of(
                "filter=nothing.is.'x'",
                "filter=city.is.'",
                "filter=customerSince.lt.'never'",
                "sort=notes,-x&q=%00")) {
            go("organisations/" + id + "?" + list);
            assertThat(window.find(H1.class).single().getText()).as(list).isEqualTo("Ágora");
        }
    }

    @Test
    void addsARelatedRecordWithItsLink() {
        UUID id = make(Map.of("name", "Ágora"));
        sheet(id);
        press("Añadir: Personas");
        TextField firstName = window.find(TextField.class).id("field-firstName");
        window.<TextFieldTester<TextField, String>, TextField>test(firstName).setValue("Berta");
        click("Crear");

        Section card = window.find(Section.class)
                .withClassName("related-card")
                .withCondition(each -> textOf(each.getElement()).contains("Berta"))
                .single();
        Anchor link = window.find(Anchor.class, card).withText("Berta").single();
        UUID person = UUID.fromString(link.getHref().substring(link.getHref().lastIndexOf('/') + 1));
        assertThat(as(tenant, () -> records.get(people, person)).getOrganisation())
                .isEqualTo(id);
    }

    @Test
    void bringsBackWhatWasDeleted() {
        UUID id = make(Map.of("name", "Ágora"));
        sheet(id);
        click("Eliminar");
        assertThat(window.getCurrentView()).isInstanceOf(RecordListView.class);
        click("Deshacer");
        assertThat(as(tenant, () -> records.find(organisations, id))).isPresent();
    }

    @Test
    void aReaderSeesButFindsNothingToChange() {
        UUID id = make(Map.of("name", "Ágora", "emails", List.of(ContactPoint.work("info@agora.test"))));
        User reader = newUser(tenant, "Rita", Roles.READER);
        window = logIn(tenant, reader);
        sheet(id);

        for (String label : List.of("Editar", "Eliminar", "Escribir correo")) {
            assertThat(window.find(Button.class).withText(label).exists())
                    .as(label)
                    .isFalse();
        }
        assertThat(window.find(Button.class).withAriaLabel("Añadir: Personas").exists())
                .isFalse();
    }

    @Test
    void theSheetOfAnotherTenantDoesNotExist() {
        Tenant other = newTenant();
        UUID theirs = as(
                other,
                () -> records.create(organisations, Map.of("name", "Ajena")).id());

        assertThatThrownBy(() -> sheet(theirs)).hasMessageNotContaining("Ajena");
        assertThat(window.find(H1.class).all())
                .noneMatch(title -> title.getText().contains("Ajena"));
    }

    @Test
    void isFollowedAndLeftWithOneButton() {
        UUID id = as(
                tenant,
                () -> records.create(organisations, Map.of("name", "Ágora")).id());
        open("organisations/" + id, RecordSheetView.class);
        Button follow = window.find(Button.class).withId("follow").single();

        assertThat(follow.getElement().getAttribute("aria-pressed")).isEqualTo("true");
        window.test(follow).click();
        assertThat(follow.getElement().getAttribute("aria-pressed")).isEqualTo("false");
        open("organisations/" + id, RecordSheetView.class);
        assertThat(window.find(Button.class)
                        .withId("follow")
                        .single()
                        .getElement()
                        .getAttribute("aria-pressed"))
                .isEqualTo("false");
    }
}
