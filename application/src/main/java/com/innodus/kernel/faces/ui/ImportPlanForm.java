package com.innodus.kernel.faces.ui;

import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.exchange.ImportPlan;
import com.innodus.kernel.records.exchange.ImportPlan.Policy;
import com.innodus.kernel.records.exchange.Imports;
import com.innodus.kernel.records.exchange.Imports.Prospect;
import com.innodus.kernel.records.exchange.Reasons;
import com.innodus.kernel.transfer.ColumnMatcher;
import com.innodus.kernel.transfer.Preview;
import com.innodus.kernel.transfer.Row;
import com.innodus.kernel.transfer.TableFile;
import com.innodus.kernel.transfer.UnreadableTable;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeader;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.function.SerializableConsumer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the columns of a file are and what happens to rows that exist, with the fate of the first rows beside it. */
class ImportPlanForm<E extends BaseRecord> extends Div {
    private static final long serialVersionUID = 1L;
    private static final int TRIED = 20;
    private static final int SAMPLES = 3;

    private final transient RecordType<E> type;
    private final transient Imports imports;
    private final transient Preview preview;
    private final List<ComboBox<String>> columns = new ArrayList<>();
    private final RadioButtonGroup<Policy> policy = new RadioButtonGroup<>();
    private final CheckboxGroup<String> matchOn = new CheckboxGroup<>();
    private final Checkbox createMissing = new Checkbox();
    private final Paragraph problem = new Paragraph();
    private final Section tried = new Section();
    private final Button start = new Button();

    ImportPlanForm(RecordType<E> type, TableFile table, Imports imports, SerializableConsumer<ImportPlan> whenReady)
            throws UnreadableTable {
        this.type = type;
        this.imports = imports;
        this.preview = table.preview(TRIED);
        addClassName("import-plan");
        add(columnsCard(), rulesCard(), tried);
        tried.addClassName("section-card");
        start.setText(getTranslation("import.start", table.rowCount()));
        start.addThemeVariants(ButtonVariant.PRIMARY);
        start.setDisableOnClick(true);
        start.addClickListener(click -> whenReady.accept(plan()));
        problem.addClassName("field-error");
        problem.getElement().setAttribute("role", "alert");
        Div actions = new Div(start, problem);
        actions.addClassName("form-actions");
        add(actions);
        changed();
    }

    private String label(String field) {
        return type.label(field, getLocale());
    }

    private Section columnsCard() {
        List<ColumnMatcher.Target> targets = Imports.targets(type);
        List<String> keys = targets.stream().map(ColumnMatcher.Target::key).toList();
        Map<Integer, ColumnMatcher.Match> matches = new ColumnMatcher(targets).match(preview.headers());
        NativeTableBody body = new NativeTableBody();
        for (int i = 0; i < preview.headers().size(); i++) {
            String header = preview.headers().get(i);
            ComboBox<String> field = new ComboBox<>();
            field.setItems(keys);
            field.setItemLabelGenerator(this::label);
            field.setPlaceholder(getTranslation("import.column.leave"));
            field.setClearButtonVisible(true);
            field.setAriaLabel(getTranslation("import.column.field", header));
            Optional.ofNullable(matches.get(i)).ifPresent(match -> field.setValue(match.key()));
            field.addValueChangeListener(change -> changed());
            columns.add(field);
            Span samples = new Span(samples(i));
            samples.addClassName("secondary");
            NativeTableHeaderCell name = new NativeTableHeaderCell(header);
            name.getElement().setAttribute("scope", "row");
            body.add(new NativeTableRow(name, new NativeTableCell(samples), new NativeTableCell(field)));
        }
        NativeTable table =
                new NativeTable(header("import.column.header", "import.column.samples", "import.column.target"), body);
        Div scroll = new Div(table);
        scroll.addClassName("table-scroll");
        Section card = new Section(new H2(getTranslation("import.columns.title")), scroll);
        card.addClassName("section-card");
        return card;
    }

    private NativeTableHeader header(String... keys) {
        NativeTableRow row = new NativeTableRow();
        for (String key : keys) {
            row.add(new NativeTableHeaderCell(getTranslation(key)));
        }
        return new NativeTableHeader(row);
    }

    private String samples(int column) {
        return preview.rows().stream()
                .filter(row -> column < row.cells().size())
                .map(row -> row.cells().get(column))
                .filter(cell -> !cell.isBlank())
                .distinct()
                .limit(SAMPLES)
                .map(cell -> cell.length() > 40 ? cell.substring(0, 40) + "…" : cell)
                .collect(Collectors.joining(" · "));
    }

    private Section rulesCard() {
        policy.setLabel(getTranslation("import.policy"));
        policy.setItems(Policy.values());
        policy.setItemLabelGenerator(value -> getTranslation("import.policy." + value));
        policy.setValue(Policy.SKIP);
        policy.addValueChangeListener(change -> changed());
        matchOn.setLabel(getTranslation("import.match"));
        matchOn.setHelperText(getTranslation("import.match.help"));
        matchOn.setItemLabelGenerator(this::label);
        matchOn.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                tryOut();
            }
        });
        createMissing.setLabel(getTranslation("import.create-missing"));
        createMissing.setValue(true);
        createMissing.addValueChangeListener(change -> tryOut());
        Section card = new Section(new H2(getTranslation("import.rules.title")), policy, matchOn, createMissing);
        card.addClassNames("section-card", "import-rules");
        return card;
    }

    /** The columns decide what rows can be recognised by. */
    private void changed() {
        Set<String> mapped = plan().columns().values().stream().collect(Collectors.toSet());
        List<String> possible = type.matchFields().stream()
                .map(Field::key)
                .filter(mapped::contains)
                .toList();
        matchOn.setItems(possible);
        matchOn.setValue(Set.copyOf(possible));
        matchOn.setVisible(policy.getValue() != Policy.CREATE && !possible.isEmpty());
        List<String> missing = type.fields().stream()
                .filter(Field::isRequired)
                .filter(Field::isWritable)
                .map(Field::key)
                .filter(key -> !mapped.contains(key))
                .toList();
        problem.setVisible(!missing.isEmpty());
        problem.setText(getTranslation(
                "import.missing", missing.stream().map(this::label).collect(Collectors.joining(", "))));
        start.setEnabled(missing.isEmpty());
        tryOut();
    }

    private ImportPlan plan() {
        Map<Integer, String> chosen = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            @Nullable String field = columns.get(i).getValue();
            if (field != null) {
                chosen.put(i, field);
            }
        }
        List<String> recognised = type.matchFields().stream()
                .map(Field::key)
                .filter(matchOn.getValue()::contains)
                .toList();
        return new ImportPlan(chosen, recognised, Objects.requireNonNull(policy.getValue()), createMissing.getValue());
    }

    private void tryOut() {
        tried.removeAll();
        if (!start.isEnabled()) {
            tried.setVisible(false);
            return;
        }
        tried.setVisible(true);
        List<Row> rows = preview.rows();
        List<Prospect> prospects = imports.tryOut(type, rows, plan());
        List<Integer> shown = columnsInUse();
        NativeTableBody body = new NativeTableBody();
        for (int i = 0; i < rows.size(); i++) {
            body.add(row(rows.get(i), prospects.get(i), shown));
        }
        NativeTableRow headers = new NativeTableRow(new NativeTableHeaderCell(getTranslation("import.fate")));
        shown.forEach(column -> headers.add(new NativeTableHeaderCell(
                label(Objects.requireNonNull(columns.get(column).getValue())))));
        NativeTable table = new NativeTable(new NativeTableHeader(headers), body);
        Div scroll = new Div(table);
        scroll.addClassName("table-scroll");
        scroll.getElement().setAttribute("tabindex", "0");
        scroll.getElement().setAttribute("role", "region");
        scroll.getElement().setAttribute("aria-label", getTranslation("import.preview.title"));
        tried.add(new H2(getTranslation("import.preview.title")), scroll);
    }

    private List<Integer> columnsInUse() {
        List<Integer> used = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).getValue() != null) {
                used.add(i);
            }
        }
        return used;
    }

    private NativeTableRow row(Row row, Prospect prospect, List<Integer> shown) {
        Span fate = new Span(getTranslation("import.fate." + prospect.fate()));
        fate.addClassName("badge");
        fate.getStyle()
                .set(
                        "--badge-colour",
                        switch (prospect.fate()) {
                            case CREATED -> "#1e8449";
                            case UPDATED -> "#2563eb";
                            case SKIPPED -> "#6b7280";
                            case REFUSED -> "#c0392b";
                        });
        NativeTableCell first = new NativeTableCell(fate);
        if (!prospect.reasons().isEmpty()) {
            Span reasons = new Span(prospect.reasons().stream()
                    .map(reason -> Reasons.sentence(type, reason, getLocale()))
                    .collect(Collectors.joining(" ")));
            reasons.addClassName("field-error");
            first.add(new Div(reasons));
        }
        NativeTableRow line = new NativeTableRow(first);
        for (int column : shown) {
            line.add(new NativeTableCell(
                    column < row.cells().size() ? row.cells().get(column) : ""));
        }
        return line;
    }
}
