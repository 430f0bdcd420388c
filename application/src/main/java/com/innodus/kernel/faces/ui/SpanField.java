package com.innodus.kernel.faces.ui;

import com.innodus.kernel.records.Spans;
import com.vaadin.flow.component.customfield.CustomField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.binder.HasValidator;
import com.vaadin.flow.data.binder.ValidationResult;
import com.vaadin.flow.data.binder.Validator;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A length of time, typed as people write it: {@code 2h45m}, {@code 1:30}, {@code 0,5}. */
class SpanField extends CustomField<Duration> implements HasValidator<Duration> {
    private static final long serialVersionUID = 1L;

    private final TextField text = new TextField();

    SpanField() {
        text.setPlaceholder("2h 45m · 1:30 · 0,5");
        text.setMaxLength(40);
        text.setWidthFull();
        Editors.waitForAPause(text);
        text.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                updateValue();
            }
        });
        add(text);
    }

    @Override
    public void setLabel(@Nullable String label) {
        super.setLabel(label);
        if (label != null) {
            text.setAriaLabel(label);
        }
    }

    @Override
    protected @Nullable Duration generateModelValue() {
        return Spans.read(text.getValue()).orElse(null);
    }

    @Override
    protected void setPresentationValue(@Nullable Duration span) {
        text.setValue(span == null ? "" : Spans.write(span));
    }

    @Override
    public Validator<Duration> getDefaultValidator() {
        return (span, context) ->
                text.getValue().isBlank() || Spans.read(text.getValue()).isPresent()
                        ? ValidationResult.ok()
                        : ValidationResult.error(getTranslation("error.span", text.getValue()));
    }
}
