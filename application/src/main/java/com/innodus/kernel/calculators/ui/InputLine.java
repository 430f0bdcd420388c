package com.innodus.kernel.calculators.ui;

import com.innodus.kernel.calculators.Calculator;
import com.innodus.kernel.calculators.Calculator.Input;
import com.innodus.kernel.calculators.Calculators;
import com.innodus.kernel.calculators.Values;
import com.innodus.kernel.formula.Kind;
import com.innodus.kernel.records.RecordType;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import java.util.List;
import java.util.Optional;

/** An input in the editor. */
class InputLine extends Line {
    static final Input BLANK = new Input("", "", Kind.NUMBER, "", "");

    private static final long serialVersionUID = 1L;

    private final Select<Kind> kind = new Select<>();
    private final Div place = new Div();
    private final transient Runnable changed;
    private transient InputField initial;

    InputLine(Input input, Optional<RecordType<?>> of, Runnable changed) {
        super(input.label(), input.key(), "calculators.input.field", changed);
        this.changed = changed;
        kind.setLabel(getTranslation("calculators.kind"));
        kind.setItems(Calculator.KINDS);
        kind.setItemLabelGenerator(each -> getTranslation(each.label()));
        kind.setValue(input.kind());
        kind.addValueChangeListener(change -> {
            ask();
            use(type());
            tell(change.isFromClient());
        });
        initial = ask();
        Values.read(input.kind(), input.initial())
                .ifPresent(value -> initial.fill().accept(value));
        add(label, key, kind, place, field, remove());
        use(of);
        offer(type().map(each -> Calculators.sources(each, kind.getValue())).orElse(List.of()), input.field());
    }

    private InputField ask() {
        InputField asked = InputField.of(kind.getValue(), getTranslation("calculators.initial"), getLocale(), changed);
        initial = asked;
        place.removeAll();
        place.add(asked.component());
        return asked;
    }

    @Override
    protected void use(Optional<RecordType<?>> other) {
        super.use(other);
        offer(other.map(each -> Calculators.sources(each, kind.getValue())).orElse(List.of()), field());
    }

    Input input() {
        Object value = initial.value().get();
        return new Input(
                key.getValue().strip(),
                label.getValue().strip(),
                kind.getValue(),
                value == null ? "" : Values.write(value),
                field());
    }
}
