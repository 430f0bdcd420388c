package com.innodus.kernel.faces.ui;

import com.innodus.kernel.access.Team;
import com.innodus.kernel.access.Teams;
import com.innodus.kernel.access.User;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Days;
import com.innodus.kernel.records.FieldType;
import com.innodus.kernel.records.Filter;
import com.innodus.kernel.records.Filter.Operator;
import com.innodus.kernel.records.Options;
import com.innodus.kernel.records.Options.Option;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.Records.Mention;
import com.innodus.kernel.records.Spans;
import com.innodus.kernel.records.Ways;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.BigDecimalField;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What a condition compares with: the input for it, and its words on a chip. */
@org.springframework.stereotype.Component
public class Operands {
    private final Options options;
    private final Users users;
    private final Teams teams;
    private final RecordTypes types;
    private final Records records;
    private final Ways ways;

    Operands(Options options, Users users, Teams teams, RecordTypes types, Records records, Ways ways) {
        this.ways = ways;
        this.options = options;
        this.users = users;
        this.teams = teams;
        this.types = types;
        this.records = records;
    }

    /** To the records that conditions can be about. */
    Ways ways() {
        return ways;
    }

    /** The input of a value, and its operands as texts. */
    record Input(Component component, Supplier<List<String>> read, Consumer<List<String>> write) {
        List<String> values() {
            return read.get();
        }

        void show(List<String> values) {
            write.accept(values);
        }

        void require(String sentence) {
            if (component instanceof HasValidation validation) {
                validation.setErrorMessage(sentence);
                validation.setInvalid(true);
            }
        }
    }

    Input input(FieldType type, Operator operator, Locale locale) {
        if (!Operators.needsOperand(operator)) {
            return new Input(new Span(), List::of, values -> {});
        }
        if (operator.speaksOfStretch()) {
            return stretch(operator, locale);
        }
        if (operator.isRelative()) {
            return days();
        }
        return switch (type) {
            case FieldType.Text ignored -> line();
            case FieldType.LongText ignored -> line();
            case FieldType.RichText ignored -> line();
            case FieldType.Url ignored -> line();
            case FieldType.TaxNumber ignored -> line();
            case FieldType.Iban ignored -> line();
            case FieldType.ColourCode ignored -> line();
            case FieldType.Autonumber ignored -> line();
            case FieldType.Checklist ignored -> line();
            case FieldType.File ignored -> line();
            case FieldType.Image ignored -> line();
            case FieldType.Emails ignored -> line();
            case FieldType.Phones ignored -> line();
            case FieldType.Addresses ignored -> line();
            case FieldType.Choice(String list) ->
                several(options.offered(list), option -> option.label(locale), Option::id);
            case FieldType.Choices(String list) ->
                several(options.offered(list), option -> option.label(locale), Option::id);
            case FieldType.User ignored -> several(users.all(), User::name, User::id);
            case FieldType.Users ignored -> several(users.all(), User::name, User::id);
            case FieldType.Team ignored -> several(teams.all(), Team::name, Team::id);
            case FieldType.Repetition ignored -> line();
            case FieldType.Zone ignored -> line();
            case FieldType.Link(String target) -> link(types.require(target));
            case FieldType.Links(String target) -> link(types.require(target));
            case FieldType.Amount ignored -> amount(locale);
            case FieldType.Price ignored -> amount(locale);
            case FieldType.Decimal ignored -> amount(locale);
            case FieldType.Percent ignored -> amount(locale);
            case FieldType.Whole ignored -> days();
            case FieldType.Rating ignored -> days();
            case FieldType.Span ignored -> span();
            case FieldType.Day ignored -> day(locale);
            case FieldType.Moment ignored -> day(locale);
            case FieldType.Flag ignored -> flag();
        };
    }

    private static Input line() {
        TextField field = new TextField();
        field.setMaxLength(200);
        field.setLabel(field.getTranslation("filter.value"));
        return one(field, text -> text, text -> text);
    }

    private static Input days() {
        IntegerField field = new IntegerField();
        field.setLabel(field.getTranslation("filter.days"));
        return one(field, Object::toString, Integer::valueOf);
    }

    private static Input stretch(Operator operator, Locale locale) {
        Select<String> field = new Select<>();
        field.setItems(Days.STRETCHES);
        field.setItemLabelGenerator(unit -> FilterWords.stretch(operator, unit, locale));
        field.setValue(Days.STRETCHES.getFirst());
        field.setLabel(field.getTranslation("filter.value"));
        return one(field, unit -> unit, unit -> unit);
    }

    private static Input span() {
        SpanField field = new SpanField();
        field.setLabel(field.getTranslation("filter.value"));
        return one(
                field, span -> Long.toString(span.toMinutes()), minutes -> Duration.ofMinutes(Long.parseLong(minutes)));
    }

    private static Input amount(Locale locale) {
        BigDecimalField field = new BigDecimalField();
        field.setLocale(locale);
        field.setLabel(field.getTranslation("filter.value"));
        return one(field, BigDecimal::toPlainString, BigDecimal::new);
    }

    private static Input day(Locale locale) {
        DatePicker field = new DatePicker();
        field.setLocale(locale);
        field.setLabel(field.getTranslation("filter.value"));
        return one(field, LocalDate::toString, LocalDate::parse);
    }

    private static Input flag() {
        Select<Boolean> field = new Select<>();
        field.setItems(true, false);
        field.setItemLabelGenerator(yes -> field.getTranslation(Boolean.TRUE.equals(yes) ? "value.yes" : "value.no"));
        field.setValue(true);
        field.setLabel(field.getTranslation("filter.value"));
        return one(field, Object::toString, Boolean::valueOf);
    }

    private static <C extends Component & HasValue<?, T>, T> Input one(
            C field, Function<T, String> operand, Function<String, T> value) {
        return new Input(
                field,
                () -> field.isEmpty() ? List.of() : List.of(operand.apply(field.getValue())),
                operands -> field.setValue(value.apply(operands.getFirst())));
    }

    private static <T> Input several(Collection<T> items, Function<T, String> text, Function<T, UUID> id) {
        MultiSelectComboBox<T> field = new MultiSelectComboBox<>();
        field.setItems(items);
        field.setItemLabelGenerator(text::apply);
        field.setLabel(field.getTranslation("filter.values"));
        return new Input(
                field,
                () -> field.getValue().stream()
                        .map(item -> id.apply(item).toString())
                        .toList(),
                operands -> field.setValue(items.stream()
                        .filter(item -> operands.contains(id.apply(item).toString()))
                        .collect(Collectors.toSet())));
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
        field.setLabel(field.getTranslation("filter.values"));
        return new Input(
                field,
                () -> field.getValue().stream()
                        .map(each -> each.id().toString())
                        .toList(),
                operands -> field.setValue(
                        records
                                .titles(
                                        target,
                                        operands.stream().map(UUID::fromString).toList())
                                .entrySet()
                                .stream()
                                .map(each -> new Mention(each.getKey(), each.getValue()))
                                .collect(Collectors.toSet())));
    }

    /** The operands of a condition as people read them. */
    String text(RecordType<?> type, Filter.Test test, Locale locale) {
        return type.field(test.field())
                .map(field -> switch (field.type()) {
                    case FieldType.Choice ignored -> names(test, id -> option(id, locale));
                    case FieldType.Choices ignored -> names(test, id -> option(id, locale));
                    case FieldType.User ignored ->
                        names(test, id -> users.remembered(id).map(User::name).orElse("?"));
                    case FieldType.Users ignored ->
                        names(test, id -> users.remembered(id).map(User::name).orElse("?"));
                    case FieldType.Team ignored ->
                        names(test, id -> teams.find(id).map(Team::name).orElse("?"));
                    case FieldType.Link(String target) -> {
                        Map<UUID, String> titles = records.titles(
                                types.require(target),
                                test.operands().stream().map(UUID::fromString).toList());
                        yield names(test, id -> titles.getOrDefault(id, "?"));
                    }
                    case FieldType.Links(String target) -> {
                        Map<UUID, String> titles = records.titles(
                                types.require(target),
                                test.operands().stream().map(UUID::fromString).toList());
                        yield names(test, id -> titles.getOrDefault(id, "?"));
                    }
                    case FieldType.Span ignored ->
                        test.operands().stream()
                                .map(minutes -> Spans.write(Duration.ofMinutes(Long.parseLong(minutes))))
                                .collect(Collectors.joining(", "));
                    case FieldType.Flag ignored ->
                        com.innodus.kernel.i18n.Texts.text(
                                locale, test.operands().contains("true") ? "value.yes" : "value.no");
                    case FieldType.Day ignored -> days(test, locale);
                    case FieldType.Moment ignored -> days(test, locale);
                    default -> String.join(", ", test.operands());
                })
                .orElseGet(() -> days(test, locale));
    }

    private static String days(Filter.Test test, Locale locale) {
        return test.operands().stream()
                .map(operand -> operand.contains("-") ? FieldText.day(LocalDate.parse(operand), locale) : operand)
                .collect(Collectors.joining(", "));
    }

    private String option(UUID id, Locale locale) {
        return options.byId(id).map((Option option) -> option.label(locale)).orElse("?");
    }

    private static String names(Filter.Test test, Function<UUID, String> name) {
        return test.operands().stream().map(UUID::fromString).map(name).collect(Collectors.joining(", "));
    }
}
