package com.innodus.kernel.records.exchange;

import com.innodus.kernel.access.Team;
import com.innodus.kernel.access.Teams;
import com.innodus.kernel.access.User;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.records.ContactPoint;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.FieldType;
import com.innodus.kernel.records.Money;
import com.innodus.kernel.records.Options;
import com.innodus.kernel.records.PostalAddress;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.Spans;
import com.innodus.kernel.text.Folding;
import com.innodus.kernel.transfer.TableWriter.Blank;
import com.innodus.kernel.transfer.TableWriter.Cell;
import com.innodus.kernel.transfer.TableWriter.Day;
import com.innodus.kernel.transfer.TableWriter.Decimal;
import com.innodus.kernel.transfer.TableWriter.Flag;
import com.innodus.kernel.transfer.TableWriter.Moment;
import com.innodus.kernel.transfer.TableWriter.Text;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Values of fields as the cells of files hold them, in both directions. */
@Component
public class CellValues {
    private static final Pattern SEVERAL = Pattern.compile("[;|\\n]");
    private static final Pattern SEVERAL_OR_COMMA = Pattern.compile("[;|,\\n]");
    private static final Set<String> YES = Set.of("si", "yes", "s", "y", "x", "1", "true", "verdadero", "cert", "v");
    private static final Set<String> NO = Set.of("no", "n", "0", "false", "falso", "fals", "f");
    private static final List<DateTimeFormatter> DAYS = Stream.of("uuuu-M-d", "d/M/uuuu", "d-M-uuuu", "d.M.uuuu")
            .map(pattern -> DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withResolverStyle(ResolverStyle.STRICT))
            .toList();

    private static final int FINE = 3;
    private static final Pattern CURRENCY = Pattern.compile("(?i)\\b[a-z]{3}\\b");

    private final Options options;
    private final Users users;
    private final Teams teams;

    CellValues(Options options, Users users, Teams teams) {
        this.options = options;
        this.users = users;
        this.teams = teams;
    }

    /** Where names of options and of linked records are looked up. */
    interface Lookup {
        Optional<UUID> option(String list, String name);

        Optional<UUID> record(String type, String title);
    }

    /** The value that a cell means, null for a blank one; what can't be understood is added to {@code problems}. */
    @Nullable Object read(Field<?> field, String cell, Lookup lookup, List<Problem> problems) {
        String text = cell.strip();
        if (text.isEmpty()) {
            return null;
        }
        return switch (field.type()) {
            case FieldType.Text ignored -> text;
            case FieldType.LongText ignored -> text;
            case FieldType.RichText ignored -> text;
            case FieldType.Url ignored -> text;
            case FieldType.TaxNumber ignored -> text;
            case FieldType.Iban ignored -> text;
            case FieldType.ColourCode ignored -> text;
            case FieldType.Autonumber ignored -> text;
            case FieldType.Emails ignored -> points(SEVERAL_OR_COMMA, text);
            case FieldType.Phones ignored -> points(SEVERAL, text);
            case FieldType.Addresses ignored -> LabelledText.addresses(text);
            case FieldType.Choice(String list) ->
                lookup.option(list, text).orElseGet(() -> refuse(field, "error.unknown-option", text, problems));
            case FieldType.Choices(String list) -> choices(field, list, text, lookup, problems);
            case FieldType.Link(String target) ->
                lookup.record(target, text).orElseGet(() -> refuse(field, "error.unknown-record", text, problems));
            case FieldType.Links(String target) -> links(field, target, text, lookup, problems);
            case FieldType.User ignored -> user(field, text, problems);
            case FieldType.Users ignored -> users(field, text, problems);
            case FieldType.Team ignored ->
                teams.named(text).map(Team::id).orElseGet(() -> refuse(field, "error.unknown-team", text, problems));
            case FieldType.Repetition ignored -> text;
            case FieldType.Zone ignored -> text;
            case FieldType.Amount ignored -> amount(field, text, problems);
            case FieldType.Price ignored -> price(field, text, problems);
            case FieldType.Decimal(int digits) -> decimal(field, text, digits, problems);
            case FieldType.Percent ignored -> decimal(field, text.replace("%", ""), FINE, problems);
            case FieldType.Whole ignored -> whole(field, text, problems);
            case FieldType.Rating ignored -> whole(field, text, problems);
            case FieldType.Span ignored ->
                Spans.read(text).orElseGet(() -> refuse(field, "error.span", text, problems));
            case FieldType.Day ignored -> day(field, text, problems);
            case FieldType.Moment ignored -> moment(field, text, problems);
            case FieldType.Flag ignored -> flag(field, text, problems);
            case FieldType.Checklist ignored -> LabelledText.checklist(text);
            case FieldType.File ignored -> refuse(field, "error.not-imported", text, problems);
            case FieldType.Image ignored -> refuse(field, "error.not-imported", text, problems);
        };
    }

    private static <T> @Nullable T refuse(Field<?> field, String message, String text, List<Problem> problems) {
        problems.add(Problem.of(field.key(), message, text));
        return null;
    }

    private static List<ContactPoint> points(Pattern separator, String text) {
        return separator
                .splitAsStream(text)
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .map(LabelledText::point)
                .toList();
    }

    private static List<UUID> choices(Field<?> field, String list, String text, Lookup lookup, List<Problem> problems) {
        Optional<UUID> whole = SEVERAL_OR_COMMA.matcher(text).find() ? Optional.empty() : lookup.option(list, text);
        if (whole.isPresent()) {
            return List.of(whole.get());
        }
        List<UUID> chosen = new ArrayList<>();
        for (String part : SEVERAL_OR_COMMA.split(text)) {
            if (!part.isBlank()) {
                lookup.option(list, part.strip())
                        .ifPresentOrElse(
                                chosen::add,
                                () -> problems.add(Problem.of(field.key(), "error.unknown-option", part.strip())));
            }
        }
        return chosen;
    }

    private List<UUID> users(Field<?> field, String text, List<Problem> problems) {
        List<UUID> found = new ArrayList<>();
        for (String part : SEVERAL_OR_COMMA.split(text)) {
            if (!part.isBlank() && user(field, part.strip(), problems) instanceof UUID id) {
                found.add(id);
            }
        }
        return found;
    }

    private static List<UUID> links(Field<?> field, String target, String text, Lookup lookup, List<Problem> problems) {
        Optional<UUID> whole = SEVERAL.matcher(text).find() ? lookup.record(target, text) : Optional.empty();
        if (whole.isPresent()) {
            return List.of(whole.get());
        }
        List<UUID> linked = new ArrayList<>();
        for (String part : SEVERAL.split(text)) {
            if (!part.isBlank()) {
                lookup.record(target, part.strip())
                        .ifPresentOrElse(
                                linked::add,
                                () -> problems.add(Problem.of(field.key(), "error.unknown-record", part.strip())));
            }
        }
        return linked;
    }

    private @Nullable UUID user(Field<?> field, String text, List<Problem> problems) {
        return users.all().stream()
                .filter(user -> user.email().equalsIgnoreCase(text)
                        || Folding.fold(user.name()).equals(Folding.fold(text)))
                .map(User::id)
                .findFirst()
                .orElseGet(() -> refuse(field, "error.unknown-user", text, problems));
    }

    /** Of dot and comma the last is the decimal mark, unless it groups three digits and stands there more than once. */
    static @Nullable BigDecimal number(String text) {
        String bare = text.replaceAll("[\\s\\u00a0\\u202f€$£']", "");
        int dot = bare.lastIndexOf('.');
        int comma = bare.lastIndexOf(',');
        char mark = comma > dot ? ',' : '.';
        char group = mark == ',' ? '.' : ',';
        boolean repeated = bare.indexOf(mark) != bare.lastIndexOf(mark);
        // "1.234" is a thousand and more where people write decimals with a comma
        boolean spanishThousands = mark == '.' && bare.matches("-?\\d{1,3}\\.\\d{3}");
        String plain = bare.replace(String.valueOf(group), "");
        plain = repeated || spanishThousands ? plain.replace(String.valueOf(mark), "") : plain.replace(mark, '.');
        return plain.matches("-?\\d{1,20}(\\.\\d{1,10})?") ? new BigDecimal(plain) : null;
    }

    private static @Nullable BigDecimal amount(Field<?> field, String text, List<Problem> problems) {
        BigDecimal amount = number(text);
        return amount == null ? refuse(field, "error.number", text, problems) : amount;
    }

    /** Where three decimals are usual, the dot of "1.234" is more likely their mark than a thousand's. */
    private static @Nullable BigDecimal decimal(Field<?> field, String text, int digits, List<Problem> problems) {
        String bare = text.strip();
        return digits >= FINE && bare.matches("-?\\d{1,3}\\.\\d{3}")
                ? new BigDecimal(bare)
                : amount(field, bare, problems);
    }

    /** {@code 12,50}, {@code 12.50 EUR}, {@code $ 12.50}; without a currency euros. */
    private static @Nullable Money price(Field<?> field, String text, List<Problem> problems) {
        Matcher code = CURRENCY.matcher(text);
        String currency = code.find()
                ? code.group().toUpperCase(Locale.ROOT)
                : text.contains("$") ? "USD" : text.contains("£") ? "GBP" : Money.EURO;
        BigDecimal amount = number(code.reset().replaceAll(""));
        return amount == null ? refuse(field, "error.number", text, problems) : new Money(amount, currency);
    }

    private static @Nullable Integer whole(Field<?> field, String text, List<Problem> problems) {
        BigDecimal number = number(text);
        if (number == null
                || number.stripTrailingZeros().scale() > 0
                || number.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0) {
            return refuse(field, "error.number", text, problems);
        }
        return number.intValue();
    }

    private static @Nullable LocalDate day(Field<?> field, String text, List<Problem> problems) {
        String day = text.replaceFirst("[T ].*", "");
        for (DateTimeFormatter format : DAYS) {
            try {
                return LocalDate.parse(day, format);
            } catch (DateTimeException e) {
                // perhaps one of the other ways to write a day
                continue;
            }
        }
        return refuse(field, "error.date", text, problems);
    }

    private static @Nullable Instant moment(Field<?> field, String text, List<Problem> problems) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            LocalDate day = day(field, text, problems);
            return day == null ? null : day.atStartOfDay(ZoneOffset.UTC).toInstant();
        }
    }

    private static @Nullable Boolean flag(Field<?> field, String text, List<Problem> problems) {
        String folded = Folding.fold(text);
        if (YES.contains(folded)) {
            return Boolean.TRUE;
        }
        return NO.contains(folded) ? Boolean.FALSE : refuse(field, "error.flag", text, problems);
    }

    /** A value as a cell of a file. @param titles of linked records, by id */
    public Cell write(FieldType type, @Nullable Object value, Map<UUID, String> titles, Locale locale) {
        if (value == null) {
            return new Blank();
        }
        return switch (type) {
            case FieldType.Text ignored -> new Text(value.toString());
            case FieldType.LongText ignored -> new Text(value.toString());
            case FieldType.RichText ignored -> new Text(value.toString());
            case FieldType.Url ignored -> new Text(value.toString());
            case FieldType.TaxNumber ignored -> new Text(value.toString());
            case FieldType.Iban ignored -> new Text(value.toString());
            case FieldType.Autonumber ignored -> new Text(value.toString());
            case FieldType.ColourCode ignored -> new Text(value.toString());
            case FieldType.Emails ignored -> joined(value, point -> LabelledText.write((ContactPoint) point, locale));
            case FieldType.Phones ignored -> joined(value, point -> LabelledText.write((ContactPoint) point, locale));
            case FieldType.Addresses ignored ->
                new Text(((Collection<?>) value)
                        .stream()
                                .map(address -> LabelledText.write((PostalAddress) address, locale))
                                .collect(Collectors.joining("\n")));
            case FieldType.Choice ignored -> new Text(label(value, locale));
            case FieldType.Choices ignored -> joined(value, id -> label(id, locale));
            case FieldType.Link ignored -> new Text(titles.getOrDefault((UUID) value, ""));
            case FieldType.Links ignored -> joined(value, id -> titles.getOrDefault((UUID) id, ""));
            case FieldType.Users ignored ->
                joined(value, id -> users.remembered((UUID) id).map(User::email).orElse(""));
            case FieldType.Team ignored ->
                new Text(teams.find((UUID) value).map(Team::name).orElse(""));
            case FieldType.Repetition ignored -> new Text(value.toString());
            case FieldType.Zone ignored -> new Text(value.toString());
            case FieldType.User ignored ->
                new Text(users.remembered((UUID) value).map(User::email).orElse(""));
            case FieldType.Amount ignored -> new Decimal((BigDecimal) value);
            case FieldType.Price ignored -> {
                Money money = (Money) value;
                yield new Text(money.amount().toPlainString() + " " + money.currency());
            }
            case FieldType.Decimal ignored -> new Decimal((BigDecimal) value);
            case FieldType.Percent ignored -> new Decimal((BigDecimal) value);
            case FieldType.Whole ignored -> new Decimal(BigDecimal.valueOf((Integer) value));
            case FieldType.Rating ignored -> new Decimal(BigDecimal.valueOf((Integer) value));
            case FieldType.Span ignored -> new Text(Spans.write((Duration) value));
            case FieldType.Day ignored -> new Day((LocalDate) value);
            case FieldType.Moment ignored -> new Moment((Instant) value);
            case FieldType.Flag ignored -> new Flag((Boolean) value);
            case FieldType.Checklist ignored -> new Text(LabelledText.write((Collection<?>) value));
            case FieldType.File ignored -> new Text(value.toString());
            case FieldType.Image ignored -> new Text(value.toString());
        };
    }

    private static Text joined(Object several, java.util.function.Function<Object, String> text) {
        return new Text(((Collection<?>) several).stream().map(text).collect(Collectors.joining("; ")));
    }

    private String label(Object id, Locale locale) {
        return options.byId((UUID) id).map(option -> option.label(locale)).orElse("");
    }
}
