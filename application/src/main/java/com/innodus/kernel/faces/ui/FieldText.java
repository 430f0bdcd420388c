package com.innodus.kernel.faces.ui;

import com.innodus.kernel.access.Team;
import com.innodus.kernel.access.Teams;
import com.innodus.kernel.access.User;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.records.BaseRecord;
import com.innodus.kernel.records.CheckItem;
import com.innodus.kernel.records.ContactPoint;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.FieldType;
import com.innodus.kernel.records.Money;
import com.innodus.kernel.records.Options;
import com.innodus.kernel.records.PostalAddress;
import com.innodus.kernel.records.RecordType;
import com.innodus.kernel.records.Records;
import com.innodus.kernel.records.Recurrence;
import com.innodus.kernel.records.Spans;
import com.innodus.kernel.records.StoredFile;
import com.innodus.kernel.records.ValueText;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Values as people read them. */
@Component
public class FieldText implements ValueText {
    static final ZoneId ZONE = ZoneId.of("Europe/Madrid");

    private final Options options;
    private final Users users;
    private final Teams teams;
    private final Records records;
    private final ListNames lists;

    FieldText(Options options, Users users, Teams teams, Records records, ListNames lists) {
        this.lists = lists;
        this.options = options;
        this.users = users;
        this.teams = teams;
        this.records = records;
    }

    /**
     * A value to be shown.
     *
     * @param badges of choices; empty for other kinds
     * @param file that a field holds; null for other kinds
     */
    public record Shown(
            String text, List<Badge> badges, @Nullable StoredFile file) {
        Shown(String text, List<Badge> badges) {
            this(text, badges, null);
        }

        static final Shown NOTHING = new Shown("", List.of());
    }

    public record Badge(String text, @Nullable String colour) {}

    /**
     * @param titles of linked records, by id
     */
    public Shown show(Field<?> field, @Nullable Object value, Map<UUID, String> titles, Locale locale) {
        if (value == null) {
            return Shown.NOTHING;
        }
        return switch (field.type()) {
            case FieldType.Text ignored -> plain(value.toString());
            case FieldType.LongText ignored -> plain(value.toString());
            case FieldType.RichText ignored -> plain(value.toString());
            case FieldType.Url ignored -> plain(value.toString());
            case FieldType.TaxNumber ignored -> plain(value.toString());
            case FieldType.Iban ignored -> plain(value.toString().replaceAll("(.{4})(?=.)", "$1 "));
            case FieldType.Autonumber ignored -> plain(value.toString());
            case FieldType.ColourCode ignored ->
                new Shown(value.toString(), List.of(new Badge(value.toString(), value.toString())));
            case FieldType.Emails ignored -> plain(points(value));
            case FieldType.Phones ignored -> plain(points(value));
            case FieldType.Addresses ignored ->
                plain(((Collection<?>) value)
                        .stream()
                                .map(PostalAddress.class::cast)
                                .map(PostalAddress::oneLine)
                                .collect(Collectors.joining(" · ")));
            case FieldType.Choice ignored -> badges(List.of((UUID) value), locale);
            case FieldType.Choices ignored ->
                badges(((Collection<?>) value).stream().map(UUID.class::cast).toList(), locale);
            case FieldType.Link ignored -> plain(titles.getOrDefault((UUID) value, ""));
            case FieldType.Links ignored ->
                plain(((Collection<?>) value)
                        .stream()
                                .map(id -> titles.getOrDefault((UUID) id, ""))
                                .filter(title -> !title.isEmpty())
                                .collect(Collectors.joining(", ")));
            case FieldType.User ignored ->
                plain(users.remembered((UUID) value).map(User::name).orElse(""));
            case FieldType.Users ignored ->
                plain(((Collection<?>) value)
                        .stream()
                                .flatMap(id -> users.remembered((UUID) id).stream())
                                .map(User::name)
                                .collect(Collectors.joining(", ")));
            case FieldType.Team ignored ->
                plain(teams.find((UUID) value).map(Team::name).orElse(""));
            case FieldType.Zone ignored -> plain(value.toString());
            case FieldType.Repetition ignored ->
                plain(Recurrence.read(value.toString())
                        .map(rule -> rule.text(locale))
                        .orElse(value.toString()));
            case FieldType.Amount ignored -> plain(amount((BigDecimal) value, locale));
            case FieldType.Price ignored -> plain(price((Money) value, locale));
            case FieldType.Decimal(int digits) -> plain(decimal((BigDecimal) value, 0, digits, locale));
            case FieldType.Percent ignored -> plain(decimal((BigDecimal) value, 0, 4, locale) + " %");
            case FieldType.Rating(int most) -> plain(stars((Integer) value, most));
            case FieldType.Span ignored -> plain(Spans.write((Duration) value));
            case FieldType.Checklist ignored -> plain(ticks((Collection<?>) value));
            case FieldType.File ignored -> new Shown(value.toString(), List.of(), (StoredFile) value);
            case FieldType.Image ignored -> new Shown(value.toString(), List.of(), (StoredFile) value);
            case FieldType.Whole ignored ->
                plain(NumberFormat.getIntegerInstance(locale).format(value));
            case FieldType.Day ignored -> plain(day((LocalDate) value, locale));
            case FieldType.Moment ignored -> plain(moment((Instant) value, locale));
            case FieldType.Flag ignored ->
                plain(com.innodus.kernel.i18n.Texts.text(
                        locale, Boolean.TRUE.equals(value) ? "value.yes" : "value.no"));
        };
    }

    /** The same of a record's field. */
    <E extends BaseRecord> Shown show(
            RecordType<E> type, String field, E record, Map<UUID, String> titles, Locale locale) {
        Object value = type.require(field).get(record);
        return value != null && ListNames.areValuesOf(type, field)
                ? plain(lists.of(value.toString(), locale))
                : show(type.require(field), value, titles, locale);
    }

    @Override
    public String text(Field<?> field, @Nullable Object value, Map<UUID, String> titles, Locale locale) {
        return show(field, value, titles, locale).text();
    }

    private static Shown plain(String text) {
        return new Shown(text, List.of());
    }

    private Shown badges(List<UUID> ids, Locale locale) {
        List<Badge> badges = ids.stream()
                .flatMap(id -> options.byId(id).stream())
                .map(option -> new Badge(option.label(locale), option.colour()))
                .toList();
        // a dot without a colour says nothing
        boolean coloured = badges.stream().anyMatch(badge -> badge.colour() != null);
        return new Shown(
                badges.stream().map(Badge::text).collect(Collectors.joining(", ")), coloured ? badges : List.of());
    }

    private static String points(Object value) {
        return ((Collection<?>) value)
                .stream().map(ContactPoint.class::cast).map(ContactPoint::value).collect(Collectors.joining(", "));
    }

    static String amount(BigDecimal value, Locale locale) {
        return decimal(value, 2, 2, locale);
    }

    private static String decimal(BigDecimal value, int fewest, int most, Locale locale) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMinimumFractionDigits(fewest);
        format.setMaximumFractionDigits(most);
        return format.format(value);
    }

    private static String price(Money money, Locale locale) {
        NumberFormat format = NumberFormat.getCurrencyInstance(locale);
        format.setCurrency(Currency.getInstance(money.currency()));
        format.setMinimumFractionDigits(2);
        format.setMaximumFractionDigits(2);
        return format.format(money.amount());
    }

    private static String stars(int stars, int most) {
        return "★".repeat(Math.max(0, stars)) + "☆".repeat(Math.max(0, most - stars));
    }

    private static String ticks(Collection<?> items) {
        return items.stream()
                .map(CheckItem.class::cast)
                .map(item -> (item.done() ? "☑ " : "☐ ") + item.text())
                .collect(Collectors.joining("\n"));
    }

    static String day(LocalDate value, Locale locale) {
        return value.format(
                DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(locale));
    }

    static String moment(Instant value, Locale locale) {
        return value.atZone(ZONE)
                .format(DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                        .withLocale(locale));
    }

    /** Titles of all records that these link to. */
    public <E extends BaseRecord> Map<UUID, String> titles(RecordType<E> type, Collection<E> page) {
        return records.linkedTitles(type, page);
    }
}
