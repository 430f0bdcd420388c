package com.innodus.kernel.faces.ui;

import com.vaadin.flow.component.customfield.CustomField;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.markdown.Markdown;
import com.vaadin.flow.component.textfield.TextArea;
import org.jspecify.annotations.Nullable;

/** Text in Markdown with a preview of what readers will see. */
class MarkdownField extends CustomField<String> {
    private static final long serialVersionUID = 1L;

    private final TextArea text = new TextArea();
    private final Markdown preview = new Markdown();

    MarkdownField(int max) {
        super("");
        text.setMinRows(4);
        text.setMaxRows(18);
        text.setMaxLength(max * 2);
        text.setWidthFull();
        text.setPlaceholder(getTranslation("markdown.hint"));
        Editors.waitForAPause(text);
        text.addValueChangeListener(change -> {
            preview.setContent(change.getValue());
            if (change.isFromClient()) {
                updateValue();
            }
        });
        preview.addClassName("markdown");
        Details details = new Details(getTranslation("markdown.preview"), preview);
        add(text, details);
    }

    @Override
    public void setLabel(@Nullable String label) {
        super.setLabel(label);
        if (label != null) {
            text.setAriaLabel(label);
        }
    }

    @Override
    protected String generateModelValue() {
        return text.getValue();
    }

    @Override
    protected void setPresentationValue(@Nullable String value) {
        text.setValue(value == null ? "" : value);
        preview.setContent(text.getValue());
    }
}
