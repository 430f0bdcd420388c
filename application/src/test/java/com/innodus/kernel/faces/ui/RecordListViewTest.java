package com.innodus.kernel.faces.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.crm.organisations.Organisation;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.User;
import com.innodus.kernel.automation.Action;
import com.innodus.kernel.automation.Rule;
import com.innodus.kernel.automation.Rules;
import com.innodus.kernel.automation.Runs;
import com.innodus.kernel.automation.Trigger;
import com.innodus.kernel.faces.ui.RecordPages.Line;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.Records.Entry;
import com.innodus.kernel.records.WriteContext;
import com.innodus.kernel.records.views.Column;
import com.innodus.kernel.records.views.ListColumns;
import com.innodus.kernel.records.views.SavedView;
import com.innodus.kernel.records.views.SavedView.Definition;
import com.innodus.kernel.records.views.SavedViews;
import com.innodus.kernel.records.views.Sharing;
import com.innodus.support.Screen;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.TextField;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class RecordListViewTest extends Screen {
    private static final String HOSTILE = "<img src=x onerror=alert(1)> مرحبا 👩‍👩‍👧";

    @Autowired
    Records records;

    @Autowired
    SavedViews views;

    @Autowired
    ListColumns columns;

    @Autowired
    Rules rules;

    @Autowired
    Runs runs;

    @Autowired
    EntityManagerFactory factory;

    @Autowired
    FieldText texts;

    @Autowired
    Editors editors;

    @Autowired
    MergeDialog.Merging merging;

    @Autowired
    RecordType<Organisation> organisations;

    private UUID make(String name, String city) {
        return as(
                tenant,
                () -> records.create(organisations, Map.of("name", name, "city", city))
                        .id());
    }

    private void makeMany(int number) {
        as(
                tenant,
                () -> records.writeAll(
                        organisations,
                        IntStream.range(0, number)
                                .mapToObj(i -> new Entry(null, Map.of("name", "N%04d".formatted(i), "city", "Olot")))
                                .toList(),
                        WriteContext.SINGLE));
    }

    @SuppressWarnings("unchecked")
    private RecordGrid<Organisation> grid() {
        return (RecordGrid<Organisation>) window.find(RecordGrid.class).single();
    }

    private List<String> titles() {
        return grid().getLazyDataView().getItems().map(Line::title).toList();
    }

    private String count() {
        return window.find(Span.class).withClassName("count").single().getText();
    }

    private void click(String id) {
        window.test(window.find(Button.class).withId(id).single()).click();
    }

    private void until(BooleanSupplier holds) throws InterruptedException {
        for (int i = 0; i < 200 && !holds.getAsBoolean(); i++) {
            Thread.sleep(25);
            window.roundTrip();
        }
        assertThat(holds.getAsBoolean()).isTrue();
    }

    @Test
    void showsRecordsInTheUsersLanguageAndNamesAsText() {
        make("Ágora", "Vic");
        make(HOSTILE, "Olot");

        RecordListView list = open("organisations", RecordListView.class);

        assertThat(window.find(H1.class, list).single().getText()).isEqualTo("Organizaciones");
        assertThat(titles()).containsExactlyInAnyOrder("Ágora", HOSTILE);
        assertThat(count()).isEqualTo("2 resultados");
        // Lit puts values in as text
        assertThat(window.test(grid()).getLitRendererPropertyValue(0, "title", "title", String.class))
                .isIn("Ágora", HOSTILE);
    }

    @Test
    void takesItsStateFromTheAddressAndGivesItToTheSheet() {
        make("Ágora", "Vic");
        make("Bàscula", "Olot");

        open("organisations?q=a&filter=city.is.'Vic'&sort=-city", RecordListView.class);

        assertThat(titles()).containsExactly("Ágora");
        assertThat(window.test(grid()).getLitRendererPropertyValue(0, "title", "link", String.class))
                .contains("q=a", "filter=city.is.'Vic'", "sort=-city");
    }

    @Test
    void showsTheWholeListForAnAddressThatIsNone() {
        make("Ágora", "Vic");
        for (String address : List.of(
                "organisations?filter=passwordHash.filled",
                "organisations?filter=status.in.'x'",
                "organisations?filter=and(((",
                "organisations?view=x&sort=passwordHash",
                "organisations?view=" + UUID.randomUUID(),
                "organisations?filter=revenue.is.'" + "9".repeat(3_000) + "x'",
                "organisations?filter=revenue.gt.'1e999999999'",
                "organisations?filter=revenue.gt.'1e-999999999'",
                "organisations?filter=customerSince.gt.'%2B999999999-01-01'",
                "organisations?filter=createdAt.lt.'-999999999-01-01'",
                "organisations?filter=" + "not(".repeat(1_000) + "name.filled" + ")".repeat(1_000),
                "organisations?filter=or(name.contains.'%00')",
                "organisations?q=%00",
                "organisations?sort=" + "city,-title,".repeat(500))) {
            open(address, RecordListView.class);
            assertThat(titles()).as(address).containsExactly("Ágora");
        }
    }

    @Test
    void tellsAnEmptyListFromASearchWithoutHits() {
        open("organisations", RecordListView.class);
        assertThat(window.find(Button.class).withId("create-first").exists()).isTrue();
        assertThat(window.find(Button.class).withId("clear-list").exists()).isFalse();

        make("Ágora", "Vic");
        open("organisations?q=" + "x".repeat(10_000), RecordListView.class);
        assertThat(window.find(Button.class).withId("create-first").exists()).isFalse();
        click("clear-list");
        assertThat(titles()).containsExactly("Ágora");
    }

    @Test
    void countsBesideTheListWhereTheFirstPageIsFull() throws Exception {
        makeMany(120);

        open("organisations", RecordListView.class);

        until(() -> count().equals("120 resultados"));
        assertThat(window.test(grid()).size()).isEqualTo(120);
    }

    @Test
    void asksTheDatabaseAsOftenForTwoHundredRowsAsForTen() {
        Statistics statistics = factory.unwrap(SessionFactory.class).getStatistics();
        UUID parent = make("Matriz", "Vic");
        as(
                tenant,
                () -> records.writeAll(
                        organisations,
                        IntStream.range(0, 200)
                                .mapToObj(i -> new Entry(null, Map.of("name", "N" + i, "parent", parent)))
                                .toList(),
                        WriteContext.SINGLE));
        ListState state = new ListState(Query.ALL, List.of(Column.of("parent"), Column.of("owner")), null, Face.LIST);
        statistics.setStatisticsEnabled(true);
        try {
            long ten = as(tenant, () -> statements(statistics, texts, state, 10));
            long many = as(tenant, () -> statements(statistics, texts, state, 200));

            // the page, and the titles of what its links lead to
            assertThat(ten).isEqualTo(2);
            assertThat(many).isEqualTo(2);
        } finally {
            statistics.setStatisticsEnabled(false);
        }
    }

    private long statements(Statistics statistics, FieldText texts, ListState state, int rows) {
        RecordPages<Organisation> pages =
                new RecordPages<>(records, texts, organisations, state, java.util.Locale.of("es"));
        statistics.clear();
        assertThat(pages.fetch(1, rows)).hasSize(rows);
        return statistics.getPrepareStatementCount();
    }

    @Test
    void savesAViewShowsWhatWasChangedAndOpensItByItsAddress() {
        make("Ágora", "Vic");
        make("Bàscula", "Olot");
        SavedView view = as(
                tenant,
                () -> views.save(
                        organisations,
                        "De Vic",
                        Sharing.ALL,
                        new Definition("", "city.is.'Vic'", "", List.of(Column.of("city")), null)));

        open("organisations?view=" + view.id(), RecordListView.class);
        assertThat(titles()).containsExactly("Ágora");
        assertThat(grid().keys()).containsExactly("title", "city");
        assertThat(window.find(Button.class).withId("save-view").exists()).isFalse();

        click("clear-filters");
        assertThat(titles()).hasSize(2);
        click("save-view");
        assertThat(window.find(Button.class).withId("save-view").exists()).isFalse();
        assertThat(as(tenant, () -> views.find(organisations, view.id()).orElseThrow())
                        .definition()
                        .filter())
                .isEmpty();
    }

    @Test
    void somebodyElsesPrivateViewIsThePlainList() {
        User marta = newUser(tenant, "marta", Roles.MEMBER);
        make("Ágora", "Vic");
        SavedView view = as(
                tenant,
                marta.actor(),
                () -> views.save(
                        organisations, "De Marta", Sharing.PRIVATE, new Definition("zzz", "", "", List.of(), null)));

        open("organisations?view=" + view.id(), RecordListView.class);

        assertThat(titles()).containsExactly("Ágora");
    }

    @Test
    void keepsChosenColumnsForTheNextTime() {
        make("Ágora", "Vic");
        as(tenant, () -> {
            columns.choose(organisations, List.of(Column.of("createdAt"), Column.of("taxId")));
            return 0;
        });

        open("organisations", RecordListView.class);
        assertThat(grid().keys()).containsExactly("title", "createdAt", "taxId");
        click("reset-columns");

        assertThat(grid().keys()).contains("city", "status").doesNotContain("taxId");
    }

    @Test
    void keepsTheFirstColumnsInSightForTheNextTime() {
        make("Ágora", "Vic");
        as(tenant, () -> {
            columns.choose(
                    organisations,
                    Column.withFirst(2, List.of(Column.of("city"), new Column("status", "90px"), Column.of("taxId"))));
            return 0;
        });
        open("organisations", RecordListView.class);
        assertThat(frozen()).containsExactly("title", "city", "status");

        window.test(window.find(Button.class)
                        .withAriaLabel("Soltar Estado y las siguientes")
                        .single())
                .click();
        assertThat(frozen()).containsExactly("title", "city");
        click("reset-columns");
        assertThat(frozen()).containsExactly("title");
    }

    private List<String> frozen() {
        return grid().getColumns().stream()
                .filter(column -> column.isFrozen())
                .map(column -> column.getKey())
                .toList();
    }

    @Test
    void editsACellAndShowsWhatIsWrongBesideIt() {
        UUID id = make("Ágora", "Vic");
        open("organisations", RecordListView.class);
        CellEditing<Organisation> editing = editing();

        assertThat(editing.edit(row("Ágora"), "city")).isTrue();
        editing.editor().setValue("Olot");
        assertThat(editing.save()).isTrue();
        assertThat(as(tenant, () -> records.get(organisations, id)).getCity()).isEqualTo("Olot");

        assertThat(editing.edit(row("Ágora"), "title")).isTrue();
        editing.editor().setValue("");
        assertThat(editing.save()).isFalse();
        assertThat(((TextField) editing.editor().component()).isInvalid()).isTrue();
        editing.cancel();
        assertThat(as(tenant, () -> records.get(organisations, id)).getTitle()).isEqualTo("Ágora");
        assertThat(editing.edit(row("Ágora"), "emails")).isFalse();
    }

    @Test
    void saysThatARecordIsGoneWhenItsCellIsEdited() {
        UUID id = make("Ágora", "Vic");
        open("organisations", RecordListView.class);
        Line line = row("Ágora");
        as(tenant, () -> records.delete(organisations, List.of(id), WriteContext.SINGLE));

        CellEditing<Organisation> editing = editing();

        editing.edit(line, "city");

        assertThat(window.find(Notification.class).exists()).isTrue();
        assertThat(editing.editor()).isNull();
    }

    private CellEditing<Organisation> editing() {
        return new CellEditing<>(grid(), organisations, records, editors, merging, java.util.Locale.of("es"));
    }

    private Line row(String title) {
        return grid().getLazyDataView()
                .getItems()
                .filter(line -> line.title().equals(title))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void changesAllThatTheListFindsAndTakesItBack() throws Exception {
        makeMany(60);
        open("organisations?filter=city.is.'Olot'", RecordListView.class);
        until(() -> count().equals("60 resultados"));
        grid().select(row("N0003"));
        click("select-all-found");
        click("bulk-edit");
        ComboBox<?> field = window.find(ComboBox.class).withId("bulk-field").single();
        window.test(field).selectItem("Población");
        window.test(window.find(TextField.class).withId("field-city").single()).setValue("Vic");
        click("bulk-apply");

        assertThat(inCity("Vic")).isEqualTo(60);
        assertThat(window.find(Button.class).withId("clear-list").exists()).isTrue();
        click("undo");
        assertThat(inCity("Olot")).isEqualTo(60);
    }

    @Test
    void setsARuleOffForAllThatIsChosen() {
        make("Ágora", "Vic");
        make("Brisa", "Vic");
        UUID rule = as(tenant, () -> {
            UUID id = rules.create(new Rule.Definition(
                    "Avisar",
                    "organisation",
                    new Trigger.Button("Avisar ya"),
                    "",
                    List.of(new Action.Notify(List.of(Action.Receiver.owner()), "Mira")),
                    false,
                    null,
                    null));
            rules.switchOn(id, true);
            return id;
        });
        open("organisations", RecordListView.class);
        grid().select(row("Ágora"));
        grid().select(row("Brisa"));
        window.test(window.find(Button.class).withText("Avisar ya").single()).click();
        window.test(window.find(ConfirmDialog.class).single()).confirm();

        assertThat(as(tenant, () -> runs.log(rule, 0, 10))).hasSize(2);
    }

    private int inCity(String city) {
        return as(
                tenant,
                () -> records.count(
                        organisations,
                        new Query(com.innodus.kernel.records.FilterText.read("city.is.'" + city + "'"), "", List.of()),
                        1_000));
    }

    @Test
    void offersReadersNothingThatTheyMayNotDo() {
        User reader = newUser(tenant, "lluis", Roles.READER);
        as(tenant, () -> {
            users.setPassword(reader.id(), PASSWORD);
            return 0;
        });
        make("Ágora", "Vic");
        window = logIn(tenant, users(reader));
        open("organisations", RecordListView.class);
        grid().select(row("Ágora"));

        assertThat(window.find(Button.class).withId("create-record").exists()).isFalse();
        assertThat(window.find(Button.class).withId("bulk-edit").exists()).isFalse();
        assertThat(window.find(Button.class).withId("action-delete").exists()).isFalse();
        assertThat(editing().edit(row("Ágora"), "city")).isFalse();
    }

    private User users(User user) {
        return as(tenant, () -> users.byId(user.id()).orElseThrow());
    }
}
