package com.innodus.kernel.reports.ui;

import com.innodus.kernel.faces.ui.FilterBar;
import com.innodus.kernel.faces.ui.Operands;
import com.innodus.kernel.formula.Expression;
import com.innodus.kernel.formula.FormulaProblem;
import com.innodus.kernel.records.Abilities;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.FieldPath;
import com.innodus.kernel.records.FieldType;
import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.FilterText;
import com.innodus.kernel.records.Grain;
import com.innodus.kernel.records.InvalidFilter;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Summary.Aggregate;
import com.innodus.kernel.records.Summary.Dimension;
import com.innodus.kernel.records.Summary.Measure;
import com.innodus.kernel.reports.Definition;
import com.innodus.kernel.reports.Definition.Layout;
import com.innodus.kernel.reports.FigureFormula;
import com.innodus.kernel.reports.Period;
import com.innodus.kernel.reports.ReportTable;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.formlayout.FormLayout;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.BigDecimalField;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a report asks, to be changed; tells the whole question after each change. */
class ReportForm extends Div {
    private static final long serialVersionUID = 1L;
    private static final int ASKED_AT_FIRST = 3;

    private final transient RecordType<?> type;
    private final transient List<FieldPath> fields;
    private final transient Operands operands;
    private final transient Consumer<Definition> changed;
    private transient String always;
    private transient String asked;
    private transient List<Dimension> rows;
    private transient @Nullable Dimension column;
    private transient List<Measure> measures;
    private transient List<String> columns;
    private int sort;
    private boolean ascending;
    private int top;
    private Layout layout;
    private transient String periodField;
    private Period period;
    private Period.Against against;
    private transient Map<String, BigDecimal> targets;
    private transient List<FigureFormula> formulas;
    private transient List<ReportTable.Row> groups = List.of();

    ReportForm(
            RecordType<?> type,
            Definition definition,
            List<FieldPath> fields,
            Operands operands,
            Consumer<Definition> changed) {
        this.type = type;
        this.fields = fields;
        this.operands = operands;
        this.changed = changed;
        targets = definition.targets();
        formulas = definition.formulas();
        always = definition.filter();
        asked = definition.asked();
        rows = definition.rows();
        column = definition.column();
        measures = definition.measures();
        columns = definition.fields();
        sort = definition.sort();
        ascending = definition.ascending();
        top = definition.top();
        layout = definition.layout();
        periodField = definition.periodField();
        period = definition.period();
        against = definition.against();
        addClassName("report-questions");
        fill();
    }

    /** After a change that alters what else can be asked. */
    private void refill() {
        tell();
        removeAll();
        fill();
    }

    private void tell() {
        changed.accept(new Definition(
                always,
                asked,
                rows,
                column,
                measures,
                columns,
                sort,
                ascending,
                top,
                layout,
                periodField,
                period,
                against,
                targets,
                formulas));
    }

    private void fill() {
        Select<Boolean> kind = new Select<>();
        kind.setLabel(getTranslation("report.kind"));
        kind.setItems(false, true);
        kind.setItemLabelGenerator(list -> getTranslation(list ? "report.kind.list" : "report.kind.summary"));
        kind.setValue(!columns.isEmpty());
        kind.setId("report-kind");
        kind.addValueChangeListener(change -> {
            columns = change.getValue() ? firstFields() : List.of();
            refill();
        });
        add(group("report.what", kind));
        if (!columns.isEmpty()) {
            add(group("report.columns", chosenColumns()));
        } else {
            add(group("report.rows", rowFields()));
            add(group("report.figures", measureFields()));
            add(formulaFields());
            add(group("report.look", look()));
            if (rows.size() == 1 && column == null) {
                add(group("report.targets", targetFields()));
            }
        }
        add(filter("report.always", always, filter -> {
            always = filter;
            tell();
        }));
        add(filter("report.asked", asked, filter -> {
            asked = filter;
            tell();
        }));
        add(group("report.time", time()));
    }

    private Div group(String key, Component... inputs) {
        Div row = new Div(inputs);
        row.addClassName("report-fields");
        return new Div(new H2(getTranslation(key)), row);
    }

    // list

    private List<String> firstFields() {
        return type.fields().stream()
                .filter(field -> field.isInList())
                .limit(ASKED_AT_FIRST)
                .map(field -> field.key())
                .toList();
    }

    private Component chosenColumns() {
        MultiSelectComboBox<FieldPath> chooser = new MultiSelectComboBox<>(getTranslation("report.columns"));
        chooser.setItems(fields);
        chooser.setItemLabelGenerator(path -> path.label(getLocale()));
        chooser.setValue(new LinkedHashSet<>(
                columns.stream().flatMap(path -> at(path).stream()).toList()));
        chooser.setId("report-columns");
        chooser.setSelectedItemsOnTop(true);
        chooser.addValueChangeListener(change -> {
            if (!change.getValue().isEmpty()) {
                // those that stood there stay in their order
                List<String> chosen =
                        change.getValue().stream().map(FieldPath::text).toList();
                List<String> ordered = new ArrayList<>(columns);
                ordered.retainAll(chosen);
                chosen.stream().filter(path -> !ordered.contains(path)).forEach(ordered::add);
                columns = ordered;
                tell();
            }
        });
        return chooser;
    }

    private java.util.Optional<FieldPath> at(String path) {
        return fields.stream().filter(field -> field.text().equals(path)).findFirst();
    }

    // groups

    private Component[] rowFields() {
        List<Component> inputs = new ArrayList<>();
        for (int i = 0; i <= Math.min(rows.size(), Definition.MOST_ROWS - 1); i++) {
            int place = i;
            Dimension is = i < rows.size() ? rows.get(i) : null;
            inputs.addAll(dimension(i == 0 ? "report.row" : "report.row.second", is, "report-row-" + i, other -> {
                List<Dimension> others = new ArrayList<>(rows);
                if (place < others.size()) {
                    others.remove(place);
                }
                if (other != null) {
                    others.add(place, other);
                }
                rows = others;
                // months follow each other, categories begin with the largest
                ascending = !others.isEmpty() && others.getFirst().grain() != null;
                sort = ascending ? -1 : 0;
                if (others.isEmpty()) {
                    column = null;
                }
                refill();
            }));
        }
        if (!rows.isEmpty()) {
            inputs.addAll(dimension("report.column", column, "report-column", other -> {
                column = other;
                refill();
            }));
        }
        return inputs.toArray(Component[]::new);
    }

    private List<Component> dimension(
            String key, @Nullable Dimension is, String id, Consumer<@Nullable Dimension> use) {
        ComboBox<FieldPath> field = new ComboBox<>(getTranslation(key));
        field.setItems(fields.stream()
                .filter(path -> Abilities.isGroupable(path.field().type()))
                .toList());
        field.setItemLabelGenerator(path -> path.label(getLocale()));
        field.setClearButtonVisible(true);
        field.setId(id);
        if (is != null) {
            at(is.path()).ifPresent(field::setValue);
        }
        field.addValueChangeListener(change -> use.accept(
                change.getValue() == null
                        ? null
                        : new Dimension(change.getValue().text(), isTime(change.getValue()) ? Grain.MONTH : null)));
        if (is == null || is.grain() == null) {
            return List.of(field);
        }
        Select<Grain> grain = ReportTexts.choices(this, "report.grain", Grain.values());
        grain.setValue(is.grain());
        grain.addValueChangeListener(change -> use.accept(new Dimension(is.path(), change.getValue())));
        return List.of(field, grain);
    }

    private static boolean isTime(FieldPath path) {
        return path.field().type() instanceof FieldType.Day || path.field().type() instanceof FieldType.Moment;
    }

    // figures

    private Component[] measureFields() {
        List<Component> inputs = new ArrayList<>();
        for (int i = 0; i < measures.size(); i++) {
            inputs.add(measure(i));
        }
        if (measures.size() < Definition.MOST_MEASURES) {
            Button add = new Button(getTranslation("report.measure.add"), VaadinIcon.PLUS.create(), click -> {
                List<Measure> others = new ArrayList<>(measures);
                others.add(Measure.COUNT);
                measures = others;
                refill();
            });
            add.addThemeVariants(ButtonVariant.TERTIARY);
            add.setId("add-measure");
            inputs.add(add);
        }
        return inputs.toArray(Component[]::new);
    }

    private Component measure(int place) {
        Measure is = measures.get(place);
        Select<Aggregate> aggregate = new Select<>();
        aggregate.setLabel(getTranslation("report.aggregate"));
        aggregate.setItems(Aggregate.values());
        aggregate.setItemLabelGenerator(each -> getTranslation("aggregate." + each.name()));
        aggregate.setValue(is.aggregate());
        aggregate.setId("measure-" + place);
        ComboBox<FieldPath> field = new ComboBox<>(getTranslation("report.field"));
        field.setItemLabelGenerator(path -> path.label(getLocale()));
        field.setId("measure-field-" + place);
        List<FieldPath> possible = of(is.aggregate());
        field.setItems(possible);
        field.setVisible(is.aggregate() != Aggregate.COUNT);
        at(is.path()).ifPresent(field::setValue);
        aggregate.addValueChangeListener(change -> {
            Aggregate chosen = change.getValue();
            boolean fits = of(chosen).stream().anyMatch(path -> path.text().equals(is.path()));
            String path = chosen == Aggregate.COUNT
                    ? ""
                    : fits
                            ? is.path()
                            : of(chosen).isEmpty() ? "" : of(chosen).getFirst().text();
            put(place, path.isEmpty() ? Measure.COUNT : new Measure(chosen, path));
        });
        field.addValueChangeListener(change -> {
            if (change.getValue() != null) {
                put(place, new Measure(is.aggregate(), change.getValue().text()));
            }
        });
        Button remove = new Button(VaadinIcon.CLOSE_SMALL.create(), click -> {
            List<Measure> others = new ArrayList<>(measures);
            others.remove(place);
            measures = others;
            refill();
        });
        remove.addThemeVariants(ButtonVariant.TERTIARY);
        remove.setAriaLabel(getTranslation("report.measure.remove"));
        remove.setVisible(measures.size() > 1);
        Div row = new Div(aggregate, field, remove);
        row.addClassName("report-measure");
        return row;
    }

    private List<FieldPath> of(Aggregate aggregate) {
        return fields.stream()
                .filter(path -> aggregate.needsFigures()
                        ? Abilities.isAddedUp(path.field().type())
                        : Abilities.isGroupable(path.field().type()))
                .toList();
    }

    private void put(int place, Measure measure) {
        List<Measure> others = new ArrayList<>(measures);
        others.set(place, measure);
        measures = others;
        refill();
    }

    // what follows from the figures

    private Div formulaFields() {
        List<Component> inputs = new ArrayList<>();
        for (int i = 0; i < formulas.size(); i++) {
            inputs.add(formula(i));
        }
        if (formulas.size() < Definition.MOST_FORMULAS) {
            Button add = new Button(getTranslation("report.formula.add"), VaadinIcon.PLUS.create(), click -> {
                List<FigureFormula> others = new ArrayList<>(formulas);
                others.add(new FigureFormula(getTranslation("report.formula"), FigureFormula.letter(0)));
                formulas = others;
                refill();
            });
            add.addThemeVariants(ButtonVariant.TERTIARY);
            add.setId("add-formula");
            inputs.add(add);
        }
        return group("report.formulas", inputs.toArray(Component[]::new));
    }

    private Component formula(int place) {
        FigureFormula is = formulas.get(place);
        TextField name = new TextField(getTranslation("report.formula.name"));
        name.setValue(is.name());
        name.setMaxLength(FigureFormula.LONGEST_NAME);
        name.setId("formula-name-" + place);
        name.addValueChangeListener(change -> put(
                place, new FigureFormula(change.getValue(), formulas.get(place).text())));
        TextField text = new TextField(getTranslation("report.formula"));
        text.setValue(is.text());
        text.setMaxLength(Expression.LONGEST);
        text.setId("formula-" + place);
        text.setHelperText(getTranslation(
                "report.formula.help",
                IntStream.range(0, measures.size())
                        .mapToObj(i -> FigureFormula.letter(i) + " = " + name(measures.get(i)))
                        .collect(Collectors.joining(", "))));
        check(text);
        text.addValueChangeListener(change -> {
            if (check(text)) {
                put(place, new FigureFormula(formulas.get(place).name(), change.getValue()));
            }
        });
        Button remove = new Button(VaadinIcon.CLOSE_SMALL.create(), click -> {
            List<FigureFormula> others = new ArrayList<>(formulas);
            others.remove(place);
            formulas = others;
            refill();
        });
        remove.addThemeVariants(ButtonVariant.TERTIARY);
        remove.setAriaLabel(getTranslation("report.formula.remove", is.name()));
        Div row = new Div(name, text, remove);
        row.addClassNames("report-measure", "report-formula");
        return row;
    }

    private String name(Measure measure) {
        String aggregate = getTranslation("aggregate." + measure.aggregate());
        return at(measure.path())
                .map(path -> getTranslation("report.measure", aggregate, path.label(getLocale())))
                .orElse(aggregate);
    }

    /** Says what is wrong with a formula; whether it can be computed. */
    private boolean check(TextField text) {
        try {
            FigureFormula.parse(text.getValue(), measures.size());
            text.setInvalid(false);
            return true;
        } catch (FormulaProblem wrong) {
            text.setErrorMessage(wrong.sentence(getLocale()));
            text.setInvalid(true);
            return false;
        }
    }

    private void put(int place, FigureFormula formula) {
        List<FigureFormula> others = new ArrayList<>(formulas);
        others.set(place, formula);
        formulas = others;
        tell();
    }

    // targets

    /** The groups that there are, each of which may have a target of its own. */
    void offer(ReportTable table) {
        groups = table.categories();
    }

    private Component[] targetFields() {
        BigDecimalField each = new BigDecimalField(getTranslation("report.target.each"));
        each.setLocale(getLocale());
        each.setValue(targets.get(Definition.EACH));
        each.setId("target-each");
        each.setClearButtonVisible(true);
        each.addValueChangeListener(change -> aim(Definition.EACH, change.getValue()));
        Button more = new Button(
                getTranslation("report.target.by-group"),
                VaadinIcon.BULLSEYE.create(),
                click -> targetDialog().open());
        more.addThemeVariants(ButtonVariant.TERTIARY);
        more.setId("targets");
        return new Component[] {each, more};
    }

    private void aim(String group, @Nullable BigDecimal target) {
        Map<String, BigDecimal> others = new LinkedHashMap<>(targets);
        if (target == null) {
            others.remove(group);
        } else {
            others.put(group, target);
        }
        targets = others;
        tell();
    }

    private Dialog targetDialog() {
        Dialog dialog = new Dialog(getTranslation("report.targets"));
        dialog.setWidth("min(30rem, 96vw)");
        FormLayout layout = new FormLayout();
        layout.setResponsiveSteps(new FormLayout.ResponsiveStep("0", 1));
        for (ReportTable.Row group : groups) {
            String key = group.key();
            if (key != null) {
                BigDecimalField field =
                        new BigDecimalField(group.cells().getFirst().text());
                field.setLocale(getLocale());
                field.setValue(targets.get(key));
                field.setClearButtonVisible(true);
                field.addValueChangeListener(change -> aim(key, change.getValue()));
                layout.add(field);
            }
        }
        dialog.add(layout);
        Button close = new Button(getTranslation("action.close"), click -> dialog.close());
        close.addThemeVariants(ButtonVariant.PRIMARY);
        dialog.getFooter().add(close);
        return dialog;
    }

    // look

    private Component[] look() {
        Select<Layout> look = ReportTexts.choices(this, "report.layout", Layout.values());
        look.setValue(layout);
        look.setId("report-layout");
        look.addValueChangeListener(change -> {
            layout = change.getValue();
            tell();
        });
        Select<Integer> order = new Select<>();
        order.setLabel(getTranslation("report.order"));
        order.setItems(IntStream.range(-1, measures.size()).boxed().toList());
        order.setItemLabelGenerator(place -> place == null || place < 0
                ? getTranslation("report.order.name")
                : getTranslation("report.order.figure", place + 1));
        order.setValue(Math.min(sort, measures.size() - 1));
        order.addValueChangeListener(change -> {
            sort = change.getValue();
            tell();
        });
        Checkbox upwards = new Checkbox(getTranslation("report.ascending"), ascending);
        upwards.addValueChangeListener(change -> {
            ascending = change.getValue();
            tell();
        });
        IntegerField most = new IntegerField(getTranslation("report.top"));
        most.setMin(0);
        most.setMax(Definition.MOST_TOP);
        most.setStepButtonsVisible(true);
        most.setValue(top);
        most.addValueChangeListener(change -> {
            if (change.getValue() != null && change.getValue() >= 0) {
                top = change.getValue();
                tell();
            }
        });
        return rows.isEmpty() ? new Component[] {look} : new Component[] {look, order, most, upwards};
    }

    // records

    private <E extends BaseRecord> Div filter(String key, String is, Consumer<String> use) {
        Filter filter;
        try {
            filter = FilterText.read(is);
        } catch (InvalidFilter e) {
            filter = Filter.NONE;
        }
        @SuppressWarnings("unchecked")
        RecordType<E> about = (RecordType<E>) type;
        return new Div(
                new H2(getTranslation(key)),
                new Paragraph(getTranslation(key + ".text")),
                new FilterBar(about, filter, operands, chosen -> use.accept(FilterText.write(chosen))));
    }

    private Component[] time() {
        ComboBox<String> field = new ComboBox<>(getTranslation("report.period.field"));
        field.setItems(Stream.concat(
                        type.fields().stream()
                                .filter(each ->
                                        each.type() instanceof FieldType.Day || each.type() instanceof FieldType.Moment)
                                .map(each -> each.key()),
                        Stream.of("createdAt", "changedAt"))
                .toList());
        field.setItemLabelGenerator(key ->
                type.field(key).isPresent() ? type.label(key, getLocale()) : getTranslation("list.column." + key));
        field.setClearButtonVisible(true);
        field.setValue(periodField.isEmpty() ? null : periodField);
        field.setId("report-period-field");
        field.addValueChangeListener(change -> {
            if (change.getValue() == null) {
                periodField = "";
                period = Period.ALL;
                against = Period.Against.NOTHING;
            } else {
                period = periodField.isEmpty() ? Period.THIS_YEAR : period;
                periodField = change.getValue();
            }
            refill();
        });
        if (periodField.isEmpty()) {
            return new Component[] {field};
        }
        Select<Period> when = ReportTexts.periods(this);
        when.setValue(period);
        when.addValueChangeListener(change -> {
            period = change.getValue();
            tell();
        });
        Select<Period.Against> compared = ReportTexts.choices(this, "report.compare", Period.Against.values());
        compared.setValue(against);
        compared.setVisible(columns.isEmpty() && column == null);
        compared.setId("report-against");
        compared.addValueChangeListener(change -> {
            against = change.getValue();
            tell();
        });
        return new Component[] {field, when, compared};
    }
}
