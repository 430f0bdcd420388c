package com.innodus.kernel.faces.ui;

import com.innodus.kernel.automation.Trigger;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.FieldType;
import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.RecordType;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.timepicker.TimePicker;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** When a rule is set off, as a sentence with gaps. */
class TriggerForm extends Div {
    private static final long serialVersionUID = 1L;
    private static final LocalTime MORNING = LocalTime.of(8, 0);

    private final transient Operands operands;
    private final Select<Kind> kind = new Select<>();
    private final Div gaps = new Div();
    private final ComboBox<String> field = new ComboBox<>();
    private final IntegerField days = new IntegerField();
    private final Select<Boolean> before = new Select<>();
    private final Checkbox working = new Checkbox();
    private final Select<Rhythm> rhythm = new Select<>();
    private final MultiSelectComboBox<DayOfWeek> weekdays = new MultiSelectComboBox<>();
    private final IntegerField dayOfMonth = new IntegerField();
    private final TimePicker at = new TimePicker();
    private final TextField label = new TextField();
    private final Div values = new Div();
    private transient RecordType<?> type;
    private transient Operands.@Nullable Input from;
    private transient Operands.@Nullable Input to;

    private enum Kind {
        CREATED,
        CHANGED,
        DAY,
        SCHEDULE,
        BUTTON,
        CALLED
    }

    private enum Rhythm {
        DAILY,
        WEEKLY,
        MONTHLY
    }

    TriggerForm(RecordType<?> type, Operands operands, Trigger trigger, Runnable changed) {
        this.type = type;
        this.operands = operands;
        addClassName("rule-form");
        kind.setLabel(getTranslation("automation.when"));
        kind.setItems(Kind.values());
        kind.setItemLabelGenerator(each -> getTranslation("automation.when." + word(each)));
        kind.setId("rule-when");
        gaps.addClassName("rule-gaps");
        values.addClassName("rule-gaps");
        field.setItemLabelGenerator(key -> RecordGrid.label(this.type, key, this));
        field.setLabel(getTranslation("automation.field"));
        field.setId("rule-field");
        days.setLabel(getTranslation("automation.days"));
        days.setMin(0);
        days.setStepButtonsVisible(true);
        before.setLabel(getTranslation("automation.before-after"));
        before.setItems(true, false);
        before.setItemLabelGenerator(
                each -> getTranslation(Boolean.TRUE.equals(each) ? "automation.before" : "automation.after"));
        working.setLabel(getTranslation("automation.working-days"));
        rhythm.setLabel(getTranslation("automation.schedule"));
        rhythm.setItems(Rhythm.values());
        rhythm.setItemLabelGenerator(each -> getTranslation("automation.schedule." + word(each)));
        weekdays.setLabel(getTranslation("automation.weekdays"));
        weekdays.setItems(DayOfWeek.values());
        weekdays.setItemLabelGenerator(day -> RuleWords.day(day, getLocale()));
        dayOfMonth.setLabel(getTranslation("automation.day-of-month.label"));
        dayOfMonth.setMin(1);
        dayOfMonth.setMax(31);
        at.setLabel(getTranslation("automation.at"));
        at.setLocale(getLocale());
        label.setLabel(getTranslation("automation.button.label"));
        label.setMaxLength(120);
        show(trigger);
        kind.addValueChangeListener(change -> {
            offer();
            changed.run();
        });
        rhythm.addValueChangeListener(change -> offer());
        field.addValueChangeListener(change -> offerValues(null, null));
        add(kind, gaps, values);
    }

    private static String word(Enum<?> each) {
        return each.name().toLowerCase(Locale.ROOT);
    }

    private void show(Trigger trigger) {
        days.setValue(1);
        before.setValue(true);
        rhythm.setValue(Rhythm.DAILY);
        dayOfMonth.setValue(1);
        at.setValue(MORNING);
        switch (trigger) {
            case Trigger.Created ignored -> kind.setValue(Kind.CREATED);
            case Trigger.Changed changed -> {
                kind.setValue(Kind.CHANGED);
                offer();
                field.setValue(known(changed.field()));
                offerValues(changed.from(), changed.to());
                return;
            }
            case Trigger.DayComes day -> {
                kind.setValue(Kind.DAY);
                offer();
                field.setValue(known(day.field()));
                days.setValue(Math.abs(day.days()));
                before.setValue(day.days() <= 0);
                working.setValue(day.working());
                at.setValue(day.at());
                return;
            }
            case Trigger.Schedule schedule -> {
                kind.setValue(Kind.SCHEDULE);
                rhythm.setValue(
                        schedule.dayOfMonth() != null
                                ? Rhythm.MONTHLY
                                : schedule.days().isEmpty() ? Rhythm.DAILY : Rhythm.WEEKLY);
                weekdays.setValue(schedule.days());
                dayOfMonth.setValue(Objects.requireNonNullElse(schedule.dayOfMonth(), 1));
                at.setValue(schedule.at());
            }
            case Trigger.Button(var text) -> {
                kind.setValue(Kind.BUTTON);
                label.setValue(text);
            }
            case Trigger.Called ignored -> kind.setValue(Kind.CALLED);
        }
        offer();
    }

    private @Nullable String known(String key) {
        return type.field(key).isPresent() ? key : null;
    }

    /** Another type has other fields. */
    void use(RecordType<?> other) {
        type = other;
        field.clear();
        offer();
    }

    private void offer() {
        gaps.removeAll();
        values.removeAll();
        switch (kind.getValue()) {
            case CREATED -> {}
            case CHANGED -> {
                offerFields(each -> true);
                gaps.add(field);
                offerValues(null, null);
            }
            case DAY -> {
                offerFields(each -> each.type() instanceof FieldType.Day || each.type() instanceof FieldType.Moment);
                gaps.add(days, before, field, at, working);
            }
            case SCHEDULE -> {
                gaps.add(rhythm);
                switch (rhythm.getValue()) {
                    case DAILY -> {}
                    case WEEKLY -> gaps.add(weekdays);
                    case MONTHLY -> gaps.add(dayOfMonth);
                }
                gaps.add(at);
                values.add(new Paragraph(getTranslation("automation.schedule.help")));
            }
            case BUTTON -> gaps.add(label);
            case CALLED -> values.add(new Paragraph(getTranslation("automation.called.help")));
        }
    }

    private void offerFields(Predicate<Field<?>> fits) {
        String before = field.getValue();
        List<String> keys = fields(type, fits);
        field.setItems(keys);
        field.setValue(before != null && keys.contains(before) ? before : null);
    }

    private static <E extends BaseRecord> List<String> fields(RecordType<E> type, Predicate<Field<?>> fits) {
        return type.fields().stream().filter(fits).map(Field::key).toList();
    }

    /** Which value it had and which it gets; each may be any. */
    private void offerValues(@Nullable String before, @Nullable String after) {
        if (kind.getValue() != Kind.CHANGED) {
            return;
        }
        values.removeAll();
        from = null;
        to = null;
        Optional.ofNullable(field.getValue())
                .flatMap(key -> type.field(key))
                .map(Field::type)
                .filter(TriggerForm::isComparable)
                .ifPresent(fieldType -> {
                    from = value(fieldType, "automation.from", before);
                    to = value(fieldType, "automation.to", after);
                    values.add(from.component(), to.component());
                });
    }

    private Operands.Input value(FieldType fieldType, String label, @Nullable String operand) {
        Operands.Input input = operands.input(fieldType, operator(fieldType), getLocale());
        input.component().getElement().setProperty("label", getTranslation(label));
        input.component().getElement().setProperty("placeholder", getTranslation("automation.any"));
        if (fieldType instanceof FieldType.Flag) {
            ((Select<?>) input.component()).setEmptySelectionAllowed(true);
            ((Select<?>) input.component()).setValue(null);
        }
        if (operand != null) {
            input.show(List.of(operand));
        }
        return input;
    }

    private static Filter.Operator operator(FieldType type) {
        return Operators.of(type).contains(Filter.Operator.IN) ? Filter.Operator.IN : Filter.Operator.IS;
    }

    /** Kinds of which people say "from this to that". */
    private static boolean isComparable(FieldType type) {
        return type instanceof FieldType.Choice
                || type instanceof FieldType.User
                || type instanceof FieldType.Team
                || type instanceof FieldType.Link
                || type instanceof FieldType.Flag
                || type instanceof FieldType.Text
                || type instanceof FieldType.Rating
                || type instanceof FieldType.Whole;
    }

    Trigger value() {
        String key = Objects.requireNonNullElse(field.getValue(), "");
        LocalTime time = Objects.requireNonNullElse(at.getValue(), MORNING);
        return switch (kind.getValue()) {
            case CREATED -> new Trigger.Created();
            case CHANGED -> new Trigger.Changed(key, first(from), first(to));
            case DAY -> {
                int many = Objects.requireNonNullElse(days.getValue(), 0);
                yield new Trigger.DayComes(
                        key, Boolean.TRUE.equals(before.getValue()) ? -many : many, working.getValue(), time);
            }
            case SCHEDULE ->
                new Trigger.Schedule(
                        rhythm.getValue() == Rhythm.WEEKLY ? weekdays.getValue() : Set.of(),
                        rhythm.getValue() == Rhythm.MONTHLY
                                ? Objects.requireNonNullElse(dayOfMonth.getValue(), 0)
                                : null,
                        time);
            case BUTTON -> new Trigger.Button(label.getValue());
            case CALLED -> new Trigger.Called();
        };
    }

    private static @Nullable String first(Operands.@Nullable Input input) {
        return input == null || input.values().isEmpty() ? null : input.values().getFirst();
    }

    /** The field that a problem of {@code trigger.…} is about. */
    HasValidation place(String part) {
        return switch (part) {
            case "days" -> days;
            case "dayOfMonth" -> dayOfMonth;
            case "label" -> label;
            default -> field;
        };
    }
}
