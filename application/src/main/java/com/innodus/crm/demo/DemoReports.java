package com.innodus.crm.demo;

import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.Filter.Operator;
import com.innodus.kernel.records.FilterText;
import com.innodus.kernel.records.Grain;
import com.innodus.kernel.records.Options;
import com.innodus.kernel.records.Summary.Aggregate;
import com.innodus.kernel.records.Summary.Dimension;
import com.innodus.kernel.records.Summary.Measure;
import com.innodus.kernel.records.views.Sharing;
import com.innodus.kernel.reports.Definition;
import com.innodus.kernel.reports.Definition.Layout;
import com.innodus.kernel.reports.Period;
import com.innodus.kernel.reports.Period.Against;
import com.innodus.kernel.reports.Reports;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The questions that somebody there would ask first. */
@Component
class DemoReports {
    private static final Measure REVENUE = new Measure(Aggregate.SUM, "revenue");

    private final Reports reports;
    private final Options options;

    DemoReports(Reports reports, Options options) {
        this.reports = reports;
        this.options = options;
    }

    /** Makes them as whoever acts. */
    void make() {
        grouped(
                "Nuevas relaciones, frente al año anterior",
                "organisation",
                List.of(new Dimension("customerSince", Grain.MONTH)),
                null,
                List.of(Measure.COUNT),
                Layout.LINE,
                0);
        grouped(
                "Facturación por sector y tamaño",
                "organisation",
                List.of(new Dimension("sector", null)),
                new Dimension("size", null),
                List.of(REVENUE),
                Layout.STACKED,
                0);
        grouped(
                "Las diez ciudades con más relaciones",
                "organisation",
                List.of(new Dimension("city", null)),
                null,
                List.of(Measure.COUNT, REVENUE, new Measure(Aggregate.AVERAGE, "revenue")),
                Layout.BAR,
                10);
        grouped(
                "Personas por sector de su organización",
                "person",
                List.of(new Dimension("organisation.sector", null)),
                null,
                List.of(Measure.COUNT),
                Layout.PIE,
                0);
        String active = FilterText.write(Filter.test(
                "status",
                Operator.IS,
                options.meantBy("organisation-status", "active")
                        .orElseThrow()
                        .id()
                        .toString()));
        reports.save(
                "organisation",
                "Relaciones activas y su actividad",
                Sharing.ALL,
                new Definition(
                        "",
                        active,
                        List.of(),
                        null,
                        List.of(),
                        List.of("revenue", "city", "sector", "parent", "owner", "customerSince"),
                        0,
                        false,
                        0,
                        Layout.TABLE,
                        "",
                        Period.ALL,
                        Against.NOTHING,
                        Map.of()));
    }

    private void grouped(
            String name,
            String type,
            List<Dimension> rows,
            @Nullable Dimension column,
            List<Measure> measures,
            Layout layout,
            int top) {
        boolean isTime = rows.getFirst().grain() != null;
        reports.save(
                type,
                name,
                Sharing.ALL,
                new Definition(
                        "",
                        "",
                        rows,
                        column,
                        measures,
                        List.of(),
                        isTime ? -1 : 0,
                        isTime,
                        top,
                        layout,
                        isTime ? rows.getFirst().path() : "",
                        isTime ? Period.LAST_12_MONTHS : Period.ALL,
                        isTime ? Against.YEAR_BEFORE : Against.NOTHING,
                        Map.of()));
    }
}
