package com.innodus.kernel.reports.ui;

import com.innodus.kernel.reports.Definition.Layout;
import com.innodus.kernel.reports.ReportTable;
import com.innodus.kernel.reports.ReportTable.Row;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.icepear.echarts.Option;
import org.icepear.echarts.charts.bar.BarDataItem;
import org.icepear.echarts.charts.bar.BarItemStyle;
import org.icepear.echarts.charts.bar.BarSeries;
import org.icepear.echarts.charts.funnel.FunnelDataItem;
import org.icepear.echarts.charts.funnel.FunnelSeries;
import org.icepear.echarts.charts.line.LineAreaStyle;
import org.icepear.echarts.charts.line.LineSeries;
import org.icepear.echarts.charts.pie.PieDataItem;
import org.icepear.echarts.charts.pie.PieItemStyle;
import org.icepear.echarts.charts.pie.PieSeries;
import org.icepear.echarts.components.coord.cartesian.CategoryAxis;
import org.icepear.echarts.components.coord.cartesian.ValueAxis;
import org.icepear.echarts.components.grid.Grid;
import org.icepear.echarts.components.legend.Legend;
import org.icepear.echarts.components.series.LineStyle;
import org.icepear.echarts.components.tooltip.Tooltip;
import org.icepear.echarts.origin.util.SeriesOption;

/** A report's figures as a picture. */
final class ReportChart {
    /** More than this are read by nobody; the table has them all. */
    static final int MOST = 40;

    /** Names longer than this are read better from the left. */
    private static final int SHORT = 6;

    private ReportChart() {}

    /** The rows that are drawn, in their order. */
    static List<Row> drawn(ReportTable table) {
        List<Row> rows = table.categories();
        return rows.subList(0, Math.min(MOST, rows.size()));
    }

    static Option option(ReportTable table, Layout layout) {
        List<Row> rows = drawn(table);
        Option option = new Option().setTooltip(new Tooltip().setTrigger("item"));
        if (layout == Layout.PIE || layout == Layout.FUNNEL) {
            return option.setSeries(round(table, rows, layout));
        }
        SeriesOption[] series = table.drawn().stream()
                .map(column -> series(table, rows, layout, column))
                .toArray(SeriesOption[]::new);
        if (table.hasTarget()) {
            series = Stream.concat(Stream.of(series), Stream.of(target(table, rows)))
                    .toArray(SeriesOption[]::new);
        }
        boolean isLegend = series.length > 1;
        if (isLegend) {
            option.setLegend(new Legend().setTop(0).setType("scroll"));
        }
        option.setGrid(new Grid()
                        .setLeft(8)
                        .setRight(24)
                        .setTop(isLegend ? 36 : 16)
                        .setBottom(8)
                        .setContainLabel(true))
                .setSeries(series);
        CategoryAxis names = new CategoryAxis()
                .setData(rows.stream().map(row -> row.cells().getFirst().text()).toArray(String[]::new));
        boolean lies = layout == Layout.BAR && rows.size() > SHORT && !isLegend && !table.hasTarget();
        // there are no halves of records
        boolean isWhole = rows.stream()
                .flatMap(row -> table.drawn().stream().map(column -> number(row, column)))
                .allMatch(number -> number.stripTrailingZeros().scale() <= 0);
        ValueAxis figures = isWhole ? new ValueAxis().setMinInterval(1) : new ValueAxis();
        return lies
                ? option.setYAxis(names.setInverse(true)).setXAxis(figures)
                : option.setXAxis(names).setYAxis(figures);
    }

    private static SeriesOption series(ReportTable table, List<Row> rows, Layout layout, int column) {
        String name = table.columns().get(column).name();
        if (layout == Layout.LINE || layout == Layout.AREA) {
            LineSeries line = new LineSeries().setName(name).setData(numbers(rows, column));
            return layout == Layout.AREA ? line.setAreaStyle(new LineAreaStyle().setOpacity(.25)) : line;
        }
        boolean isOne = table.drawn().size() == 1;
        Object[] data = rows.stream()
                .map(row -> {
                    BarDataItem item = new BarDataItem().setValue(number(row, column));
                    return isOne && row.colour() != null
                            ? item.setItemStyle(new BarItemStyle().setColor(row.colour()))
                            : item;
                })
                .toArray();
        BarSeries bars = new BarSeries().setName(name).setBarMaxWidth(36).setData(data);
        return layout == Layout.STACKED ? bars.setStack("all") : bars;
    }

    /** A dash over each group, or a broken line where the others are lines; groups without one have a gap. */
    private static SeriesOption target(ReportTable table, List<Row> rows) {
        return new LineSeries()
                .setName(table.columns().get(table.target()).name())
                .setSymbol("rect")
                .setSymbolSize(new Number[] {26, 4})
                .setConnectNulls(false)
                .setLineStyle(new LineStyle().setType("dashed").setWidth(1))
                .setData(rows.stream()
                        .map(row -> row.cells().get(table.target()).number())
                        .map(number -> number == null ? "-" : number)
                        .toArray());
    }

    private static SeriesOption round(ReportTable table, List<Row> rows, Layout layout) {
        int column = table.drawn().isEmpty() ? table.labels() : table.drawn().getFirst();
        if (layout == Layout.FUNNEL) {
            return new FunnelSeries()
                    .setData(rows.stream()
                            .map(row -> new FunnelDataItem()
                                    .setName(row.cells().getFirst().text())
                                    .setValue(number(row, column)))
                            .toArray(FunnelDataItem[]::new));
        }
        return new PieSeries()
                .setRadius(new String[] {"38%", "70%"})
                .setData(rows.stream()
                        .map(row -> {
                            PieDataItem item = new PieDataItem()
                                    .setName(row.cells().getFirst().text())
                                    .setValue(number(row, column));
                            if (row.colour() != null) {
                                item.setItemStyle(new PieItemStyle().setColor(row.colour()));
                            }
                            return item;
                        })
                        .toArray(PieDataItem[]::new));
    }

    private static Object[] numbers(List<Row> rows, int column) {
        return rows.stream().map(row -> number(row, column)).toArray();
    }

    private static BigDecimal number(Row row, int column) {
        BigDecimal number = row.cells().get(column).number();
        return number == null ? BigDecimal.ZERO : number;
    }
}
