package com.innodus.kernel.calculators.ui;

import com.innodus.kernel.calculators.Calculator;
import com.innodus.kernel.calculators.Calculator.Output;
import com.innodus.kernel.calculators.Calculators;
import com.innodus.kernel.formula.Expression;
import com.innodus.kernel.formula.Kind;
import com.innodus.kernel.records.RecordType;
import com.vaadin.flow.component.shared.HasValidationProperties;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An output in the editor. */
class OutputLine extends Line {
    static final Output BLANK = new Output("", "", "", 2, "", "");

    private static final long serialVersionUID = 1L;
    private static final int LONGEST_UNIT = 20;

    private final TextArea formula = new TextArea();
    private final IntegerField digits = new IntegerField();
    private final TextField unit = new TextField();
    private transient Optional<Kind> kind = Optional.empty();
    private String wanted;

    OutputLine(Output output, Optional<RecordType<?>> of, Runnable changed) {
        super(output.label(), output.key(), "calculators.output.field", changed);
        wanted = output.field();
        formula.setLabel(getTranslation("calculators.formula"));
        formula.setMaxLength(Expression.LONGEST);
        formula.setManualValidation(true);
        formula.setMinRows(1);
        formula.setMaxRows(6);
        formula.getElement().setAttribute("spellcheck", "false");
        formula.addClassName("calculator-formula");
        formula.setValueChangeMode(ValueChangeMode.LAZY);
        formula.setValue(output.formula());
        formula.addValueChangeListener(change -> tell(change.isFromClient()));
        digits.setLabel(getTranslation("calculators.digits"));
        digits.setMin(0);
        digits.setMax(Calculator.MOST_DIGITS);
        digits.setStepButtonsVisible(true);
        digits.setValue(output.digits());
        digits.addValueChangeListener(change -> tell(change.isFromClient()));
        text(unit, "calculators.unit", output.unit(), LONGEST_UNIT);
        field.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                wanted = field();
            }
        });
        add(label, key, digits, unit, field, remove(), formula);
        use(of);
    }

    boolean isBlank() {
        return formula.getValue().isBlank();
    }

    /** Offers the fields that can keep what the formula gives. */
    void offer(Optional<Kind> gives) {
        digits.setVisible(gives.filter(Kind.NUMBER::equals).isPresent() || gives.isEmpty());
        if (!gives.equals(kind)) {
            kind = gives;
            use(type());
        }
    }

    @Override
    protected void use(Optional<RecordType<?>> other) {
        super.use(other);
        offer(
                other.flatMap(each -> kind.map(of -> Calculators.targets(each, of)))
                        .orElse(List.of()),
                wanted);
    }

    Output output() {
        Integer places = digits.getValue();
        return new Output(
                key.getValue().strip(),
                label.getValue().strip(),
                formula.getValue().strip(),
                places == null ? 0 : Math.clamp(places, 0, Calculator.MOST_DIGITS),
                unit.getValue().strip(),
                field());
    }

    @Override
    protected Map<String, HasValidationProperties> places() {
        Map<String, HasValidationProperties> all = new HashMap<>(super.places());
        all.put("formula", formula);
        return all;
    }
}
