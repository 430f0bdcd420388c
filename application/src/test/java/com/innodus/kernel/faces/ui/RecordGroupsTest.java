package com.innodus.kernel.faces.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.crm.organisations.Organisation;
import com.innodus.kernel.faces.ui.RecordGroups.Entry;
import com.innodus.kernel.faces.ui.RecordGroups.Head;
import com.innodus.kernel.faces.ui.RecordGroups.Row;
import com.innodus.kernel.records.Options;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.views.SavedViews;
import com.innodus.kernel.records.views.Sharing;
import com.innodus.support.Screen;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.treegrid.TreeGrid;
import com.vaadin.flow.data.provider.hierarchy.HierarchicalDataProvider;
import com.vaadin.flow.data.provider.hierarchy.HierarchicalQuery;
import jakarta.persistence.EntityManagerFactory;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class RecordGroupsTest extends Screen {
    @Autowired
    Records records;

    @Autowired
    Options options;

    @Autowired
    SavedViews views;

    @Autowired
    EntityManagerFactory factory;

    @Autowired
    RecordType<Organisation> organisations;

    private void make(String name, String city, String status) {
        as(
                tenant,
                () -> records.create(
                        organisations,
                        new HashMap<>(Map.of(
                                "name",
                                name,
                                "city",
                                city,
                                "status",
                                options.meantBy("organisation-status", status)
                                        .orElseThrow()
                                        .id(),
                                "revenue",
                                new BigDecimal("10"),
                                "customerSince",
                                LocalDate.parse("2026-02-28")))));
    }

    @SuppressWarnings("unchecked")
    private HierarchicalDataProvider<Row, Object> rows(String address) {
        open(address, RecordListView.class);
        TreeGrid<Row> grid = (TreeGrid<Row>) window.find(TreeGrid.class).single();
        return (HierarchicalDataProvider<Row, Object>) (HierarchicalDataProvider<?, ?>) grid.getDataProvider();
    }

    private static List<Row> below(HierarchicalDataProvider<Row, Object> rows, @Nullable Row parent) {
        int size = rows.getChildCount(new HierarchicalQuery<>(null, parent));
        return rows.fetchChildren(new HierarchicalQuery<>(0, size, List.of(), null, null, parent))
                .toList();
    }

    private static List<String> texts(List<Row> rows) {
        return rows.stream()
                .map(row -> switch (row) {
                    case Head head -> head.name() + " " + head.line().count();
                    case Entry entry -> entry.line().title();
                })
                .toList();
    }

    private void makeThree() {
        make("Ágora", "Vic", "active");
        make("Bàscula", "Vic", "paused");
        make("Cordel", "Olot", "active");
    }

    @Test
    void showsHowManyThereAreAndTheRowsOfEachGroup() {
        makeThree();
        var rows = rows("organisations?group=city&sort=-title");
        List<Row> heads = below(rows, null);
        assertThat(texts(heads)).containsExactly("Vic 2", "Olot 1");
        assertThat(texts(below(rows, heads.getFirst()))).containsExactly("Bàscula", "Ágora");
    }

    @Test
    void groupsWithinGroupsAndOnlyWhatTheFilterFinds() {
        makeThree();
        var rows = rows("organisations?group=status,city&q=a");
        List<Row> heads = below(rows, null);
        assertThat(texts(heads)).containsExactly("Activo 1", "En pausa 1");
        List<Row> within = below(rows, heads.getFirst());
        assertThat(texts(within)).containsExactly("Vic 1");
        assertThat(texts(below(rows, within.getFirst()))).containsExactly("Ágora");
    }

    @Test
    void gathersDaysByMonth() {
        makeThree();
        assertThat(texts(below(rows("organisations?group=customerSince"), null)))
                .containsExactly("feb 2026 3");
    }

    @Test
    void asksAsOftenForManyRowsAsForFew() {
        make("Ágora", "Vic", "active");
        long few = statements();
        for (int i = 0; i < 60; i++) {
            make("Org " + i, i % 2 == 0 ? "Vic" : "Olot " + i, "active");
        }
        assertThat(statements()).isEqualTo(few);
    }

    private long statements() {
        var rows = rows("organisations?group=city");
        Statistics statistics = factory.unwrap(SessionFactory.class).getStatistics();
        statistics.setStatisticsEnabled(true);
        statistics.clear();
        List<Row> heads = below(rows, null);
        rows.fetchChildren(new HierarchicalQuery<>(0, 1, List.of(), null, null, heads.getFirst()))
                .toList();
        return statistics.getPrepareStatementCount();
    }

    @Test
    void theSecondFieldIsChosenOnTheScreenAndKeptInSavedViews() {
        makeThree();
        open("organisations?group=city", RecordListView.class);
        @SuppressWarnings("unchecked")
        Select<String> second = (Select<String>)
                window.find(Select.class).withId("groups-second").single();
        second.setValue("status");
        window.find(RecordList.class).single().saveAs("Por ciudad", Sharing.PRIVATE);
        assertThat(as(tenant, () -> views.of(organisations))
                        .getFirst()
                        .definition()
                        .face())
                .isEqualTo("groups.city.status");
    }

    @Test
    void anAddressThatNamesNoFieldShowsTheList() {
        makeThree();
        for (String wrong : List.of("nothing", "name", "city,,", "emails", "%27;drop")) {
            open("organisations?group=" + wrong, RecordListView.class);
        }
        open("organisations?group=nothing", RecordListView.class);
        assertThat(window.find(RecordGrid.class).single().isVisible()).isTrue();
    }
}
