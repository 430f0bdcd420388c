package com.innodus.kernel.faces.ui;

import com.innodus.kernel.records.FieldKinds;
import com.innodus.kernel.records.FieldType;
import com.innodus.kernel.records.Numbering;
import com.innodus.kernel.records.RecordType;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.shared.HasValidationProperties;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks for the kind of a field and for what the kind alone doesn't say. */
class FieldKindForm extends Div {
    private static final long serialVersionUID = 1L;

    /** Stands among the lists for one that is made with the field. */
    static final String NEW_LIST = "";

    private final ComboBox<String> kind = new ComboBox<>();
    private final Select<String> list = new Select<>();
    private final TextArea options = new TextArea();
    private final Select<String> target = new Select<>();
    private final IntegerField digits = new IntegerField();
    private final IntegerField stars = new IntegerField();
    private final Checkbox pdfOnly = new Checkbox();
    private final TextField prefix = new TextField();
    private transient @Nullable FieldType fixed;

    /**
     * @param kinds that are offered
     * @param lists of options that are offered, "" for one that is made with the field
     * @param listNames what lists are called
     */
    FieldKindForm(
            List<String> kinds,
            List<RecordType<?>> types,
            List<String> lists,
            UnaryOperator<String> listNames,
            Consumer<@Nullable FieldType> chosen) {
        addClassName("field-kind");
        kind.setLabel(getTranslation("fields.kind"));
        kind.setItems(kinds);
        kind.setItemLabelGenerator(each -> getTranslation("kind." + each));
        kind.setValue(kinds.getFirst());
        kind.setRequiredIndicatorVisible(true);
        kind.setManualValidation(true);
        kind.setId("fields-kind");
        list.setLabel(getTranslation("fields.list"));
        list.setItems(lists);
        list.setItemLabelGenerator(
                each -> NEW_LIST.equals(each) ? getTranslation("fields.list.new") : listNames.apply(each));
        list.setValue(lists.getFirst());
        options.setLabel(getTranslation("fields.options"));
        options.setHelperText(getTranslation("fields.options.help"));
        options.setMinRows(4);
        options.setMaxRows(10);
        options.setManualValidation(true);
        options.setId("fields-options");
        target.setLabel(getTranslation("fields.target"));
        target.setItems(types.stream().map(RecordType::key).toList());
        Map<String, String> names =
                types.stream().collect(Collectors.toMap(RecordType::key, type -> type.pluralName(getLocale())));
        target.setItemLabelGenerator(each -> names.getOrDefault(each, each));
        target.setValue(types.getFirst().key());
        number(digits, "fields.digits", 0, 8, 2);
        number(stars, "fields.stars", 3, 10, 5);
        pdfOnly.setLabel(getTranslation("fields.pdf-only"));
        prefix.setLabel(getTranslation("fields.prefix"));
        prefix.setMaxLength(Numbering.LONGEST);
        prefix.setManualValidation(true);
        prefix.setValueChangeMode(ValueChangeMode.EAGER);
        prefix.addValueChangeListener(change -> showFirstNumber());
        prefix.setId("fields-prefix");
        showFirstNumber();
        add(kind, list, options, target, digits, stars, pdfOnly, prefix);
        kind.addValueChangeListener(change -> offer(chosen));
        list.addValueChangeListener(change -> offer(chosen));
        target.addValueChangeListener(change -> offer(chosen));
        digits.addValueChangeListener(change -> offer(chosen));
        stars.addValueChangeListener(change -> offer(chosen));
        showDetails();
    }

    private void number(IntegerField field, String key, int least, int most, int usual) {
        field.setLabel(getTranslation(key));
        field.setMin(least);
        field.setMax(most);
        field.setStepButtonsVisible(true);
        field.setValue(usual);
    }

    private void offer(Consumer<@Nullable FieldType> chosen) {
        showDetails();
        chosen.accept(type());
    }

    private void showDetails() {
        String chosen = Objects.requireNonNullElse(kind.getValue(), "");
        boolean choice = chosen.equals("choice") || chosen.equals("choices");
        list.setVisible(choice && fixed == null);
        options.setVisible(choice && fixed == null && NEW_LIST.equals(list.getValue()));
        target.setVisible((chosen.equals("link") || chosen.equals("links")) && fixed == null);
        digits.setVisible(chosen.equals("decimal") && fixed == null);
        stars.setVisible(chosen.equals("rating") && fixed == null);
        pdfOnly.setVisible(chosen.equals("file") && fixed == null);
        prefix.setVisible(chosen.equals("autonumber") && fixed == null);
    }

    /** Shows the kind of a field that exists, which stays. */
    void fix(FieldType type) {
        fixed = type;
        kind.setItems(FieldKinds.kind(type));
        kind.setValue(FieldKinds.kind(type));
        kind.setReadOnly(true);
        showDetails();
    }

    /** Shows the kind of a field that follows from others. */
    void fixDerived(String derived) {
        kind.setItems(derived);
        kind.setValue(derived);
        kind.setReadOnly(true);
        showDetails();
    }

    /** The name of the kind that is chosen, or "". */
    String chosen() {
        return Objects.requireNonNullElse(kind.getValue(), "");
    }

    /** The kind, if one is chosen and people write its values; a choice from a list that is yet to be made stands for it. */
    @Nullable FieldType type() {
        if (fixed != null) {
            return fixed;
        }
        String chosen = kind.getValue();
        if (chosen == null || chosen.equals(DerivationForm.FORMULA) || chosen.equals(DerivationForm.ROLL_UP)) {
            return null;
        }
        String detail = switch (chosen) {
            case "choice", "choices" -> NEW_LIST.equals(list.getValue()) ? "new" : list.getValue();
            case "link", "links" -> target.getValue();
            case "decimal" -> Integer.toString(within(digits, 0, 8, 2));
            case "rating" -> Integer.toString(within(stars, 3, 10, 5));
            case "autonumber" -> prefix.getValue().strip();
            case "file" -> pdfOnly.getValue() ? FieldKinds.PDF : "";
            default -> "";
        };
        try {
            return FieldKinds.of(chosen, detail);
        } catch (IllegalArgumentException e) {
            // letters that a pattern of numbers can't have: said beside it
            return null;
        }
    }

    /** Says at once what numbers look like, or that they can't look so. */
    private void showFirstNumber() {
        String pattern = prefix.getValue().strip();
        boolean valid = Numbering.isPattern(pattern);
        prefix.setInvalid(!valid);
        prefix.setErrorMessage(getTranslation("fields.prefix.invalid", "{yyyy}", "{0000}", "{yy}"));
        prefix.setHelperText(getTranslation("fields.prefix.help", "{yyyy}", "{0000}")
                + (valid
                        ? " "
                                + getTranslation(
                                        "fields.prefix.first",
                                        Numbering.write(pattern, 1, LocalDate.now(FieldText.ZONE)))
                        : ""));
    }

    private static int within(IntegerField field, int least, int most, int usual) {
        return field.getValue() == null ? usual : Math.clamp(field.getValue(), least, most);
    }

    /** Whether it chooses from a list that is made with the field. */
    boolean isOfNewList() {
        return options.isVisible();
    }

    /** The options of a new list, one a line. */
    List<String> newOptions() {
        return options.isVisible()
                ? options.getValue()
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList()
                : List.of();
    }

    HasValidationProperties choice() {
        return kind;
    }

    HasValidationProperties optionsField() {
        return options;
    }
}
