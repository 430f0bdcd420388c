package com.innodus.kernel.api;

import com.innodus.kernel.access.Team;
import com.innodus.kernel.access.Teams;
import com.innodus.kernel.access.User;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.records.CheckItem;
import com.innodus.kernel.records.ContactPoint;
import com.innodus.kernel.records.Field;
import com.innodus.kernel.records.FieldType;
import com.innodus.kernel.records.JsonForm;
import com.innodus.kernel.records.Money;
import com.innodus.kernel.records.Options;
import com.innodus.kernel.records.Options.Option;
import com.innodus.kernel.records.PostalAddress;
import com.innodus.kernel.records.Problem;
import com.innodus.kernel.records.StoredFile;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The JSON form of each type of field: how it is written, read and described. What is written can be read again. */
@Component
class JsonValues {
    /** More than any column has; written out, 1e999999999 would fill the memory. */
    private static final int MOST_DIGITS = 50;

    /** PostgreSQL's calendar ends long before Java's. */
    private static final int LAST_YEAR = 9999;

    private static final int MOST_ELEMENTS = 200;

    private static final String BY_EXTERNAL_ID = "; written also as {\"externalId\": \"…\"}";

    private final Options options;
    private final Users users;
    private final Teams teams;

    JsonValues(Options options, Users users, Teams teams) {
        this.options = options;
        this.users = users;
        this.teams = teams;
    }

    /** Options by their keys, days and moments in ISO 8601, other records and users by their ids. */
    @Nullable Object write(Field<?> field, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        return switch (field.type()) {
            case FieldType.Text ignored -> value;
            case FieldType.LongText ignored -> value;
            case FieldType.Url ignored -> value;
            case FieldType.TaxNumber ignored -> value;
            case FieldType.ColourCode ignored -> value;
            case FieldType.Emails ignored -> value;
            case FieldType.Phones ignored -> value;
            case FieldType.Addresses ignored -> value;
            case FieldType.Choice ignored -> key((UUID) value);
            case FieldType.Choices ignored ->
                ((Collection<?>) value).stream().map(id -> key((UUID) id)).toList();
            case FieldType.Link ignored -> value;
            case FieldType.User ignored -> value;
            case FieldType.Team ignored -> value;
            case FieldType.Amount ignored -> value;
            case FieldType.Whole ignored -> value;
            case FieldType.Day ignored -> value.toString();
            case FieldType.Moment ignored -> value.toString();
            case FieldType.Flag ignored -> value;
            case FieldType.RichText ignored -> value;
            case FieldType.Iban ignored -> value;
            case FieldType.Autonumber ignored -> value;
            case FieldType.Decimal ignored -> value;
            case FieldType.Percent ignored -> value;
            case FieldType.Rating ignored -> value;
            case FieldType.Links ignored -> JsonForm.write(field.type(), value);
            case FieldType.Users ignored -> JsonForm.write(field.type(), value);
            case FieldType.Repetition ignored -> value;
            case FieldType.Zone ignored -> value;
            case FieldType.Price ignored -> JsonForm.write(field.type(), value);
            case FieldType.Span ignored -> JsonForm.write(field.type(), value);
            case FieldType.Checklist ignored -> JsonForm.write(field.type(), value);
            case FieldType.File ignored -> JsonForm.write(field.type(), value);
            case FieldType.Image ignored -> JsonForm.write(field.type(), value);
        };
    }

    /** The value that a JSON value means; what can't be understood is added to {@code problems}. */
    @Nullable Object read(Field<?> field, JsonNode json, List<Problem> problems) {
        if (json.isNull()) {
            return null;
        }
        return switch (field.type()) {
            case FieldType.Text ignored -> text(field, json, problems);
            case FieldType.LongText ignored -> text(field, json, problems);
            case FieldType.Url ignored -> text(field, json, problems);
            case FieldType.TaxNumber ignored -> text(field, json, problems);
            case FieldType.ColourCode ignored -> text(field, json, problems);
            case FieldType.Emails ignored -> list(field, json, problems, element -> point(field, element, problems));
            case FieldType.Phones ignored -> list(field, json, problems, element -> point(field, element, problems));
            case FieldType.Addresses ignored ->
                list(field, json, problems, element -> address(field, element, problems));
            case FieldType.Choice(String list) -> option(field, list, json, problems);
            case FieldType.Choices(String list) ->
                list(field, json, problems, element -> option(field, list, element, problems));
            case FieldType.Link ignored -> id(field, json, problems);
            case FieldType.User ignored -> user(field, json, problems);
            case FieldType.Team ignored -> team(field, json, problems);
            case FieldType.Amount ignored -> decimal(field, json, problems);
            case FieldType.Whole ignored -> whole(field, json, problems);
            case FieldType.Day ignored -> day(field, json, problems);
            case FieldType.Moment ignored -> moment(field, json, problems);
            case FieldType.Flag ignored -> json.isBoolean() ? json.booleanValue() : refuse(field, "flag", problems);
            case FieldType.RichText ignored -> text(field, json, problems);
            case FieldType.Iban ignored -> text(field, json, problems);
            case FieldType.Autonumber ignored -> text(field, json, problems);
            case FieldType.Decimal ignored -> decimal(field, json, problems);
            case FieldType.Percent ignored -> decimal(field, json, problems);
            case FieldType.Rating ignored -> whole(field, json, problems);
            case FieldType.Links ignored -> list(field, json, problems, element -> id(field, element, problems));
            case FieldType.Users ignored -> list(field, json, problems, element -> user(field, element, problems));
            case FieldType.Repetition ignored -> text(field, json, problems);
            case FieldType.Zone ignored -> text(field, json, problems);
            case FieldType.Price ignored -> price(field, json, problems);
            case FieldType.Span ignored -> span(field, json, problems);
            case FieldType.Checklist ignored -> list(field, json, problems, element -> item(field, element, problems));
            case FieldType.File ignored -> file(field, json, problems);
            case FieldType.Image ignored -> file(field, json, problems);
        };
    }

    /** Its JSON Schema. */
    Map<String, Object> schema(Field<?> field) {
        return switch (field.type()) {
            case FieldType.Text(int max) -> schema("string", "maxLength", max);
            case FieldType.LongText(int max) -> schema("string", "maxLength", max);
            case FieldType.Url(int max) -> schema("string", "maxLength", max, "format", "uri");
            case FieldType.TaxNumber(int max) -> schema("string", "maxLength", max);
            case FieldType.ColourCode ignored -> schema("string", "pattern", "^#[0-9a-fA-F]{6}$");
            case FieldType.Emails ignored -> schema("array", "items", reference("ContactPoint"));
            case FieldType.Phones ignored -> schema("array", "items", reference("ContactPoint"));
            case FieldType.Addresses ignored -> schema("array", "items", reference("PostalAddress"));
            // the tenant's lists change more often than programs that were built upon the document
            case FieldType.Choice(String list) -> schema("string", "description", keysOf(list));
            case FieldType.Choices(String list) ->
                schema("array", "items", schema("string"), "description", keysOf(list));
            case FieldType.Link(String target) ->
                schema("string", "format", "uuid", "description", "id of a record: " + target + BY_EXTERNAL_ID);
            case FieldType.User ignored -> schema("string", "format", "uuid", "description", "id of a user");
            case FieldType.Team ignored -> schema("string", "format", "uuid", "description", "id of a team");
            case FieldType.Amount ignored -> schema("number");
            case FieldType.Whole ignored -> schema("integer", "format", "int32");
            case FieldType.Day ignored -> schema("string", "format", "date");
            case FieldType.Moment ignored -> schema("string", "format", "date-time");
            case FieldType.Flag ignored -> schema("boolean");
            case FieldType.RichText(int max) -> schema("string", "maxLength", max, "description", "Markdown");
            case FieldType.Iban ignored -> schema("string", "description", "IBAN, ISO 13616");
            case FieldType.Autonumber ignored -> schema("string", "readOnly", true);
            case FieldType.Decimal ignored -> schema("number");
            case FieldType.Percent ignored -> schema("number", "description", "12.5 is 12.5 %");
            case FieldType.Rating(int most) -> schema("integer", "format", "int32", "minimum", 1, "maximum", most);
            case FieldType.Links(String target) ->
                schema(
                        "array",
                        "items",
                        schema("string", "format", "uuid"),
                        "description",
                        "ids of records: " + target + BY_EXTERNAL_ID);
            case FieldType.Users ignored ->
                schema("array", "items", schema("string", "format", "uuid"), "description", "ids of users");
            case FieldType.Repetition ignored -> schema("string", "description", "RRULE, RFC 5545 3.3.10");
            case FieldType.Zone ignored -> schema("string", "description", "time zone, such as Europe/Madrid");
            case FieldType.Price ignored ->
                schema(
                        "object",
                        "required",
                        List.of("amount", "currency"),
                        "properties",
                        Map.of("amount", schema("string"), "currency", schema("string")));
            case FieldType.Span ignored -> schema("integer", "format", "int32", "description", "minutes");
            case FieldType.Checklist ignored -> schema("array", "items", reference("CheckItem"));
            case FieldType.File ignored -> fileSchema();
            case FieldType.Image ignored -> fileSchema();
        };
    }

    private static Map<String, Object> fileSchema() {
        return schema(
                "object",
                "description",
                "of one that was sent to /files?field=… of the type, its id",
                "required",
                List.of("id"),
                "properties",
                Map.of(
                        "id", schema("string", "format", "uuid"),
                        "name", schema("string", "readOnly", true),
                        "mediaType", schema("string", "readOnly", true),
                        "bytes", schema("integer", "format", "int64", "readOnly", true),
                        "href", schema("string", "readOnly", true)));
    }

    static Map<String, Object> schema(String type, Object... facts) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", type);
        for (int i = 0; i < facts.length; i += 2) {
            schema.put((String) facts[i], facts[i + 1]);
        }
        return schema;
    }

    static Map<String, Object> reference(String name) {
        return Map.of("$ref", "#/components/schemas/" + name);
    }

    private static String keysOf(String list) {
        return "key of an option of the list " + list;
    }

    /** Its id, alone or as it was read. */
    private static @Nullable StoredFile file(Field<?> field, JsonNode json, List<Problem> problems) {
        Object id = id(field, json.isObject() ? json.path("id") : json, problems);
        return id instanceof UUID known ? StoredFile.named(known) : null;
    }

    private String key(UUID id) {
        return options.byId(id).map(Option::key).orElseGet(id::toString);
    }

    private static <T> @Nullable T refuse(Field<?> field, String wanted, List<Problem> problems) {
        problems.add(Problem.of(field.key(), "api.want." + wanted));
        return null;
    }

    private static @Nullable String text(Field<?> field, JsonNode json, List<Problem> problems) {
        return json.isString() ? json.stringValue() : refuse(field, "text", problems);
    }

    private static List<Object> list(
            Field<?> field, JsonNode json, List<Problem> problems, Function<JsonNode, @Nullable Object> read) {
        List<Object> values = new ArrayList<>();
        if (!json.isArray()) {
            refuse(field, "list", problems);
            return values;
        }
        if (json.size() > MOST_ELEMENTS) {
            problems.add(Problem.of(field.key(), "error.too-many", Integer.toString(MOST_ELEMENTS)));
            return values;
        }
        for (JsonNode element : json) {
            Object value = read.apply(element);
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    /** {@code {"label": "work", "value": "…"}}, or the value alone. */
    private static @Nullable ContactPoint point(Field<?> field, JsonNode json, List<Problem> problems) {
        if (json.isString()) {
            return ContactPoint.work(json.stringValue());
        }
        JsonNode value = json.path("value");
        if (!json.isObject()
                || !value.isString()
                || !json.path("label").asString("work").matches("[a-z]{1,20}")) {
            return refuse(field, "point", problems);
        }
        return new ContactPoint(json.path("label").asString("work"), value.stringValue());
    }

    private static @Nullable PostalAddress address(Field<?> field, JsonNode json, List<Problem> problems) {
        if (!json.isObject() || !json.path("label").asString("other").matches("[a-z]{1,20}")) {
            return refuse(field, "address", problems);
        }
        return new PostalAddress(
                json.path("label").asString("other"),
                part(json, "street"),
                part(json, "postalCode"),
                part(json, "city"),
                part(json, "region"),
                part(json, "country"));
    }

    private static @Nullable String part(JsonNode json, String name) {
        return json.path(name).isString() ? json.path(name).stringValue() : null;
    }

    private @Nullable UUID option(Field<?> field, String list, JsonNode json, List<Problem> problems) {
        if (!json.isString()) {
            return refuse(field, "text", problems);
        }
        Optional<UUID> option = option(list, json.stringValue());
        if (option.isEmpty()) {
            problems.add(Problem.of(field.key(), "error.unknown-option", shortened(json.stringValue())));
        }
        return option.orElse(null);
    }

    /** An option by its key, label or id. */
    Optional<UUID> option(String list, String text) {
        return options.meantBy(list, text)
                .or(() -> uuid(text)
                        .flatMap(options::byId)
                        .filter(found -> found.list().equals(list)))
                .map(Option::id);
    }

    private static @Nullable UUID id(Field<?> field, JsonNode json, List<Problem> problems) {
        Optional<UUID> id = json.isString() ? uuid(json.stringValue()) : Optional.empty();
        return id.orElseGet(() -> refuse(field, "id", problems));
    }

    private @Nullable UUID user(Field<?> field, JsonNode json, List<Problem> problems) {
        if (!json.isString()) {
            return refuse(field, "id", problems);
        }
        Optional<UUID> user = user(json.stringValue());
        if (user.isEmpty()) {
            problems.add(Problem.of(field.key(), "error.unknown-user", shortened(json.stringValue())));
        }
        return user.orElse(null);
    }

    /** A user by id or e-mail address. */
    Optional<UUID> user(String text) {
        Optional<User> user = text.contains("@")
                ? users.byEmail(text.replace("\0", ""))
                : uuid(text).flatMap(users::remembered);
        return user.map(User::id);
    }

    private @Nullable UUID team(Field<?> field, JsonNode json, List<Problem> problems) {
        return json.isString()
                ? team(json.stringValue()).orElseGet(() -> refuse(field, "team", problems))
                : refuse(field, "team", problems);
    }

    /** A team by id or name. */
    Optional<UUID> team(String text) {
        return uuid(text).flatMap(teams::find).or(() -> teams.named(text)).map(Team::id);
    }

    private static @Nullable BigDecimal decimal(Field<?> field, JsonNode json, List<Problem> problems) {
        try {
            BigDecimal number = json.isNumber()
                    ? json.decimalValue()
                    : json.isString() && json.stringValue().length() <= MOST_DIGITS
                            ? new BigDecimal(json.stringValue())
                            : null;
            if (number != null && number.precision() <= MOST_DIGITS && Math.abs((long) number.scale()) <= MOST_DIGITS) {
                return number;
            }
        } catch (ArithmeticException | NumberFormatException e) {
            return refuse(field, "number", problems);
        }
        return refuse(field, "number", problems);
    }

    private static @Nullable Money price(Field<?> field, JsonNode json, List<Problem> problems) {
        BigDecimal amount = json.isObject() ? decimal(field, json.path("amount"), problems) : null;
        if (amount == null || !json.path("currency").isString()) {
            return problems.isEmpty() ? refuse(field, "price", problems) : null;
        }
        return new Money(amount, json.path("currency").stringValue());
    }

    /** Minutes. */
    private static @Nullable Duration span(Field<?> field, JsonNode json, List<Problem> problems) {
        Integer minutes = whole(field, json, problems);
        return minutes == null ? null : Duration.ofMinutes(minutes);
    }

    private static @Nullable CheckItem item(Field<?> field, JsonNode json, List<Problem> problems) {
        if (!json.path("text").isString()) {
            return refuse(field, "item", problems);
        }
        return new CheckItem(json.path("text").stringValue(), json.path("done").asBoolean(false));
    }

    private static @Nullable Integer whole(Field<?> field, JsonNode json, List<Problem> problems) {
        return json.isIntegralNumber() && json.canConvertToInt() ? json.intValue() : refuse(field, "whole", problems);
    }

    private static @Nullable LocalDate day(Field<?> field, JsonNode json, List<Problem> problems) {
        try {
            LocalDate day = json.isString() ? LocalDate.parse(json.stringValue()) : null;
            if (day != null && day.getYear() >= 1 && day.getYear() <= LAST_YEAR) {
                return day;
            }
        } catch (DateTimeException e) {
            return refuse(field, "day", problems);
        }
        return refuse(field, "day", problems);
    }

    private static @Nullable Instant moment(Field<?> field, JsonNode json, List<Problem> problems) {
        try {
            Instant moment = json.isString() ? Instant.parse(json.stringValue()) : null;
            if (moment != null) {
                int year = moment.atOffset(ZoneOffset.UTC).getYear();
                if (year >= 1 && year <= LAST_YEAR) {
                    return moment;
                }
            }
        } catch (DateTimeException e) {
            return refuse(field, "moment", problems);
        }
        return refuse(field, "moment", problems);
    }

    /** Only the usual form: {@link UUID#fromString} takes shorter ones too. */
    static Optional<UUID> uuid(String text) {
        return text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
                ? Optional.of(UUID.fromString(text))
                : Optional.empty();
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }
}
