package com.innodus.kernel.calculators.ui;

import com.innodus.kernel.calculators.Calculator;
import com.innodus.kernel.formula.FormulaProblem;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.text.Folding;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.shared.HasValidationProperties;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A line of the editor: what it is called, what formulas call it, and which field of the record it has to do with. */
class Line extends Div {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_KEY = 40;

    protected final TextField label = new TextField();
    protected final TextField key = new TextField();
    protected final Select<String> field = new Select<>();
    private final transient Runnable changed;
    private transient Optional<RecordType<?>> type = Optional.empty();

    Line(String labelled, String keyed, String fieldLabel, Runnable changed) {
        this.changed = changed;
        addClassName("calculator-editor-line");
        text(label, "calculators.label", labelled, Calculator.LONGEST_LABEL);
        text(key, "calculators.key", keyed, LONGEST_KEY);
        label.addValueChangeListener(change -> {
            if (key.isEmpty() || key.getValue().equals(named(change.getOldValue()))) {
                key.setValue(named(change.getValue()));
            }
        });
        field.setLabel(getTranslation(fieldLabel));
        field.setEmptySelectionAllowed(false);
        field.addValueChangeListener(change -> tell(change.isFromClient()));
    }

    /** What formulas call it unless somebody says otherwise: "Base imponible" is base_imponible. */
    static String named(String label) {
        String name = Folding.fold(label).replaceAll("[^a-z0-9]+", "_").replaceAll("^[_0-9]+|_+$", "");
        return name.substring(0, Math.min(LONGEST_KEY, name.length()));
    }

    protected final void text(TextField each, String name, String value, int longest) {
        each.setLabel(getTranslation(name));
        each.setMaxLength(longest);
        each.setManualValidation(true);
        each.setValueChangeMode(ValueChangeMode.LAZY);
        each.setValue(value);
        each.addValueChangeListener(change -> tell(change.isFromClient()));
    }

    protected final void tell(boolean fromClient) {
        if (fromClient) {
            changed.run();
        }
    }

    protected final Button remove() {
        Button remove = new Button(VaadinIcon.TRASH.create(), click -> {
            removeFromParent();
            changed.run();
        });
        remove.addThemeVariants(ButtonVariant.TERTIARY);
        remove.setAriaLabel(getTranslation("calculators.remove", label.getValue()));
        label.addValueChangeListener(
                change -> remove.setAriaLabel(getTranslation("calculators.remove", change.getValue())));
        return remove;
    }

    protected final Optional<RecordType<?>> type() {
        return type;
    }

    protected void use(Optional<RecordType<?>> other) {
        type = other;
    }

    /** Offers fields, and keeps the one that is chosen where it is among them. */
    protected final void offer(List<String> fields, String chosen) {
        List<String> all = new ArrayList<>(List.of(""));
        all.addAll(fields);
        field.setItems(all);
        field.setItemLabelGenerator(each -> each == null || each.isEmpty()
                ? getTranslation("calculators.field.none")
                : type.map(of -> of.label(each, getLocale())).orElse(each));
        field.setValue(all.contains(chosen) ? chosen : "");
        field.setVisible(type.isPresent());
    }

    protected final String field() {
        return field.getValue() == null ? "" : field.getValue();
    }

    /** @param part the last word of {@link Problem#field()} */
    final void mark(String part, Problem problem) {
        HasValidationProperties place = places().getOrDefault(part, label);
        place.setErrorMessage(
                problem.message().startsWith("formula.")
                        ? FormulaProblem.sentence(getLocale(), problem.message(), problem.arguments())
                        : getTranslation(problem.message(), problem.arguments().toArray()));
        place.setInvalid(true);
    }

    final void clear() {
        places().values().forEach(place -> place.setInvalid(false));
    }

    protected Map<String, HasValidationProperties> places() {
        return Map.of("label", label, "key", key, "field", field);
    }
}
