package com.innodus.kernel.records.ui;

import com.innodus.kernel.access.User;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.FieldType;
import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.Filter.Operator;
import com.innodus.kernel.records.Options;
import com.innodus.kernel.records.Options.Option;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.Records.Mention;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.BigDecimalField;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What a condition compares with: the input for it, and its words on a chip. */
@org.springframework.stereotype.Component
class Operands {
    private final Options options;
    private final Users users;
    private final RecordTypes types;
    private final Records records;

    Operands(Options options, Users users, RecordTypes types, Records records) {
        this.options = options;
        this.users = users;
        this.types = types;
        this.records = records;
    }

    record Input(Component component, Supplier<List<String>> read) {
        List<String> values() {
            return read.get();
        }
    }

    Input input(Field<?> field, Operator operator, Locale locale) {
        if (!Operators.needsOperand(operator)) {
            return new Input(new Span(), List::of);
        }
        if (operator == Operator.LAST_DAYS || operator == Operator.NEXT_DAYS) {
            return days();
        }
        return switch (field.type()) {
            case FieldType.Text ignored -> line();
            case FieldType.LongText ignored -> line();
            case FieldType.Url ignored -> line();
            case FieldType.TaxNumber ignored -> line();
            case FieldType.ColourCode ignored -> line();
            case FieldType.Emails ignored -> line();
            case FieldType.Phones ignored -> line();
            case FieldType.Addresses ignored -> line();
            case FieldType.Choice(String list) ->
                several(
                        options.offered(list),
                        option -> option.label(locale),
                        option -> option.id().toString());
            case FieldType.Choices(String list) ->
                several(
                        options.offered(list),
                        option -> option.label(locale),
                        option -> option.id().toString());
            case FieldType.User ignored ->
                several(users.all(), User::name, user -> user.id().toString());
            case FieldType.Link(String target) -> link(types.require(target));
            case FieldType.Amount ignored -> amount(locale);
            case FieldType.Whole ignored -> days();
            case FieldType.Day ignored -> day(locale);
            case FieldType.Moment ignored -> day(locale);
            case FieldType.Flag ignored -> flag();
        };
    }

    private static Input line() {
        TextField field = new TextField();
        label(field, field.getTranslation("filter.value"));
        return new Input(field, () -> field.isEmpty() ? List.of() : List.of(field.getValue()));
    }

    private static Input days() {
        IntegerField field = new IntegerField();
        label(field, field.getTranslation("filter.days"));
        return new Input(
                field,
                () -> field.isEmpty() ? List.of() : List.of(field.getValue().toString()));
    }

    private static Input amount(Locale locale) {
        BigDecimalField field = new BigDecimalField();
        field.setLocale(locale);
        label(field, field.getTranslation("filter.value"));
        return new Input(
                field,
                () -> field.isEmpty() ? List.of() : List.of(field.getValue().toPlainString()));
    }

    private static Input day(Locale locale) {
        DatePicker field = new DatePicker();
        field.setLocale(locale);
        label(field, field.getTranslation("filter.value"));
        return new Input(
                field,
                () -> field.isEmpty() ? List.of() : List.of(field.getValue().toString()));
    }

    private static Input flag() {
        Select<Boolean> field = new Select<>();
        field.setItems(true, false);
        field.setItemLabelGenerator(yes -> field.getTranslation(yes ? "value.yes" : "value.no"));
        field.setValue(true);
        field.setLabel(field.getTranslation("filter.value"));
        return new Input(field, () -> List.of(field.getValue().toString()));
    }

    private static <T> Input several(Collection<T> items, Function<T, String> text, Function<T, String> operand) {
        MultiSelectComboBox<T> field = new MultiSelectComboBox<>();
        field.setItems(items);
        field.setItemLabelGenerator(text::apply);
        label(field, field.getTranslation("filter.values"));
        return new Input(field, () -> field.getValue().stream().map(operand).toList());
    }

    private <T extends BaseRecord> Input link(RecordType<T> target) {
        MultiSelectComboBox<Mention> field = new MultiSelectComboBox<>();
        field.setItemLabelGenerator(Mention::title);
        field.setItemsWithFilterConverter(
                query ->
                        records
                                .suggest(target, query.getFilter().orElse(""), query.getOffset(), query.getLimit())
                                .stream(),
                text -> text);
        label(field, field.getTranslation("filter.values"));
        return new Input(
                field,
                () -> field.getValue().stream()
                        .map(each -> each.id().toString())
                        .toList());
    }

    private static void label(com.vaadin.flow.component.HasLabel field, String label) {
        field.setLabel(label);
    }

    /** The operands of a condition as people read them. */
    String text(RecordType<?> type, Filter.Test test, Locale locale) {
        return type.field(test.field())
                .map(field -> switch (field.type()) {
                    case FieldType.Choice ignored -> names(test, id -> option(id, locale));
                    case FieldType.Choices ignored -> names(test, id -> option(id, locale));
                    case FieldType.User ignored ->
                        names(test, id -> users.remembered(id).map(User::name).orElse("?"));
                    case FieldType.Link(String target) -> {
                        Map<UUID, String> titles = records.titles(
                                types.require(target),
                                test.operands().stream().map(UUID::fromString).toList());
                        yield names(test, id -> titles.getOrDefault(id, "?"));
                    }
                    default -> String.join(", ", test.operands());
                })
                .orElse("");
    }

    private String option(UUID id, Locale locale) {
        return options.byId(id).map((Option option) -> option.label(locale)).orElse("?");
    }

    private static String names(Filter.Test test, Function<UUID, String> name) {
        return test.operands().stream().map(UUID::fromString).map(name).collect(Collectors.joining(", "));
    }
}
