package com.innodus.kernel.records.ui;

import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.RecordConflict;
import com.innodus.kernel.records.RecordConflict.Clash;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.ui.Editors.Editor;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A colleague changed the same fields: which value stays is chosen field by field. */
class MergeDialog<E extends BaseRecord> extends Dialog {
    private static final long serialVersionUID = 1L;

    MergeDialog(
            RecordType<E> type,
            RecordConflict conflict,
            Editors editors,
            Locale locale,
            Consumer<Map<String, @Nullable Object>> settled) {
        setHeaderTitle(getTranslation("merge.title"));
        add(new Paragraph(getTranslation("merge.text")));
        Map<Clash, RadioButtonGroup<Boolean>> choices = new LinkedHashMap<>();
        for (Clash clash : conflict.clashes()) {
            RadioButtonGroup<Boolean> choice = new RadioButtonGroup<>(getTranslation("merge.keep"));
            choice.setItems(true, false);
            choice.setItemLabelGenerator(
                    mine -> getTranslation(Boolean.TRUE.equals(mine) ? "merge.mine" : "merge.theirs"));
            choice.setValue(true);
            choices.put(clash, choice);
            Div pair = new Div(
                    shown(type, clash, clash.mine(), editors, locale, "merge.mine"),
                    shown(type, clash, clash.theirs(), editors, locale, "merge.theirs"));
            pair.addClassName("merge-pair");
            add(new H3(getTranslation(type.key() + "." + clash.field())), pair, choice);
        }
        Button save = new Button(getTranslation("merge.save"), click -> {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            choices.forEach((clash, choice) ->
                    values.put(clash.field(), Boolean.TRUE.equals(choice.getValue()) ? clash.mine() : clash.theirs()));
            close();
            settled.accept(values);
        });
        save.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(new Button(getTranslation("action.cancel"), click -> close()), save);
    }

    private com.vaadin.flow.component.Component shown(
            RecordType<E> type, Clash clash, @Nullable Object value, Editors editors, Locale locale, String label) {
        Editor editor = editors.of(type, type.require(clash.field()), locale);
        editor.setValue(value);
        editor.setReadOnly(true);
        ((com.vaadin.flow.component.HasLabel) editor.component()).setLabel(getTranslation(label));
        editor.component().setId(null);
        return editor.component();
    }
}
