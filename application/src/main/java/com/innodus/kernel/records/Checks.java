package com.innodus.kernel.records;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import jakarta.persistence.EntityManager;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.iban4j.IbanUtil;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Brings values into their stored form and says what is wrong with them. */
@Component
class Checks {
    /** A practical subset of RFC 5322, with the lengths of RFC 5321. */
    private static final Pattern EMAIL = Pattern.compile(
            "(?=.{3,254}$)[^\\s@\"(),:;<>\\[\\]\\\\\\p{Cntrl}]{1,64}@([\\p{L}\\p{N}]([\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?\\.)+\\p{L}[\\p{L}\\p{N}-]{1,62}");

    private static final Pattern COLOUR = Pattern.compile("#[0-9a-f]{6}");
    private static final Instant FIRST_MOMENT = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST_MOMENT = Instant.parse("9999-12-31T00:00:00Z");
    private static final int MOST_VALUES = 50;
    private static final int LONGEST_LINE = 200;

    private final EntityManager entities;
    private final Validator validator;
    private final OwnFields ownFields;

    Checks(EntityManager entities, Validator validator, OwnFields ownFields) {
        this.entities = entities;
        this.ownFields = ownFields;
        this.validator = validator;
    }

    /** The value in its stored form; what is wrong with it is added to {@code problems}. */
    @Nullable Object clean(Field<?> field, @Nullable Object value, List<Problem> problems) {
        int before = problems.size();
        Object clean = cleaned(field, value, problems);
        if (field.isEntry() && problems.size() == before && !JsonForm.isOf(field.type(), clean)) {
            // a column would refuse it, the entry of a JSON column takes anything
            problems.add(Problem.of(field.key(), "error.invalid"));
        }
        return clean;
    }

    private static @Nullable Object cleaned(Field<?> field, @Nullable Object value, List<Problem> problems) {
        return switch (field.type()) {
            case FieldType.Text(int max) -> line(field, value, max, problems);
            case FieldType.LongText(int max) -> text(field, value, max, problems);
            case FieldType.RichText(int max) -> text(field, value, max, problems);
            case FieldType.Url(int max) -> url(field, line(field, value, max, problems), problems);
            case FieldType.TaxNumber(int max) -> taxNumber(field, line(field, value, max, problems), problems);
            case FieldType.Iban() -> iban(field, value, problems);
            case FieldType.ColourCode() -> colour(field, value, problems);
            case FieldType.Emails() -> points(field, value, problems, Checks::email);
            case FieldType.Phones() -> points(field, value, problems, Checks::phone);
            case FieldType.Addresses() -> addresses(field, value, problems);
            case FieldType.Choices ignored -> references(field, value, problems);
            case FieldType.Links ignored -> references(field, value, problems);
            case FieldType.Users ignored -> references(field, value, problems);
            case FieldType.Repetition ignored -> repetition(field, value, problems);
            case FieldType.Zone ignored -> zone(field, value, problems);
            case FieldType.Choice ignored -> value;
            case FieldType.Link ignored -> value;
            case FieldType.User ignored -> value;
            case FieldType.Team ignored -> value;
            case FieldType.Amount ignored ->
                value instanceof java.math.BigDecimal amount ? amount(field, amount, problems) : value;
            case FieldType.Price ignored -> Numbers.price(field, value, problems);
            case FieldType.Decimal(int digits) -> Numbers.decimal(field, value, digits, problems);
            case FieldType.Percent ignored -> Numbers.decimal(field, value, 4, problems);
            case FieldType.Whole ignored -> value;
            case FieldType.Rating(int most) -> Numbers.rating(field, value, most, problems);
            case FieldType.Span ignored -> Numbers.span(field, value, problems);
            case FieldType.Day ignored -> field.isEntry() ? day(field, value, problems) : value;
            case FieldType.Moment ignored -> field.isEntry() ? moment(field, value, problems) : value;
            case FieldType.Flag ignored -> value == null ? Boolean.FALSE : value;
            case FieldType.Checklist ignored -> checklist(field, value, problems);
            case FieldType.File ignored -> file(field, value, problems);
            case FieldType.Image ignored -> file(field, value, problems);
            case FieldType.Autonumber ignored -> value;
        };
    }

    /**
     * Checks a whole record.
     *
     * @throws InvalidRecord with every problem
     */
    <E extends BaseRecord> void require(RecordType<E> type, E record) {
        List<Problem> problems = problems(type, record);
        if (!problems.isEmpty()) {
            throw new InvalidRecord(problems);
        }
    }

    /** Every problem of a whole record. */
    <E extends BaseRecord> List<Problem> problems(RecordType<E> type, E record) {
        List<Problem> problems = new ArrayList<>();
        for (ConstraintViolation<E> violation : validator.validate(record)) {
            problems.add(problem(violation));
        }
        if (problems.isEmpty()) {
            problems.addAll(type.conduct().checking().apply(record));
        }
        for (Field<E> field : type.fields()) {
            Object value = field.get(record);
            if (field.isUnique() && value != null && isTaken(type, field, value, record.getId())) {
                problems.add(Problem.of(field.key(), "error.taken", value.toString()));
            }
            if (type.key().equals(field.linkTarget()) && field.linked(record).contains(record.getId())) {
                problems.add(Problem.of(field.key(), "error.itself"));
            }
        }
        return problems;
    }

    private static <E> Problem problem(ConstraintViolation<E> violation) {
        String field = violation.getPropertyPath().toString();
        return switch (violation.getConstraintDescriptor().getAnnotation()) {
            case NotNull ignored -> Problem.of(field, "error.required");
            case NotBlank ignored -> Problem.of(field, "error.required");
            case Size size -> Problem.of(field, "error.too-long", Integer.toString(size.max()));
            default -> Problem.of(field, "error.invalid", violation.getMessage());
        };
    }

    private <E extends BaseRecord> boolean isTaken(RecordType<E> type, Field<E> field, Object value, UUID self) {
        if (field.isEntry()) {
            ownFields.reserve(type, field, value);
        }
        var builder = (HibernateCriteriaBuilder) entities.getCriteriaBuilder();
        var query = builder.createQuery(UUID.class);
        var root = query.from(type.entity());
        query.select(root.get("id"))
                .where(
                        field.isEntry()
                                ? Predicates.contains(builder, root, field, JsonForm.write(field.type(), value))
                                : builder.equal(root.get(field.key()), value),
                        builder.isNull(root.get("deletedAt")),
                        type.only(builder, root),
                        builder.notEqual(root.get("id"), self));
        return !entities.createQuery(query)
                .setFlushMode(jakarta.persistence.FlushModeType.COMMIT)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    /** The same problems as told by the database, whose unique indexes are named table_column_unique. */
    static <E extends BaseRecord> List<Problem> taken(
            RecordType<E> type, E record, ConstraintViolationException broken) {
        return type.fields().stream()
                .filter(Field::isUnique)
                .filter(field -> (type.table() + "_" + column(field) + "_unique").equals(broken.getConstraintName()))
                .map(field -> Problem.of(field.key(), "error.taken", String.valueOf(field.get(record))))
                .toList();
    }

    private static String column(Field<?> field) {
        return field.key().replaceAll("(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    private static @Nullable String line(Field<?> field, @Nullable Object value, int max, List<Problem> problems) {
        String text = text(field, value, max, problems);
        return text == null ? null : text.replaceAll("[\\r\\n\\t]+", " ");
    }

    private static @Nullable Object file(Field<?> field, @Nullable Object value, List<Problem> problems) {
        if (value != null && !(value instanceof StoredFile)) {
            problems.add(Problem.of(field.key(), "error.invalid"));
        }
        return value;
    }

    private static @Nullable String text(Field<?> field, @Nullable Object value, int max, List<Problem> problems) {
        if (value == null || value.toString().isBlank()) {
            return null;
        }
        // PostgreSQL can't store NUL
        String text = value.toString().strip().replace("\u0000", "");
        if (text.length() > max) {
            problems.add(Problem.of(field.key(), "error.too-long", Integer.toString(max)));
        }
        return text;
    }

    private static @Nullable String url(Field<?> field, @Nullable String value, List<Problem> problems) {
        if (value == null) {
            return null;
        }
        String address = value.matches("(?i)https?://.*") ? value : "https://" + value;
        try {
            URI uri = new URI(address.replace(" ", "%20"));
            if (uri.getRawAuthority() != null && !value.matches("(?i)[a-z]+:(?!//).*") && !value.contains(" ")) {
                return address;
            }
        } catch (URISyntaxException e) {
            problems.add(Problem.of(field.key(), "error.url", value));
            return value;
        }
        problems.add(Problem.of(field.key(), "error.url", value));
        return value;
    }

    private static @Nullable String taxNumber(Field<?> field, @Nullable String value, List<Problem> problems) {
        if (value == null) {
            return null;
        }
        String number = value.toUpperCase(Locale.ROOT).replaceAll("[\\s.\\-/]", "");
        if (!TaxNumbers.isPlausible(number)) {
            problems.add(Problem.of(field.key(), "error.tax-number", value));
        }
        return number;
    }

    private static @Nullable String colour(Field<?> field, @Nullable Object value, List<Problem> problems) {
        if (value == null || value.toString().isBlank()) {
            return null;
        }
        String colour = value.toString().strip().toLowerCase(Locale.ROOT);
        if (!COLOUR.matcher(colour).matches()) {
            problems.add(Problem.of(field.key(), "error.colour", colour));
        }
        return colour;
    }

    private static java.math.BigDecimal amount(Field<?> field, java.math.BigDecimal amount, List<Problem> problems) {
        java.math.BigDecimal cents = amount.setScale(2, java.math.RoundingMode.HALF_UP);
        if (cents.precision() > 19) {
            problems.add(Problem.of(field.key(), "error.too-large"));
        }
        return cents;
    }

    private static @Nullable String iban(Field<?> field, @Nullable Object value, List<Problem> problems) {
        if (value == null || value.toString().isBlank()) {
            return null;
        }
        String number = value.toString().toUpperCase(Locale.ROOT).replaceAll("[\\s.\\-\u0000]", "");
        if (!IbanUtil.isValid(number)) {
            problems.add(Problem.of(field.key(), "error.iban", value.toString().strip()));
        }
        return number;
    }

    /** Between the years that a column of dates and our calendars can show. */
    private static @Nullable Object day(Field<?> field, @Nullable Object value, List<Problem> problems) {
        if (value instanceof LocalDate day && (day.getYear() < 1 || day.getYear() > 9999)) {
            problems.add(Problem.of(field.key(), "error.date"));
        }
        return value;
    }

    private static @Nullable Object moment(Field<?> field, @Nullable Object value, List<Problem> problems) {
        if (value instanceof Instant moment) {
            if (moment.isBefore(FIRST_MOMENT) || !moment.isBefore(LAST_MOMENT)) {
                problems.add(Problem.of(field.key(), "error.date"));
            }
            return moment.truncatedTo(ChronoUnit.SECONDS);
        }
        return value;
    }

    private static List<?> references(Field<?> field, @Nullable Object value, List<Problem> problems) {
        List<?> chosen = value instanceof Collection<?> several
                ? several.stream().distinct().toList()
                : List.of();
        if (field.isEntry() && chosen.size() > MOST_VALUES) {
            problems.add(Problem.of(field.key(), "error.too-many", Integer.toString(MOST_VALUES)));
        }
        return chosen;
    }

    private static @Nullable String zone(Field<?> field, @Nullable Object value, List<Problem> problems) {
        if (value == null || value.toString().isBlank()) {
            return null;
        }
        String zone = value.toString().strip();
        if (!java.time.ZoneId.getAvailableZoneIds().contains(zone)) {
            problems.add(Problem.of(field.key(), "error.zone"));
        }
        return zone;
    }

    private static @Nullable String repetition(Field<?> field, @Nullable Object value, List<Problem> problems) {
        if (value == null || value.toString().isBlank()) {
            return null;
        }
        String rule = value.toString().strip();
        return Recurrence.read(rule).map(Recurrence::rule).orElseGet(() -> {
            problems.add(Problem.of(field.key(), "error.repetition"));
            return rule;
        });
    }

    private static List<CheckItem> checklist(Field<?> field, @Nullable Object value, List<Problem> problems) {
        List<CheckItem> items = new ArrayList<>();
        if (value instanceof Collection<?> given) {
            for (Object each : given) {
                if (each instanceof CheckItem(String words, boolean done)) {
                    String text = line(field, words, LONGEST_LINE, problems);
                    if (text != null) {
                        items.add(new CheckItem(text, done));
                    }
                }
            }
        }
        if (items.size() > MOST_VALUES) {
            problems.add(Problem.of(field.key(), "error.too-many", Integer.toString(MOST_VALUES)));
        }
        return items;
    }

    private static List<PostalAddress> addresses(Field<?> field, @Nullable Object value, List<Problem> problems) {
        List<PostalAddress> addresses = new ArrayList<>();
        if (value instanceof List<?> given) {
            for (Object element : given) {
                if (element instanceof PostalAddress address) {
                    addresses.add(new PostalAddress(
                            address.label().replace("\u0000", ""),
                            line(field, address.street(), LONGEST_LINE, problems),
                            line(field, address.postalCode(), LONGEST_LINE, problems),
                            line(field, address.city(), LONGEST_LINE, problems),
                            line(field, address.region(), LONGEST_LINE, problems),
                            line(field, address.country(), LONGEST_LINE, problems)));
                }
            }
        }
        if (addresses.size() > MOST_VALUES) {
            problems.add(Problem.of(field.key(), "error.too-many", Integer.toString(MOST_VALUES)));
        }
        return addresses;
    }

    private interface PointCheck {
        /** The stored form, or null when the value is wrong. */
        @Nullable String clean(String value);
    }

    private static List<ContactPoint> points(
            Field<?> field, @Nullable Object value, List<Problem> problems, PointCheck check) {
        List<ContactPoint> points = new ArrayList<>();
        if (value instanceof List<?> given) {
            for (Object element : given) {
                if (element instanceof ContactPoint point && !point.value().isBlank()) {
                    String clean = check.clean(point.value().strip());
                    if (clean == null) {
                        String kind = field.type() instanceof FieldType.Emails ? "error.email" : "error.phone";
                        problems.add(Problem.of(field.key(), kind, point.value()));
                    }
                    ContactPoint stored =
                            new ContactPoint(point.label(), Objects.requireNonNullElse(clean, point.value()));
                    if (points.stream().noneMatch(other -> other.value().equals(stored.value()))) {
                        points.add(stored);
                    }
                }
            }
        }
        if (points.size() > MOST_VALUES) {
            problems.add(Problem.of(field.key(), "error.too-many", Integer.toString(MOST_VALUES)));
        }
        return points;
    }

    private static @Nullable String email(String value) {
        return EMAIL.matcher(value).matches() ? value.toLowerCase(Locale.ROOT) : null;
    }

    private static @Nullable String phone(String value) {
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        try {
            var number = numbers.parse(value, "ES");
            return numbers.isPossibleNumber(number)
                    ? numbers.format(number, PhoneNumberUtil.PhoneNumberFormat.E164)
                    : null;
        } catch (NumberParseException e) {
            return null;
        }
    }
}
