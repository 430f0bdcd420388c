package com.innodus.kernel.faces.ui;

import com.innodus.kernel.charts.ui.Chart;
import com.innodus.kernel.faces.ui.RecordListView.Parts;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.FieldType;
import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.Filter.Operator;
import com.innodus.kernel.records.Options.Option;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records.Group;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.Location;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.icepear.echarts.charts.bar.BarDataItem;
import org.icepear.echarts.charts.bar.BarItemStyle;
import org.icepear.echarts.charts.bar.BarSeries;
import org.icepear.echarts.components.coord.cartesian.CategoryAxis;
import org.icepear.echarts.components.coord.cartesian.ValueAxis;
import org.icepear.echarts.components.grid.Grid;
import org.icepear.echarts.components.tooltip.Tooltip;
import org.jspecify.annotations.Nullable;

/** How many records have which value, or what their amounts come to: as bars, and as the table that says the same. */
class RecordChart<E extends BaseRecord> extends Div {
    private static final long serialVersionUID = 1L;

    /** More bars than this are read by nobody; the table has them all. */
    private static final int MOST_BARS = 30;

    private static final int MOST_ROWS = 500;

    private final transient RecordType<E> type;
    private final transient ListState state;
    private final transient Parts parts;
    private final transient Field<E> by;
    private final transient Consumer<Face> asked;
    private final boolean isByMonth;
    private final transient List<Bar> drawn;

    /** One bar. */
    private record Bar(String name, @Nullable String colour, BigDecimal number, String text, String address) {}

    /** @param asked gets the face that the user chooses here */
    RecordChart(RecordType<E> type, ListState state, Parts parts, Consumer<Face> asked) {
        this.type = type;
        this.state = state;
        this.parts = parts;
        this.asked = asked;
        by = type.require(state.face().field());
        isByMonth = by.type() instanceof FieldType.Day || by.type() instanceof FieldType.Moment;
        addClassName("chart-face");
        List<Bar> bars = bars();
        drawn = isByMonth
                ? bars.subList(Math.max(0, bars.size() - MOST_BARS), bars.size())
                : bars.subList(0, Math.min(MOST_BARS, bars.size()));
        Chart chart = new Chart(option(drawn), title(), this::open);
        Button save = new Button(
                getTranslation("chart.save"), VaadinIcon.DOWNLOAD_ALT.create(), click -> chart.save(title()));
        save.addThemeVariants(ButtonVariant.TERTIARY);
        Div head = new Div(measures(), save);
        head.addClassName("chart-head");
        Div table = new Div(table(bars));
        table.addClassName("chart-table");
        Div body = new Div(chart, table);
        body.addClassName("chart-body");
        add(head, body);
    }

    // what is measured

    private List<Field<E>> amounts() {
        return type.fields().stream()
                .filter(field -> field.type() instanceof FieldType.Amount)
                .toList();
    }

    private Optional<Field<E>> measured() {
        return amounts().stream()
                .filter(field -> field.key().equals(state.face().measure()))
                .findFirst();
    }

    private Select<String> measures() {
        Select<String> measures = new Select<>();
        measures.setLabel(getTranslation("chart.measure"));
        List<String> keys = new ArrayList<>(List.of(""));
        amounts().forEach(field -> keys.add(field.key()));
        measures.setItems(keys);
        measures.setItemLabelGenerator(this::measure);
        measures.setValue(measured().map(Field::key).orElse(""));
        measures.addValueChangeListener(change -> asked.accept(new Face(Face.Kind.CHART, by.key(), change.getValue())));
        return measures;
    }

    private String measure(String key) {
        return key.isEmpty()
                ? getTranslation("chart.count")
                : getTranslation("chart.sum", RecordGrid.label(type, key, this));
    }

    private String title() {
        return getTranslation(
                "chart.title",
                type.pluralName(getLocale()),
                measure(measured().map(Field::key).orElse("")),
                RecordGrid.label(type, by.key(), this));
    }

    // numbers

    private List<Bar> bars() {
        List<Field<E>> sums = measured().map(List::of).orElse(List.of());
        List<Group> groups = parts.records().groups(type, state.query(), by, sums);
        Map<UUID, String> titles = titles(groups);
        NumberFormat format = NumberFormat.getNumberInstance(getLocale());
        List<Bar> bars = new ArrayList<>();
        for (Group group : groups) {
            BigDecimal number = sums.isEmpty()
                    ? BigDecimal.valueOf(group.count())
                    : Objects.requireNonNull(group.sums().get(sums.getFirst().key()));
            String text = sums.isEmpty() ? format.format(number) : FieldText.amount(number, getLocale());
            bars.add(new Bar(name(group.value(), titles), colour(group.value()), number, text, address(group.value())));
        }
        if (!isByMonth) {
            bars.sort(Comparator.comparing(Bar::number).reversed());
        }
        return bars.stream().limit(MOST_ROWS).toList();
    }

    private Map<UUID, String> titles(List<Group> groups) {
        if (!(by.type() instanceof FieldType.Link(String target))) {
            return Map.of();
        }
        List<UUID> ids = groups.stream()
                .map(Group::value)
                .filter(UUID.class::isInstance)
                .map(UUID.class::cast)
                .limit(MOST_ROWS)
                .toList();
        return parts.records().titles(parts.types().require(target), ids);
    }

    private String name(@Nullable Object value, Map<UUID, String> titles) {
        if (value == null || value.equals("")) {
            return getTranslation("board.without", RecordGrid.label(type, by.key(), this));
        }
        if (isByMonth) {
            return YearMonth.parse(value.toString()).format(DateTimeFormatter.ofPattern("MMM yyyy", getLocale()));
        }
        return parts.texts().show(by, value, titles, getLocale()).text();
    }

    private @Nullable String colour(@Nullable Object value) {
        return by.type() instanceof FieldType.Choice && value instanceof UUID id
                ? parts.options().byId(id).map(Option::colour).orElse(null)
                : null;
    }

    /** The list of what is behind a bar. */
    private String address(@Nullable Object value) {
        ListState behind = state.with(state.query().with(filter(value))).with(Face.LIST);
        return new Location(type.plural(), behind.queryParameters()).getPathWithQueryParameters();
    }

    private Filter filter(@Nullable Object value) {
        if (value == null) {
            return Filter.test(by.key(), Operator.EMPTY);
        }
        if (isByMonth) {
            YearMonth month = YearMonth.parse(value.toString());
            return new Filter.And(List.of(
                    Filter.test(by.key(), Operator.AT_LEAST, month.atDay(1).toString()),
                    Filter.test(
                            by.key(),
                            Operator.LESS,
                            month.plusMonths(1).atDay(1).toString())));
        }
        return Filter.test(by.key(), Operator.IS, value.toString());
    }

    /** Shows the records behind a bar; a number that no bar has comes from no click. */
    void open(int index) {
        if (index >= 0 && index < drawn.size()) {
            Location behind = new Location(drawn.get(index).address());
            UI.getCurrent().navigate(behind.getPath(), behind.getQueryParameters());
        }
    }

    // pictures

    private org.icepear.echarts.Option option(List<Bar> bars) {
        String[] names = bars.stream().map(Bar::name).toArray(String[]::new);
        Object[] data = bars.stream().map(RecordChart::item).toArray();
        BarSeries series = new BarSeries().setName(title()).setBarMaxWidth(36).setData(data);
        var option = new org.icepear.echarts.Option()
                .setTooltip(new Tooltip().setTrigger("item"))
                .setGrid(new Grid()
                        .setLeft(8)
                        .setRight(24)
                        .setTop(16)
                        .setBottom(8)
                        .setContainLabel(true))
                .setSeries(series);
        CategoryAxis categories = new CategoryAxis().setData(names);
        if (isByMonth) {
            return option.setXAxis(categories).setYAxis(numbers());
        }
        // long names are read from the left, the largest at the top
        return option.setYAxis(categories.setInverse(true)).setXAxis(numbers());
    }

    private ValueAxis numbers() {
        // there are no halves of records
        return measured().isPresent() ? new ValueAxis() : new ValueAxis().setMinInterval(1);
    }

    private static BarDataItem item(Bar bar) {
        BarDataItem item = new BarDataItem().setValue(bar.number());
        return bar.colour() == null ? item : item.setItemStyle(new BarItemStyle().setColor(bar.colour()));
    }

    private NativeTable table(List<Bar> bars) {
        NativeTable table = new NativeTable();
        table.setCaptionText(title());
        NativeTableRow head = table.getHead().addRow();
        head.add(
                heading(RecordGrid.label(type, by.key(), this)),
                heading(measure(measured().map(Field::key).orElse(""))),
                heading("%"));
        BigDecimal total = bars.stream().map(Bar::number).reduce(BigDecimal.ZERO, BigDecimal::add);
        NumberFormat percent = NumberFormat.getPercentInstance(getLocale());
        percent.setMaximumFractionDigits(1);
        for (Bar bar : bars) {
            NativeTableRow row = table.getBody().addRow();
            Anchor link = new Anchor("/app/" + bar.address(), bar.name());
            NativeTableCell name = new NativeTableCell();
            name.add(link);
            row.add(name, new NativeTableCell(bar.text()));
            row.add(new NativeTableCell(
                    total.signum() == 0 ? "" : percent.format(bar.number().doubleValue() / total.doubleValue())));
        }
        return table;
    }

    private static NativeTableHeaderCell heading(String text) {
        NativeTableHeaderCell heading = new NativeTableHeaderCell(text);
        heading.getElement().setAttribute("scope", "col");
        return heading;
    }
}
