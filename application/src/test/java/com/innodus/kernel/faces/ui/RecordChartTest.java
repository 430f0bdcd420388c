package com.innodus.kernel.faces.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.innodus.crm.organisations.Organisation;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.User;
import com.innodus.kernel.records.Options;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.innodus.support.Screen;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.select.Select;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

class RecordChartTest extends Screen {
    @Autowired
    Records records;

    @Autowired
    Options options;

    @Autowired
    RecordType<Organisation> organisations;

    private UUID make(String name, String status, String revenue, String since) {
        return as(
                tenant,
                () -> records.create(
                                organisations,
                                new HashMap<>(Map.of(
                                        "name",
                                        name,
                                        "status",
                                        options.meantBy("organisation-status", status)
                                                .orElseThrow()
                                                .id(),
                                        "revenue",
                                        new BigDecimal(revenue),
                                        "customerSince",
                                        LocalDate.parse(since))))
                        .id());
    }

    private void makeThree() {
        make("Ágora", "active", "100", "2026-01-31");
        make("Bàscula", "active", "50.5", "2026-02-01");
        make("Cordel", "paused", "400", "2026-02-28");
    }

    private List<List<String>> rows(String face) {
        open("organisations?face=" + face, RecordListView.class);
        return window.find(NativeTable.class).single().getBody().getRows().stream()
                .map(row -> row.getChildren()
                        .map(cell -> cell.getElement().getTextRecursively())
                        .toList())
                .toList();
    }

    @Test
    void countsTheLargestFirst() {
        makeThree();
        assertThat(rows("chart.status"))
                .containsExactly(List.of("Activo", "2", "66,7\u00a0%"), List.of("En pausa", "1", "33,3\u00a0%"));
    }

    @Test
    void addsUpAmountsAndKeepsThatInTheAddress() {
        makeThree();
        assertThat(rows("chart.status.revenue"))
                .extracting(row -> row.subList(0, 2))
                .containsExactly(List.of("En pausa", "400,00"), List.of("Activo", "150,50"));
        assertThat(window.find(Select.class).single().getValue()).isEqualTo("revenue");
    }

    @Test
    void putsMonthsInTheirOrder() {
        makeThree();
        assertThat(rows("chart.customerSince"))
                .extracting(row -> row.subList(0, 2))
                .containsExactly(List.of("ene 2026", "1"), List.of("feb 2026", "2"));
    }

    @Test
    void leadsToTheRecordsBehindABar() {
        makeThree();
        rows("chart.customerSince");
        String address = window.find(
                        Anchor.class, window.find(NativeTable.class).single())
                .all()
                .getLast()
                .getHref();

        open(address.replaceFirst("^/app/", ""), RecordListView.class);

        assertThat(((RecordGrid<?>) window.find(RecordGrid.class).single())
                        .getLazyDataView()
                        .getItems()
                        .map(RecordPages.Line::title)
                        .toList())
                .containsExactlyInAnyOrder("Bàscula", "Cordel");
    }

    @Test
    void aClickOnABarLeadsBehindThatBarAlsoWhereOlderMonthsAreNotDrawn() {
        for (int month = 0; month < 33; month++) {
            make(
                    "N" + month,
                    "active",
                    "1",
                    LocalDate.of(2020, 1, 5).plusMonths(month).toString());
        }
        rows("chart.customerSince");
        RecordChart<?> chart = (RecordChart<?>) window.find(RecordChart.class).single();

        chart.open(-1);
        chart.open(30);
        assertThat(window.find(RecordChart.class).all()).hasSize(1);
        // of 33 months the last 30 are drawn
        chart.open(0);
        window.roundTrip();

        assertThat(((RecordGrid<?>) window.find(RecordGrid.class).single())
                        .getLazyDataView()
                        .getItems()
                        .map(RecordPages.Line::title)
                        .toList())
                .containsExactly("N3");
    }

    @Test
    void countsWhatIsSearchedAndNoMore() {
        makeThree();
        assertThat(rows("chart.status&q=agora")).hasSize(1);
        User reader = newUser(tenant, "lena", Roles.READER);
        window = logIn(tenant, reader);
        assertThat(rows("chart.owner")).extracting(row -> row.get(1)).containsExactly("3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chart.name",
                "chart.zzz",
                "chart",
                "chart.",
                "list.status",
                "chart.emails.revenue",
                "..",
                "board.status.revenue.x"
            })
    void whatTheTypeDoesNotHaveIsTheListOrAKnownFace(String face) {
        makeThree();
        open("organisations?face=" + face, RecordListView.class);
        assertThat(window.find(RecordChart.class).all()).isEmpty();
    }

    @Test
    void aMeasureThatIsNoneCounts() {
        makeThree();
        assertThat(rows("chart.status.name")).extracting(row -> row.get(1)).containsExactly("2", "1");
    }
}
