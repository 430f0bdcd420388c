package com.innodus.kernel.faces.ui;

import com.innodus.kernel.formula.FormulaProblem;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.CustomFields;
import com.innodus.kernel.records.Derivation;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.FieldDefinition;
import com.innodus.kernel.records.FieldKinds;
import com.innodus.kernel.records.FieldType;
import com.innodus.kernel.records.Formulas;
import com.innodus.kernel.records.Query;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasLabel;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.shared.HasValidationProperties;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Asks for a formula, and shows while it is typed what is wrong with it or what it gives for a record. */
class FormulaForm<E extends BaseRecord> extends Div implements DerivationForm {
    private static final long serialVersionUID = 1L;
    private static final int AFTER_TYPING = 400;

    /** Makes the form. */
    @org.springframework.stereotype.Component
    static class Forms {
        private final Formulas formulas;
        private final Records records;
        private final Editors editors;
        private final FieldText texts;
        private final CustomFields fields;

        Forms(Formulas formulas, Records records, Editors editors, FieldText texts, CustomFields fields) {
            this.fields = fields;
            this.formulas = formulas;
            this.records = records;
            this.editors = editors;
            this.texts = texts;
        }

        <E extends BaseRecord> FormulaForm<E> of(
                RecordType<E> type, Derivation.@Nullable Formula old, @Nullable FieldType kept) {
            return new FormulaForm<>(this, type, old, kept);
        }

        /** A field as if the tenant had made it, for an editor or a text. */
        private <E extends BaseRecord> RecordType<E> with(RecordType<E> type, FieldType kind, String name) {
            return fields.preview(
                    type, FieldDefinition.blank(type.key(), kind, "").keyed(name));
        }
    }

    private final transient Forms forms;
    private final transient RecordType<E> recordType;
    private final transient Editors.Editor sample;
    private final TextArea formula = new TextArea();
    private final Select<FieldType> format = new Select<>();
    private final Checkbox open = new Checkbox();
    private final Span result = new Span();

    private FormulaForm(Forms forms, RecordType<E> type, Derivation.@Nullable Formula old, @Nullable FieldType kept) {
        this.forms = forms;
        this.recordType = type;
        addClassName("derivation-form");
        formula.setLabel(getTranslation("fields.formula"));
        formula.setHelperText(getTranslation("fields.formula.help"));
        formula.setMinRows(2);
        formula.setMaxRows(8);
        formula.setMaxLength(com.innodus.kernel.formula.Expression.LONGEST);
        formula.setRequiredIndicatorVisible(true);
        formula.setManualValidation(true);
        formula.setId("fields-formula");
        formula.getElement().setAttribute("spellcheck", "false");
        formula.setValueChangeMode(ValueChangeMode.TIMEOUT);
        formula.setValueChangeTimeout(AFTER_TYPING);
        formula.addValueChangeListener(change -> tryOut());
        format.setLabel(getTranslation("fields.formula.format"));
        format.setItemLabelGenerator(each -> getTranslation("kind." + FieldKinds.kind(each)));
        format.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                tryOut();
            }
        });
        open.setLabel(getTranslation("fields.derivation.open"));
        result.addClassName("derivation-result");
        result.setId("fields-formula-result");
        result.getElement().setAttribute("role", "status");
        RecordType<E> picking = forms.with(type, new FieldType.Link(type.key()), "sample");
        sample = forms.editors.of(picking, picking.require(FieldDefinition.PREFIX + "sample"), getLocale());
        ((HasLabel) sample.component()).setLabel(getTranslation("fields.formula.sample"));
        forms.records.page(type, Query.ALL, null, 0, 1).stream()
                .findFirst()
                .ifPresent(record -> sample.setValue(record.getId()));
        ((com.vaadin.flow.component.HasValue<?, ?>) sample.component()).addValueChangeListener(change -> tryOut());
        Div trial = new Div(sample.component(), result);
        trial.addClassName("derivation-trial");
        add(formula, names(), trial, format, open);
        if (old != null) {
            if (kept != null) {
                format.setItems(kept);
                format.setValue(kept);
            }
            formula.setValue(old.text());
            open.setValue(old.open());
        }
        format.setVisible(old != null);
        tryOut();
    }

    /** Puts a field's name behind what is written. */
    private ComboBox<String> names() {
        ComboBox<String> names = new ComboBox<>();
        names.setPlaceholder(getTranslation("fields.formula.insert"));
        names.setAriaLabel(getTranslation("fields.formula.insert"));
        names.setItems(forms.formulas.names(recordType));
        names.setItemLabelGenerator(this::label);
        names.addValueChangeListener(change -> {
            if (change.getValue() != null) {
                String written = formula.getValue();
                formula.setValue(written
                        + (written.isEmpty() || written.endsWith(" ") || written.endsWith("(") ? "" : " ")
                        + change.getValue());
                names.clear();
                formula.focus();
            }
        });
        return names;
    }

    private String label(String name) {
        int dot = name.indexOf('.');
        String near = dot < 0 ? name : name.substring(0, dot);
        String label = recordType.label(near, getLocale());
        return dot < 0 ? label : label + " › " + far(near, name.substring(dot + 1));
    }

    private String far(String link, String field) {
        return forms.editors
                .target(recordType.require(link))
                .map(target -> target.label(field, getLocale()))
                .orElse(field);
    }

    private void tryOut() {
        formula.setInvalid(false);
        result.setText("");
        if (formula.getValue().isBlank()) {
            return;
        }
        try {
            Formulas.Trial trial =
                    forms.formulas.tryOut(recordType, formula.getValue(), format.getValue(), (UUID) sample.value());
            offer(trial.offered());
            if (sample.value() != null) {
                result.setText(getTranslation("fields.formula.result", text(trial.value())));
            }
        } catch (FormulaProblem wrong) {
            formula.setErrorMessage(wrong.sentence(getLocale()));
            formula.setInvalid(true);
        }
    }

    private void offer(List<FieldType> offered) {
        FieldType chosen = format.getValue();
        if (chosen != null && offered.stream().noneMatch(each -> each.getClass().equals(chosen.getClass()))) {
            format.clear();
        }
        FieldType kept = format.getValue();
        format.setItems(offered.stream()
                .map(each -> kept != null && each.getClass().equals(kept.getClass()) ? kept : each)
                .toList());
        format.setValue(kept != null ? kept : offered.isEmpty() ? null : offered.getFirst());
        format.setVisible(offered.size() > 1);
    }

    private String text(@Nullable Object value) {
        if (value == null) {
            return getTranslation("fields.formula.nothing");
        }
        Field<E> field = forms.with(recordType, type(), "trial").require(FieldDefinition.PREFIX + "trial");
        return forms.texts.show(field, value, Map.of(), getLocale()).text();
    }

    @Override
    public Component component() {
        return this;
    }

    @Override
    public @Nullable Derivation derivation() {
        return formula.getValue().isBlank()
                ? null
                : new Derivation.Formula(formula.getValue().strip(), open.getValue());
    }

    @Override
    public FieldType type() {
        FieldType chosen = format.getValue();
        return chosen == null ? new FieldType.Decimal(2) : chosen;
    }

    @Override
    public HasValidationProperties place() {
        return formula;
    }
}
