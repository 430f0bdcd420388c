package com.innodus.kernel.brand.ui;

import com.innodus.themes.Colour;
import com.vaadin.flow.component.html.Input;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.function.SerializableRunnable;
import org.jspecify.annotations.Nullable;

/** A colour, typed as hex or picked with the browser's own picker. */
class ColourField extends TextField {
    private static final long serialVersionUID = 1L;

    private final Input picker = new Input();
    private final boolean needed;

    ColourField(String label, boolean needed, SerializableRunnable changed) {
        super(label);
        this.needed = needed;
        setMaxLength(7);
        setClearButtonVisible(!needed);
        setPlaceholder("#1f4f8f");
        setManualValidation(true);
        picker.setType("color");
        picker.addClassName("colour-picker");
        picker.getElement().setAttribute("aria-label", label);
        picker.setValueChangeMode(ValueChangeMode.EAGER);
        setPrefixComponent(picker);
        picker.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                setValue(change.getValue());
                changed.run();
            }
        });
        addValueChangeListener(change -> {
            check();
            if (change.isFromClient() && !isInvalid()) {
                changed.run();
            }
        });
    }

    private void check() {
        boolean good = getValue().isBlank() ? !needed : Colour.parse(getValue()).isPresent();
        setInvalid(!good);
        setErrorMessage(good ? "" : getTranslation("error.colour", getValue()));
        Colour.parse(getValue()).ifPresent(colour -> picker.setValue(colour.hex()));
    }

    void show(@Nullable Colour colour) {
        setValue(colour == null ? "" : colour.hex());
    }

    @Nullable Colour colour() {
        return Colour.parse(getValue()).orElse(null);
    }
}
