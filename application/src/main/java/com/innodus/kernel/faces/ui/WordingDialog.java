package com.innodus.kernel.faces.ui;

import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.OwnTypes;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Term;
import com.innodus.kernel.records.Wording;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Asks what a tenant calls one of the product's types and its fields, in each language. */
class WordingDialog extends Dialog {
    private static final long serialVersionUID = 1L;

    private final transient Wording wording;
    private final transient RecordType<?> type;
    private final transient Runnable done;

    /** The fields of each text, in the order of the languages. */
    private final Map<String, List<TextField>> fields = new LinkedHashMap<>();

    WordingDialog(Wording wording, RecordType<?> type, Runnable done) {
        this.wording = wording;
        this.type = type;
        this.done = done;
        setHeaderTitle(getTranslation("types.words.of", type.pluralName(getLocale())));
        setWidth("min(52rem, 96vw)");
        addClassName("field-dialog");
        Div rows = new Div();
        rows.addClassName("word-rows");
        Map<String, Term> own = wording.of(type);
        Wording.keys(type).forEach(key -> rows.add(row(key, own.getOrDefault(key, Term.of("")))));
        Div form = new Div(new Paragraph(getTranslation("types.words.text")), rows);
        form.addClassName("dialog-form");
        add(form);
        Button save = new Button(getTranslation("action.save"), click -> save());
        save.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(new Button(getTranslation("action.cancel"), click -> close()), save);
    }

    private Div row(String key, Term own) {
        Span product = new Span(Texts.text(getLocale(), key));
        product.addClassName("word-of-product");
        Div row = new Div(product);
        row.addClassName("word-row");
        List<TextField> each = new ArrayList<>();
        for (Locale language : Texts.LANGUAGES) {
            TextField field = new TextField();
            String name = getTranslation("language." + language.getLanguage());
            field.setAriaLabel(Texts.text(getLocale(), key) + " · " + name);
            field.setPlaceholder(Texts.text(language, key));
            field.setTooltipText(name);
            field.setMaxLength(OwnTypes.LONGEST_NAME);
            field.setManualValidation(true);
            field.setId("word-" + key.replace('.', '-') + "-" + language.getLanguage());
            each.add(field);
            row.add(field);
        }
        each.get(0).setValue(own.word());
        each.get(1).setValue(Objects.requireNonNullElse(own.english(), ""));
        each.get(2).setValue(Objects.requireNonNullElse(own.catalan(), ""));
        fields.put(key, each);
        return row;
    }

    private void save() {
        Map<String, Term> words = new LinkedHashMap<>();
        fields.forEach((key, each) -> words.put(
                key,
                new Term(
                        each.get(0).getValue(),
                        each.get(1).getValue(),
                        each.get(2).getValue())));
        try {
            wording.set(type, words);
        } catch (InvalidRecord refused) {
            fields.values().forEach(each -> each.getFirst().setInvalid(false));
            refused.problems().forEach(this::show);
            return;
        }
        close();
        done.run();
    }

    private void show(Problem problem) {
        List<TextField> each = fields.get(problem.field());
        if (each != null) {
            each.getFirst()
                    .setErrorMessage(Texts.text(
                            getLocale(), problem.message(), problem.arguments().toArray()));
            each.getFirst().setInvalid(true);
        }
    }
}
