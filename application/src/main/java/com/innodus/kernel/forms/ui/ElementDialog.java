package com.innodus.kernel.forms.ui;

import com.innodus.kernel.faces.ui.Editors;
import com.innodus.kernel.faces.ui.Editors.Editor;
import com.innodus.kernel.faces.ui.FilterBar;
import com.innodus.kernel.faces.ui.Operands;
import com.innodus.kernel.forms.Asking;
import com.innodus.kernel.forms.Element;
import com.innodus.kernel.forms.Element.Question;
import com.innodus.kernel.forms.Element.When;
import com.innodus.kernel.forms.Element.Words;
import com.innodus.kernel.forms.FormDefinition;
import com.innodus.kernel.forms.FormDefinition.Part;
import com.innodus.kernel.forms.Limits;
import com.innodus.kernel.forms.Limits.Kind;
import com.innodus.kernel.records.Abilities;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.FilterText;
import com.innodus.kernel.records.InvalidFilter;
import com.innodus.kernel.records.JsonForm;
import com.innodus.kernel.records.RecordType;
import com.vaadin.flow.component.HasLabel;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.BigDecimalField;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How a question is asked, or what an explanation says; and when either is shown. */
class ElementDialog extends Dialog {
    private static final long serialVersionUID = 1L;

    private static final int LONGEST_LABEL = 200;
    private static final int LONGEST_TEXT = 2_000;

    private final transient FormDefinition form;
    private final transient Parts parts;
    private final Div fields = new Div();
    private final Div conditionPlace = new Div();
    private transient When when;

    /** What the dialog is made with. */
    @org.springframework.stereotype.Component
    record Parts(Asking asking, Editors editors, Operands operands) {}

    private ElementDialog(FormDefinition form, Parts parts, When when) {
        this.form = form;
        this.parts = parts;
        this.when = when;
        setWidth("min(40rem, 96vw)");
        fields.addClassName("dialog-form");
        fields.addClassName("form-element");
        add(fields);
    }

    static ElementDialog of(FormDefinition form, Words words, Parts parts, Consumer<Element> use) {
        ElementDialog dialog = new ElementDialog(form, parts, words.when());
        dialog.setHeaderTitle(dialog.getTranslation("forms.words"));
        TextField title = new TextField(dialog.getTranslation("forms.words.title"));
        title.setMaxLength(LONGEST_LABEL);
        title.setValue(words.title());
        title.setId("words-title");
        TextArea text = new TextArea(dialog.getTranslation("forms.words.text"));
        text.setMaxLength(LONGEST_TEXT);
        text.setMinRows(3);
        text.setValue(words.text());
        text.setId("words-text");
        dialog.fields.add(title, text);
        dialog.finish(() -> new Words(title.getValue().strip(), text.getValue().strip(), dialog.when), use);
        return dialog;
    }

    static ElementDialog of(FormDefinition form, Question question, Parts parts, Consumer<Element> use) {
        ElementDialog dialog = new ElementDialog(form, parts, question.when());
        RecordType<?> type = parts.asking().type(form, question.part()).orElse(null);
        Field<?> field = parts.asking().field(form, question).orElse(null);
        dialog.setHeaderTitle(
                type == null || field == null ? question.field() : type.label(field.key(), dialog.getLocale()));
        TextField label = new TextField(dialog.getTranslation("forms.question.label"));
        label.setMaxLength(LONGEST_LABEL);
        label.setValue(question.label());
        label.setHelperText(dialog.getTranslation("forms.question.label.help"));
        label.setId("question-label");
        TextField help = new TextField(dialog.getTranslation("forms.question.help"));
        help.setMaxLength(LONGEST_TEXT);
        help.setValue(question.help());
        help.setId("question-help");
        Checkbox required = new Checkbox(dialog.getTranslation("forms.question.required"), question.required());
        required.setId("question-required");
        dialog.fields.add(label, help, required);
        Supplier<@Nullable Object> start =
                type == null || field == null ? () -> null : dialog.start(type, field, question);
        Supplier<Limits> limits =
                field == null ? () -> Limits.NONE : dialog.limits(Kind.of(field.type()), question.limits());
        dialog.finish(
                () -> new Question(
                        question.part(),
                        question.field(),
                        label.getValue().strip(),
                        help.getValue().strip(),
                        required.getValue(),
                        start.get(),
                        limits.get(),
                        dialog.when),
                use);
        return dialog;
    }

    private <E extends BaseRecord> Supplier<@Nullable Object> start(
            RecordType<E> type, Field<?> field, Question question) {
        if (Abilities.isFile(field.type())) {
            return () -> null;
        }
        Editor editor = parts.editors().of(type, type.require(field.key()), getLocale());
        ((HasLabel) editor.component()).setLabel(getTranslation("forms.question.start"));
        editor.component().setId("question-start");
        editor.setRequired(false);
        if (question.start() != null) {
            editor.setValue(parts.asking().start(form, question, field));
        }
        fields.add(editor.component());
        return () -> {
            Object json = JsonForm.write(field.type(), editor.value());
            return Boolean.FALSE.equals(json) || "".equals(json) ? null : json;
        };
    }

    private Supplier<Limits> limits(Kind kind, Limits limits) {
        return switch (kind) {
            case NUMBER -> numbers(limits);
            case DAY -> days(limits);
            case TEXT -> texts(limits);
            case NOTHING -> () -> Limits.NONE;
        };
    }

    private Supplier<Limits> numbers(Limits limits) {
        BigDecimalField least = new BigDecimalField(getTranslation("forms.limits.least"));
        BigDecimalField most = new BigDecimalField(getTranslation("forms.limits.most"));
        for (BigDecimalField each : List.of(least, most)) {
            each.setLocale(getLocale());
        }
        least.setId("limits-least");
        least.setValue(limits.least().isEmpty() ? null : new BigDecimal(limits.least()));
        most.setValue(limits.most().isEmpty() ? null : new BigDecimal(limits.most()));
        fields.add(side(least, most));
        return () -> Limits.between(plain(least.getValue()), plain(most.getValue()));
    }

    private static String plain(@Nullable BigDecimal number) {
        return number == null ? "" : number.toPlainString();
    }

    private Supplier<Limits> days(Limits limits) {
        DatePicker least = new DatePicker(getTranslation("forms.limits.from"));
        DatePicker most = new DatePicker(getTranslation("forms.limits.to"));
        for (DatePicker each : List.of(least, most)) {
            each.setLocale(getLocale());
            each.setClearButtonVisible(true);
        }
        least.setValue(limits.least().isEmpty() ? null : LocalDate.parse(limits.least()));
        most.setValue(limits.most().isEmpty() ? null : LocalDate.parse(limits.most()));
        fields.add(side(least, most));
        return () -> Limits.between(Objects.toString(least.getValue(), ""), Objects.toString(most.getValue(), ""));
    }

    private Supplier<Limits> texts(Limits limits) {
        IntegerField shortest = new IntegerField(getTranslation("forms.limits.shortest"));
        IntegerField longest = new IntegerField(getTranslation("forms.limits.longest"));
        for (IntegerField each : List.of(shortest, longest)) {
            each.setMin(0);
        }
        shortest.setValue(limits.shortest() == 0 ? null : limits.shortest());
        longest.setValue(limits.longest() == 0 ? null : limits.longest());
        TextField pattern = new TextField(getTranslation("forms.limits.pattern"));
        pattern.setHelperText(getTranslation("forms.limits.pattern.help"));
        pattern.setMaxLength(200);
        pattern.setValue(limits.pattern());
        pattern.setId("limits-pattern");
        TextField words = new TextField(getTranslation("forms.limits.words"));
        words.setMaxLength(LONGEST_LABEL);
        words.setValue(limits.words());
        words.setId("limits-words");
        fields.add(side(shortest, longest), pattern, words);
        return () -> new Limits(
                "",
                "",
                Math.max(0, Objects.requireNonNullElse(shortest.getValue(), 0)),
                Math.max(0, Objects.requireNonNullElse(longest.getValue(), 0)),
                pattern.getValue().strip(),
                words.getValue().strip());
    }

    private static Div side(com.vaadin.flow.component.Component one, com.vaadin.flow.component.Component other) {
        Div side = new Div(one, other);
        side.addClassName("side-by-side");
        return side;
    }

    private void finish(Supplier<Element> read, Consumer<Element> use) {
        fields.add(condition());
        Button done = new Button(getTranslation("forms.element.use"), click -> {
            close();
            use.accept(read.get());
        });
        done.addThemeVariants(ButtonVariant.PRIMARY);
        done.setId("use-element");
        getFooter().add(new Button(getTranslation("action.cancel"), click -> close()), done);
    }

    private Div condition() {
        Select<String> part = new Select<>();
        part.setLabel(getTranslation("forms.when.part"));
        part.setItems(form.parts().stream().map(Part::key).toList());
        part.setItemLabelGenerator(this::name);
        part.setValue(form.part(when.part())
                .map(Part::key)
                .orElseGet(() -> form.parts().getFirst().key()));
        part.setVisible(form.parts().size() > 1);
        part.addValueChangeListener(change -> {
            when = When.ALWAYS;
            offer(change.getValue());
        });
        offer(part.getValue());
        Div condition = new Div(
                new H3(getTranslation("forms.when")),
                new Paragraph(getTranslation("forms.when.help")),
                part,
                conditionPlace);
        condition.addClassName("field-condition");
        return condition;
    }

    private String name(@Nullable String part) {
        return Optional.ofNullable(part)
                .flatMap(key -> parts.asking().type(form, key))
                .map(type -> type.name(getLocale()))
                .orElse("");
    }

    private void offer(String part) {
        conditionPlace.removeAll();
        parts.asking().type(form, part).ifPresent(type -> conditionPlace.add(bar(type, part)));
    }

    private <E extends BaseRecord> FilterBar bar(RecordType<E> type, String part) {
        return new FilterBar(
                        type,
                        read(when.filter()),
                        parts.operands(),
                        filter -> when = filter.isEmpty() ? When.ALWAYS : new When(part, FilterText.write(filter)))
                .ofRecordAlone();
    }

    private static Filter read(String text) {
        try {
            return FilterText.read(text);
        } catch (InvalidFilter e) {
            return Filter.NONE;
        }
    }
}
