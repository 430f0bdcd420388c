package com.innodus.kernel.faces.ui;

import com.innodus.kernel.formula.FormulaProblem;
import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.records.Abilities;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.CustomFields;
import com.innodus.kernel.records.Derivation;
import com.innodus.kernel.records.FieldDefinition;
import com.innodus.kernel.records.FieldKinds;
import com.innodus.kernel.records.FieldType;
import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.InvalidRecord;
import com.innodus.kernel.records.JsonForm;
import com.innodus.kernel.records.Options;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.exchange.KindChange;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasLabel;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.shared.HasValidationProperties;
import com.vaadin.flow.component.textfield.TextField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Asks what a field is: its name and kind, where it stands, what is demanded of it and when. */
class FieldDialog extends Dialog {
    private static final long serialVersionUID = 1L;

    /** Opens the dialog. */
    @org.springframework.stereotype.Component
    static class Dialogs {
        private final CustomFields fields;
        private final Editors editors;
        private final Operands operands;
        private final Options options;
        private final ListNames listNames;
        private final KindChange kinds;
        private final FormulaForm.Forms formulaForms;
        private final RollUpForm.Forms rollUpForms;

        Dialogs(
                CustomFields fields,
                Editors editors,
                Operands operands,
                Options options,
                ListNames listNames,
                KindChange kinds,
                FormulaForm.Forms formulaForms,
                RollUpForm.Forms rollUpForms) {
            this.kinds = kinds;
            this.formulaForms = formulaForms;
            this.rollUpForms = rollUpForms;
            this.fields = fields;
            this.editors = editors;
            this.operands = operands;
            this.options = options;
            this.listNames = listNames;
        }

        void add(RecordType<?> type, Runnable done) {
            new FieldDialog(this, type, null, done).open();
        }

        void edit(RecordType<?> type, FieldDefinition field, Runnable done) {
            new FieldDialog(this, type, field, done).open();
        }

        /** A link goes on leading where it did. */
        private List<RecordType<?>> targets(FieldDefinition field) {
            List<RecordType<?>> all = fields.extensible();
            return all.stream()
                    .filter(each -> each.key().equals(FieldKinds.detail(field.type())))
                    .findFirst()
                    .<List<RecordType<?>>>map(List::of)
                    .orElse(all);
        }

        void changeKind(RecordType<?> type, FieldDefinition field, Runnable done) {
            new KindChangeDialog(kinds, type, field, targets(field), options.lists(), listNames, done).open();
        }
    }

    private final transient Dialogs dialogs;
    private final transient RecordType<?> type;
    private final transient @Nullable FieldDefinition old;
    private final transient Runnable done;
    private final transient FieldKindForm kind;
    private final TextField label = new TextField();
    private final TextField english = new TextField();
    private final TextField catalan = new TextField();
    private final TextField help = new TextField();
    private final ComboBox<String> section = new ComboBox<>();
    private final Checkbox required = new Checkbox();
    private final Checkbox unique = new Checkbox();
    private final Checkbox searchable = new Checkbox();
    private final Checkbox inList = new Checkbox();
    private final Checkbox personalData = new Checkbox();
    private final Div startPlace = new Div();
    private final Div derivationPlace = new Div();
    private final Div problems = new Div();
    private transient Filter visibleWhen = Filter.NONE;
    private transient Filter requiredWhen = Filter.NONE;
    private transient Filter readOnlyWhen = Filter.NONE;
    private transient Editors.@Nullable Editor start;
    private transient @Nullable DerivationForm derivation;
    private final Details conditionDetails = new Details();

    private FieldDialog(Dialogs dialogs, RecordType<?> type, @Nullable FieldDefinition old, Runnable done) {
        this.dialogs = dialogs;
        this.type = type;
        this.old = old;
        this.done = done;
        this.kind = new FieldKindForm(
                Stream.concat(FieldKinds.OFFERED.stream(), Stream.of(DerivationForm.FORMULA, DerivationForm.ROLL_UP))
                        .toList(),
                dialogs.fields.extensible(),
                Stream.concat(
                                Stream.of(FieldKindForm.NEW_LIST),
                                dialogs.listNames.sorted(dialogs.options.lists(), getLocale()).stream())
                        .toList(),
                list -> dialogs.listNames.of(list, getLocale()),
                this::offer);
        setHeaderTitle(old == null ? getTranslation("fields.add") : old.label(getLocale()));
        setWidth("min(40rem, 96vw)");
        addClassName("field-dialog");
        problems.addClassName("error-summary");
        problems.getElement().setAttribute("role", "alert");
        problems.setVisible(false);
        text(label, "fields.label", 80);
        label.setRequiredIndicatorVisible(true);
        text(english, "fields.english", 80);
        text(catalan, "fields.catalan", 80);
        text(help, "fields.help", 300);
        help.setHelperText(getTranslation("fields.help.help"));
        section.setLabel(getTranslation("fields.section"));
        section.setItems(sections());
        section.setItemLabelGenerator(this::sectionLabel);
        section.setAllowCustomValue(true);
        section.addCustomValueSetListener(
                typed -> section.setValue(typed.getDetail().strip()));
        section.setHelperText(getTranslation("fields.section.help"));
        tick(required, "fields.required");
        tick(unique, "fields.unique");
        tick(searchable, "fields.searchable");
        tick(inList, "fields.in-list");
        tick(personalData, "fields.personal");
        Div ticks = new Div(required, unique, searchable, inList, personalData);
        ticks.addClassName("field-ticks");
        Details languages = new Details(getTranslation("fields.languages"), english, catalan);
        languages.setOpened(old != null && (old.english() != null || old.catalan() != null));
        if (old == null) {
            section.setValue(RecordType.OWN_SECTION);
        } else {
            show(old);
        }
        conditionDetails.setSummaryText(getTranslation("fields.conditions"));
        conditionDetails.add(conditions());
        conditionDetails.setOpened(!visibleWhen.isEmpty() || !requiredWhen.isEmpty() || !readOnlyWhen.isEmpty());
        Div form = new Div(
                problems, label, kind, derivationPlace, help, startPlace, section, ticks, languages, conditionDetails);
        form.addClassName("dialog-form");
        add(form);
        offer(kind.type());
        Button save = new Button(getTranslation("action.save"), click -> save());
        save.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(new Button(getTranslation("action.cancel"), click -> close()), save);
        label.focus();
    }

    private void text(TextField field, String key, int longest) {
        field.setLabel(getTranslation(key));
        field.setMaxLength(longest);
        field.setManualValidation(true);
        field.setId(key.replace('.', '-'));
    }

    private void tick(Checkbox box, String key) {
        box.setLabel(getTranslation(key));
        box.setManualValidation(true);
    }

    private List<String> sections() {
        List<String> keys = new ArrayList<>();
        type.sections().forEach(each -> keys.add(each.key()));
        if (!keys.contains(RecordType.OWN_SECTION)) {
            keys.add(RecordType.OWN_SECTION);
        }
        return keys;
    }

    private String sectionLabel(String key) {
        return type.sections().stream()
                .filter(each -> each.key().equals(key))
                .findFirst()
                .map(each -> each.label(getLocale()))
                .orElseGet(() -> Texts.find(getLocale(), "section." + key).orElse(key));
    }

    private void show(FieldDefinition field) {
        label.setValue(field.label());
        english.setValue(Objects.requireNonNullElse(field.english(), ""));
        catalan.setValue(Objects.requireNonNullElse(field.catalan(), ""));
        help.setValue(Objects.requireNonNullElse(field.help(), ""));
        section.setValue(field.section().isEmpty() ? RecordType.OWN_SECTION : field.section());
        required.setValue(field.required());
        unique.setValue(field.unique());
        searchable.setValue(field.searchable());
        inList.setValue(field.inList());
        personalData.setValue(field.personalData());
        visibleWhen = field.visibleWhen();
        requiredWhen = Objects.requireNonNullElse(field.requiredWhen(), Filter.NONE);
        readOnlyWhen = Objects.requireNonNullElse(field.readOnlyWhen(), Filter.NONE);
        if (field.derivation() == null) {
            kind.fix(field.type());
        } else {
            kind.fixDerived(DerivationForm.kind(field.derivation()));
        }
    }

    private Div conditions() {
        Div conditions = new Div(
                new Paragraph(getTranslation("fields.conditions.text")),
                condition("fields.visible-when", visibleWhen, filter -> visibleWhen = filter),
                condition("fields.required-when", requiredWhen, filter -> requiredWhen = filter),
                condition("fields.read-only-when", readOnlyWhen, filter -> readOnlyWhen = filter));
        conditions.addClassName("field-conditions");
        return conditions;
    }

    private Component condition(String key, Filter filter, java.util.function.Consumer<Filter> changed) {
        Div condition = new Div(
                new H3(getTranslation(key)), new FilterBar(type, filter, dialogs.operands, changed).ofRecordAlone());
        condition.addClassName("field-condition");
        return condition;
    }

    /** What goes with a kind of field. */
    private void offer(@Nullable FieldType asked) {
        offerDerivation();
        boolean isDerived = derivation != null;
        // of what it gives only the formula knows, as it is typed
        FieldType chosen = isDerived ? null : asked;
        offer(unique, chosen != null && Abilities.canBeUnique(chosen));
        offer(searchable, isDerived || chosen != null && Abilities.isSearchable(chosen));
        boolean isGiven = chosen instanceof FieldType.Autonumber;
        offer(required, !isDerived && !isGiven && !(chosen instanceof FieldType.Flag));
        conditionDetails.setVisible(!isDerived);
        startPlace.removeAll();
        startPlace.addClassName("field-start");
        start = null;
        boolean isYetToBeMade = kind.isOfNewList();
        if (chosen != null && !isGiven && !isYetToBeMade && !Abilities.isFile(chosen)) {
            startPlace.add(startEditor(type, chosen));
        }
        startPlace.setVisible(start != null);
    }

    private void offerDerivation() {
        String shown = derivation == null ? "" : kind.chosen();
        Derivation before = old == null ? null : old.derivation();
        boolean isShown = derivation instanceof FormulaForm<?> && shown.equals(DerivationForm.FORMULA)
                || derivation instanceof RollUpForm && shown.equals(DerivationForm.ROLL_UP);
        if (isShown) {
            return;
        }
        derivationPlace.removeAll();
        derivation = switch (kind.chosen()) {
            case DerivationForm.FORMULA -> formulaForm(type, before);
            case DerivationForm.ROLL_UP ->
                dialogs.rollUpForms.of(type, before instanceof Derivation.RollUp rollUp ? rollUp : null);
            default -> null;
        };
        if (derivation != null) {
            derivationPlace.add(derivation.component());
        }
        derivationPlace.setVisible(derivation != null);
    }

    private <E extends BaseRecord> FormulaForm<E> formulaForm(RecordType<E> of, @Nullable Derivation before) {
        return dialogs.formulaForms.of(
                of, before instanceof Derivation.Formula formula ? formula : null, old == null ? null : old.type());
    }

    private static void offer(Checkbox box, boolean possible) {
        box.setVisible(possible);
        if (!possible) {
            box.setValue(false);
        }
    }

    private <E extends BaseRecord> Component startEditor(RecordType<E> of, FieldType chosen) {
        FieldDefinition tried = FieldDefinition.blank(of.key(), chosen, getTranslation("fields.start"))
                .keyed("start");
        RecordType<E> preview = dialogs.fields.preview(of, tried);
        Editors.Editor editor = dialogs.editors.of(preview, preview.require(tried.key()), getLocale());
        ((HasLabel) editor.component()).setLabel(getTranslation("fields.start"));
        if (old != null && old.start() != null) {
            editor.setValue(JsonForm.read(chosen, old.start()));
        }
        start = editor;
        return editor.component();
    }

    private void save() {
        FieldType chosen = derivation == null ? kind.type() : derivation.type();
        Derivation derived = derivation == null ? null : derivation.derivation();
        if (derivation != null && derived == null) {
            showProblems(List.of(Problem.of("derivation", "error.required")));
            return;
        }
        if (chosen == null) {
            showProblems(List.of(Problem.of("type", "error.required")));
            return;
        }
        Object begin = start == null ? null : JsonForm.write(chosen, start.value());
        String place = Objects.requireNonNullElse(section.getValue(), "");
        FieldDefinition written = new FieldDefinition(
                old == null ? new java.util.UUID(0, 0) : old.id(),
                type.key(),
                old == null ? FieldDefinition.PREFIX : old.key(),
                chosen,
                label.getValue(),
                english.getValue(),
                catalan.getValue(),
                help.getValue(),
                place.equals(RecordType.OWN_SECTION) ? "" : place,
                required.getValue(),
                requiredWhen.isEmpty() ? null : requiredWhen,
                visibleWhen,
                readOnlyWhen.isEmpty() ? null : readOnlyWhen,
                unique.getValue(),
                searchable.getValue(),
                inList.getValue(),
                personalData.getValue(),
                Boolean.FALSE.equals(begin) ? null : begin,
                false);
        FieldDefinition field = derived == null ? written : written.derivedFrom(derived);
        try {
            if (old == null) {
                dialogs.fields.add(field, kind.newOptions());
            } else {
                dialogs.fields.change(field);
            }
        } catch (InvalidRecord refused) {
            showProblems(refused.problems());
            return;
        }
        close();
        Notification.show(getTranslation("form.saved"), 3000, Notification.Position.BOTTOM_START);
        done.run();
    }

    private void showProblems(List<Problem> wrong) {
        Map<String, HasValidationProperties> places = new HashMap<>(Map.of(
                "label", label,
                "english", english,
                "catalan", catalan,
                "help", help,
                "section", section,
                "unique", unique,
                "type", kind.choice(),
                "options", kind.optionsField()));
        if (start != null && start.component() instanceof HasValidationProperties field) {
            places.put("start", field);
        }
        if (derivation != null) {
            places.put("derivation", derivation.place());
        }
        places.values().forEach(place -> place.setInvalid(false));
        problems.removeAll();
        for (Problem problem : wrong) {
            String sentence = FormulaProblem.sentence(getLocale(), problem.message(), problem.arguments());
            HasValidationProperties place = places.get(problem.field());
            if (place == null) {
                problems.add(new Paragraph(sentence));
            } else {
                place.setErrorMessage(sentence);
                place.setInvalid(true);
            }
        }
        problems.setVisible(problems.getComponentCount() > 0);
    }

    /** The picture of a kind of field. */
    static VaadinIcon icon(String kind) {
        return switch (kind) {
            case "choice", "choices" -> VaadinIcon.LIST_SELECT;
            case "whole", "decimal", "percent", "autonumber" -> VaadinIcon.HASH;
            case "price", "amount" -> VaadinIcon.MONEY;
            case DerivationForm.FORMULA -> VaadinIcon.CALC;
            case DerivationForm.ROLL_UP -> VaadinIcon.SITEMAP;
            case "flag", "checklist" -> VaadinIcon.CHECK_SQUARE_O;
            case "day", "moment" -> VaadinIcon.CALENDAR_O;
            case "span" -> VaadinIcon.CLOCK;
            case "link", "links" -> VaadinIcon.LINK;
            case "user" -> VaadinIcon.USER;
            case "emails" -> VaadinIcon.ENVELOPE_O;
            case "phones" -> VaadinIcon.PHONE;
            case "url" -> VaadinIcon.GLOBE;
            case "addresses" -> VaadinIcon.MAP_MARKER;
            case "rating" -> VaadinIcon.STAR_O;
            case "iban" -> VaadinIcon.PIGGY_BANK;
            case "taxNumber" -> VaadinIcon.USER_CARD;
            case "colour" -> VaadinIcon.PAINTBRUSH;
            default -> VaadinIcon.TEXT_LABEL;
        };
    }
}
