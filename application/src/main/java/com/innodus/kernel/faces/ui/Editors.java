package com.innodus.kernel.faces.ui;

import com.innodus.kernel.access.Team;
import com.innodus.kernel.access.Teams;
import com.innodus.kernel.access.User;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.files.Attachments;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.FieldType;
import com.innodus.kernel.records.Options;
import com.innodus.kernel.records.Options.Option;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.RecordTypes;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.Records.Mention;
import com.innodus.kernel.records.views.Layout;
import com.innodus.kernel.records.views.Layouts;
import com.vaadin.flow.component.AbstractField;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.component.formlayout.FormLayout;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.BigDecimalField;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.binder.HasValidator;
import com.vaadin.flow.data.binder.ValueContext;
import com.vaadin.flow.data.value.HasValueChangeMode;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/** The editor for each kind of field. */
@org.springframework.stereotype.Component
public class Editors {
    private static final int PAUSE = 800;

    private final Options options;
    private final Users users;
    private final Teams teams;
    private final Records records;
    private final RecordTypes types;
    private final Attachments files;
    private final ListNames lists;
    private final Layouts layouts;
    private final ObjectProvider<QuickCreate> quick;
    private final Clock clock;

    Editors(
            Options options,
            Users users,
            Teams teams,
            Records records,
            RecordTypes types,
            Attachments files,
            ListNames lists,
            Layouts layouts,
            ObjectProvider<QuickCreate> quick,
            Clock clock) {
        this.clock = clock;
        this.options = options;
        this.users = users;
        this.teams = teams;
        this.records = records;
        this.types = types;
        this.files = files;
        this.lists = lists;
        this.layouts = layouts;
        this.quick = quick;
    }

    /** An editor of one field: its component, and its value in the field's own Java type. */
    public static final class Editor {
        private final Component component;
        private final java.util.function.Supplier<@Nullable Object> read;
        private final java.util.function.Consumer<@Nullable Object> write;

        private Editor(
                Component component,
                java.util.function.Supplier<@Nullable Object> read,
                java.util.function.Consumer<@Nullable Object> write) {
            this.component = component;
            this.read = read;
            this.write = write;
        }

        public Component component() {
            return component;
        }

        public @Nullable Object value() {
            return read.get();
        }

        public void setValue(@Nullable Object value) {
            write.accept(value);
        }

        /** Whether something is typed that the component can't read, such as a date that isn't one. */
        public boolean isUnreadable() {
            return component instanceof AbstractField<?, ?> field
                    && field.isEmpty()
                    && component instanceof HasValidator<?> validator
                    && isRefused(validator);
        }

        private <T> boolean isRefused(HasValidator<T> validator) {
            return validator
                    .getDefaultValidator()
                    .apply(null, new ValueContext(component))
                    .isError();
        }

        /** Shows a sentence beside the field; null takes it away. */
        public void setProblem(@Nullable String sentence) {
            if (component instanceof HasValidation validation) {
                validation.setInvalid(sentence != null);
                validation.setErrorMessage(sentence == null ? "" : sentence);
            }
        }

        public void setReadOnly(boolean readOnly) {
            ((HasValue<?, ?>) component).setReadOnly(readOnly);
        }

        public void setRequired(boolean required) {
            demand(component, required);
        }

        /** Tells when somebody changed it, not when the program did. */
        public void onChange(Runnable listener) {
            ((HasValue<?, ?>) component).addValueChangeListener(change -> {
                if (change.isFromClient()) {
                    listener.run();
                }
            });
        }
    }

    /** What is typed isn't a value of a kind of field, see {@link Editor#isUnreadable}. */
    public static Problem unreadable(String key, FieldType type) {
        return switch (type) {
            case FieldType.Day ignored -> Problem.of(key, "error.date");
            case FieldType.Moment ignored -> Problem.of(key, "error.date");
            case FieldType.Span ignored -> Problem.of(key, "error.span-form");
            default -> Problem.of(key, "error.invalid");
        };
    }

    /** Whether it needs the whole width of a form. */
    public static boolean isWide(FieldType type) {
        return type instanceof FieldType.LongText
                || type instanceof FieldType.RichText
                || type instanceof FieldType.Checklist
                || type instanceof FieldType.Addresses;
    }

    /** Fields side by side where there is room for them. */
    public static FormLayout columns(int columns) {
        FormLayout layout = new FormLayout();
        layout.setResponsiveSteps(
                new FormLayout.ResponsiveStep("0", 1), new FormLayout.ResponsiveStep("36rem", columns));
        return layout;
    }

    /** The sections of a form, as the acting user sees them. */
    List<Layout.Placed> sections(RecordType<?> type) {
        return layouts.of(type);
    }

    /** By which conditions count days. */
    Instant now() {
        return clock.instant();
    }

    /** The type that a field leads to. */
    Optional<RecordType<?>> target(Field<?> field) {
        return Optional.ofNullable(field.linkTarget()).flatMap(types::byKey);
    }

    /** The editor for a field, with label, help and limits. */
    public <E extends BaseRecord> Editor of(RecordType<E> type, Field<E> field, Locale locale) {
        Editor editor = ListNames.areValuesOf(type, field.key()) ? list(locale) : byKind(type, field, locale);
        Component component = editor.component();
        ((com.vaadin.flow.component.HasLabel) component).setLabel(type.label(field.key(), locale));
        type.help(field.key(), locale)
                .ifPresent(help -> ((com.vaadin.flow.component.HasHelper) component).setHelperText(help));
        demand(component, field.isRequired());
        component.setId("field-" + field.key());
        return editor;
    }

    private <E extends BaseRecord> Editor byKind(RecordType<E> type, Field<E> field, Locale locale) {
        return switch (field.type()) {
            case FieldType.Text(int max) -> line(max);
            case FieldType.Url(int max) -> line(max);
            case FieldType.TaxNumber(int max) -> line(max);
            case FieldType.Iban() -> line(42);
            case FieldType.ColourCode() -> line(7);
            case FieldType.LongText(int max) -> text(max);
            case FieldType.RichText(int max) -> own(new MarkdownField(max));
            case FieldType.Emails() -> own(new ContactPointsField("email", locale));
            case FieldType.Phones() -> own(new ContactPointsField("tel", locale));
            case FieldType.Addresses() -> own(new AddressesField(locale));
            case FieldType.Choice(String list) -> choice(list, locale);
            case FieldType.Choices(String list) -> choices(list, locale);
            case FieldType.Link(String target) -> link(types.require(target));
            case FieldType.Links(String target) -> links(types.require(target));
            case FieldType.User() -> user();
            case FieldType.Users() -> several();
            case FieldType.Team() -> team();
            case FieldType.Repetition() -> own(new RecurrenceField(locale));
            case FieldType.Zone() -> zone();
            case FieldType.Amount() -> amount(locale);
            case FieldType.Price() -> own(new PriceField(locale));
            case FieldType.Decimal ignored -> amount(locale);
            case FieldType.Percent() -> percent(locale);
            case FieldType.Rating(int most) -> rating(most);
            case FieldType.Span() -> own(new SpanField());
            case FieldType.Whole() -> own(new IntegerField());
            case FieldType.Day() -> day(locale);
            case FieldType.Moment() -> moment(locale);
            case FieldType.Flag() -> own(new Checkbox());
            case FieldType.Checklist() -> own(new ChecklistField(locale));
            case FieldType.File ignored -> file(type, field);
            case FieldType.Image ignored -> file(type, field);
            case FieldType.Autonumber ignored -> line(40);
        };
    }

    /** Lists of options by their names; a list is made with the field that chooses from it. */
    private Editor list(Locale locale) {
        ComboBox<String> component = new ComboBox<>();
        component.setItems(lists.sorted(options.lists(), locale));
        component.setItemLabelGenerator(list -> lists.of(list, locale));
        return converting(component, list -> list, Object::toString);
    }

    private <E extends BaseRecord> Editor file(RecordType<E> type, Field<E> field) {
        List<String> accepted = switch (field.type()) {
            case FieldType.Image ignored -> List.copyOf(Attachments.PICTURES);
            case FieldType.File(boolean pdfOnly) when pdfOnly -> List.of("application/pdf", ".pdf");
            default -> List.of();
        };
        return own(new FileField(
                (name, content) -> files.store(type, field.key(), name, content),
                Attachments.largest(field),
                accepted));
    }

    private static <T> Editor own(AbstractField<?, T> component) {
        return converting(component, value -> value, value -> (T) value);
    }

    /** @param toField from the field's Java type to what the component shows */
    @SuppressWarnings("unchecked")
    private static <C extends Component & HasValue<?, T>, T> Editor converting(
            C component, Function<T, @Nullable Object> fromField, Function<Object, @Nullable T> toField) {
        return new Editor(
                component,
                () -> component.isEmpty()
                                && !(component.getValue() instanceof Collection)
                                && !(component.getValue() instanceof Boolean)
                        ? null
                        : fromField.apply(component.getValue()),
                value -> {
                    T shown = value == null ? null : toField.apply(value);
                    if (shown == null) {
                        component.clear();
                    } else {
                        component.setValue(shown);
                    }
                });
    }

    /** What is typed reaches the server a moment later, where a draft of it is kept. */
    static void waitForAPause(HasValueChangeMode component) {
        component.setValueChangeMode(ValueChangeMode.LAZY);
        component.setValueChangeTimeout(PAUSE);
    }

    private static Editor line(int max) {
        TextField component = new TextField();
        waitForAPause(component);
        component.setMaxLength(Math.max(max * 2, 200));
        return converting(component, text -> text, Object::toString);
    }

    private static Editor text(int max) {
        TextArea component = new TextArea();
        waitForAPause(component);
        component.setMinRows(3);
        component.setMaxRows(14);
        component.setMaxLength(max * 2);
        return converting(component, text -> text, Object::toString);
    }

    private Editor choice(String list, Locale locale) {
        ComboBox<Option> component = new ComboBox<>();
        component.setItems(options.offered(list));
        component.setItemLabelGenerator(option -> option.label(locale));
        component.setClearButtonVisible(true);
        return converting(component, Option::id, id -> options.byId((UUID) id).orElse(null));
    }

    private Editor choices(String list, Locale locale) {
        MultiSelectComboBox<Option> component = new MultiSelectComboBox<>();
        component.setItems(options.offered(list));
        component.setItemLabelGenerator(option -> option.label(locale));
        component.setClearButtonVisible(true);
        return converting(
                component,
                chosen -> chosen.stream().map(Option::id).toList(),
                ids -> ((Collection<?>) ids)
                        .stream()
                                .flatMap(id -> options.byId((UUID) id).stream())
                                .collect(java.util.stream.Collectors.toSet()));
    }

    /**
     * What a link can lead to.
     *
     * @param words that nothing matched, in the offer to make a record of them
     */
    private record Pick(@Nullable Mention record, @Nullable String words) {
        static Pick of(Mention record) {
            return new Pick(record, null);
        }

        @Nullable UUID id() {
            return record == null ? null : record.id();
        }

        String label(Component within) {
            return record == null ? within.getTranslation("quick.create", words) : record.title();
        }
    }

    private <T extends BaseRecord> Editor link(RecordType<T> target) {
        ComboBox<Pick> component = new ComboBox<>();
        component.setItemLabelGenerator(pick -> pick.label(component));
        component.setClearButtonVisible(true);
        boolean mayCreate = quick.getObject().isAllowed(target);
        component.setItemsWithFilterConverter(
                query -> {
                    String words = query.getFilter().orElse("").strip();
                    List<Mention> found = records.suggest(target, words, query.getOffset(), query.getLimit());
                    boolean offer = found.isEmpty() && query.getOffset() == 0 && mayCreate && !words.isEmpty();
                    return offer
                            ? Stream.of(new Pick(null, words))
                            : found.stream().map(Pick::of);
                },
                text -> text);
        component.addValueChangeListener(change -> {
            String words = change.getValue() == null ? null : change.getValue().words();
            if (words != null) {
                component.setValue(change.getOldValue());
                quick.getObject().ask(target, QuickCreate.titled(target, words), made -> choose(component, made));
            }
        });
        return converting(component, Pick::id, id -> {
            String title = records.titles(target, List.of((UUID) id)).get(id);
            return title == null ? null : Pick.of(new Mention((UUID) id, title));
        });
    }

    /** Chooses what was made just now, and tells as if the user had chosen it. */
    private static void choose(ComboBox<Pick> component, Mention made) {
        Pick before = component.getValue();
        component.setValue(Pick.of(made));
        ComponentUtil.fireEvent(
                component, new AbstractField.ComponentValueChangeEvent<>(component, component, before, true));
    }

    private <T extends BaseRecord> Editor links(RecordType<T> target) {
        MultiSelectComboBox<Mention> component = new MultiSelectComboBox<>();
        component.setItemLabelGenerator(Mention::title);
        component.setClearButtonVisible(true);
        component.setItemsWithFilterConverter(
                query ->
                        records
                                .suggest(target, query.getFilter().orElse(""), query.getOffset(), query.getLimit())
                                .stream(),
                text -> text);
        return converting(
                component,
                chosen -> chosen.stream().map(Mention::id).toList(),
                ids ->
                        records
                                .titles(
                                        target,
                                        ((Collection<?>) ids)
                                                .stream().map(UUID.class::cast).toList())
                                .entrySet()
                                .stream()
                                .map(each -> new Mention(each.getKey(), each.getValue()))
                                .collect(java.util.stream.Collectors.toSet()));
    }

    private Editor user() {
        ComboBox<User> component = new ComboBox<>();
        component.setItems(users.all().stream()
                .filter(user -> user.state() != User.State.DISABLED)
                .toList());
        component.setItemLabelGenerator(User::name);
        component.setClearButtonVisible(true);
        return converting(component, User::id, id -> users.byId((UUID) id).orElse(null));
    }

    private Editor team() {
        ComboBox<Team> component = new ComboBox<>();
        component.setItems(teams.all());
        component.setItemLabelGenerator(Team::name);
        component.setClearButtonVisible(true);
        return converting(component, Team::id, id -> teams.find((UUID) id).orElse(null));
    }

    private static Editor zone() {
        ComboBox<String> component = new ComboBox<>();
        component.setItems(java.time.ZoneId.getAvailableZoneIds().stream()
                .filter(zone -> zone.contains("/") && !zone.startsWith("Etc/"))
                .sorted()
                .toList());
        return converting(component, zone -> zone, Object::toString);
    }

    private Editor several() {
        MultiSelectComboBox<User> component = new MultiSelectComboBox<>();
        component.setItems(users.all().stream()
                .filter(user -> user.state() != User.State.DISABLED)
                .toList());
        component.setItemLabelGenerator(User::name);
        component.setClearButtonVisible(true);
        return converting(
                component,
                chosen -> chosen.stream().map(User::id).toList(),
                ids -> ((Collection<?>) ids)
                        .stream()
                                .flatMap(id -> users.byId((UUID) id).stream())
                                .collect(java.util.stream.Collectors.toSet()));
    }

    private static Editor amount(Locale locale) {
        BigDecimalField component = new BigDecimalField();
        component.setLocale(locale);
        return converting(component, amount -> amount, amount -> (java.math.BigDecimal) amount);
    }

    private static Editor percent(Locale locale) {
        BigDecimalField component = new BigDecimalField();
        component.setLocale(locale);
        component.setSuffixComponent(new Span("%"));
        return converting(component, percent -> percent, percent -> (java.math.BigDecimal) percent);
    }

    private static Editor rating(int most) {
        Select<Integer> component = new Select<>();
        component.setItems(IntStream.rangeClosed(1, most).boxed().toList());
        component.setItemLabelGenerator(stars ->
                stars == null ? "" : "★".repeat(stars) + "☆".repeat(Math.max(0, most - stars)));
        component.setEmptySelectionAllowed(true);
        return converting(component, stars -> stars, stars -> (Integer) stars);
    }

    /** A group of inputs, as a moment is, may not say of itself that it is required (WAI-ARIA 1.2, role group). */
    private static void demand(Component component, boolean required) {
        if (component instanceof DateTimePicker moment) {
            moment.setClassName("is-required", required);
        } else {
            ((HasValue<?, ?>) component).setRequiredIndicatorVisible(required);
        }
    }

    private static Editor moment(Locale locale) {
        DateTimePicker component = new DateTimePicker();
        component.setLocale(locale);
        component.setDatePickerI18n(i18n(component, locale));
        component.setStep(Duration.ofMinutes(15));
        return converting(
                component,
                local -> local.atZone(FieldText.ZONE).toInstant(),
                moment -> LocalDateTime.ofInstant((Instant) moment, FieldText.ZONE));
    }

    private static Editor day(Locale locale) {
        DatePicker component = new DatePicker();
        component.setLocale(locale);
        component.setI18n(i18n(component, locale));
        component.setClearButtonVisible(true);
        return converting(component, day -> day, day -> (java.time.LocalDate) day);
    }

    private static DatePicker.DatePickerI18n i18n(Component component, Locale locale) {
        return new DatePicker.DatePickerI18n()
                .setFirstDayOfWeek(1)
                .setMonthNames(Arrays.stream(Month.values())
                        .map(month -> month.getDisplayName(TextStyle.FULL_STANDALONE, locale))
                        .toList())
                .setWeekdays(sundayFirst(TextStyle.FULL_STANDALONE, locale))
                .setWeekdaysShort(sundayFirst(TextStyle.SHORT_STANDALONE, locale))
                .setToday(component.getTranslation("date.today"))
                .setCancel(component.getTranslation("action.cancel"))
                .setBadInputErrorMessage(component.getTranslation("error.date"));
    }

    private static List<String> sundayFirst(TextStyle style, Locale locale) {
        return Stream.iterate(DayOfWeek.SUNDAY, day -> day.plus(1))
                .limit(7)
                .map(day -> day.getDisplayName(style, locale))
                .toList();
    }
}
