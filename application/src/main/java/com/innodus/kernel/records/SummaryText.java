package com.innodus.kernel.records;

import com.innodus.kernel.access.Team;
import com.innodus.kernel.access.Teams;
import com.innodus.kernel.access.User;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.records.Summary.Aggregate;
import com.innodus.kernel.records.Summary.Dimension;
import com.innodus.kernel.records.Summary.Line;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Groups and figures as people read them. */
@Component
public class SummaryText {
    private final Records records;
    private final Options options;
    private final Users users;
    private final Teams teams;
    private final FieldPaths paths;
    private final RecordTypes types;

    SummaryText(Records records, Options options, Users users, Teams teams, FieldPaths paths, RecordTypes types) {
        this.records = records;
        this.options = options;
        this.users = users;
        this.teams = teams;
        this.paths = paths;
        this.types = types;
    }

    /** What the values of groups are called. */
    public final class Names {
        private final FieldPath field;
        private final Dimension dimension;
        private final Map<UUID, String> titles;
        private final Locale locale;

        private Names(FieldPath field, Dimension dimension, Map<UUID, String> titles, Locale locale) {
            this.field = field;
            this.dimension = dimension;
            this.titles = titles;
            this.locale = locale;
        }

        public String of(@Nullable Object value) {
            if (value == null) {
                return Texts.text(
                        locale,
                        "summary.without",
                        field.owner().label(field.field().key(), locale));
            }
            if (dimension.grain() != null) {
                return dimension.grain().text(value.toString(), locale);
            }
            return switch (value) {
                case UUID id
                when field.field().type() instanceof FieldType.Choice ->
                    options.byId(id).map(option -> option.label(locale)).orElse("?");
                case UUID id
                when field.field().type() instanceof FieldType.User ->
                    users.remembered(id).map(User::name).orElse("?");
                case UUID id
                when field.field().type() instanceof FieldType.Team ->
                    teams.find(id).map(Team::name).orElse("?");
                case UUID id -> titles.getOrDefault(id, "?");
                case Boolean flag -> Texts.text(locale, flag ? "value.yes" : "value.no");
                case Number number -> NumberFormat.getNumberInstance(locale).format(number);
                default -> value.toString();
            };
        }

        /** Colour of the value's badge, if it has one. */
        public @Nullable String colour(@Nullable Object value) {
            return field.field().type() instanceof FieldType.Choice && value instanceof UUID id
                    ? options.byId(id).map(Options.Option::colour).orElse(null)
                    : null;
        }
    }

    /** The names of the values that stand at a place among the lines' keys; one statement where they are records. */
    public Names names(RecordType<?> type, Dimension dimension, int place, List<Line> lines, Locale locale) {
        FieldPath field = paths.require(type, dimension.path());
        Map<UUID, String> titles = new HashMap<>();
        if (field.field().type() instanceof FieldType.Link(String target)) {
            List<UUID> ids = new ArrayList<>();
            for (Line line : lines) {
                if (line.keys().get(place) instanceof UUID id) {
                    ids.add(id);
                }
            }
            titles.putAll(records.titles(types.require(target), ids));
        }
        return new Names(field, dimension, titles, locale);
    }

    /** Figures as text, of money one for each currency. */
    public static String figures(Aggregate aggregate, SortedMap<String, BigDecimal> numbers, Locale locale) {
        List<String> texts = new ArrayList<>();
        numbers.forEach((currency, number) -> texts.add(figure(aggregate, currency, number, locale)));
        return String.join(" · ", texts);
    }

    private static String figure(Aggregate aggregate, String currency, BigDecimal number, Locale locale) {
        if (currency.isEmpty()) {
            NumberFormat format = NumberFormat.getNumberInstance(locale);
            format.setMaximumFractionDigits(aggregate.needsFigures() ? 2 : 0);
            return format.format(number);
        }
        try {
            NumberFormat format = NumberFormat.getCurrencyInstance(locale);
            format.setCurrency(Currency.getInstance(currency));
            format.setMinimumFractionDigits(2);
            format.setMaximumFractionDigits(2);
            return format.format(number);
        } catch (IllegalArgumentException e) {
            // a currency that the tenant made up
            return figure(aggregate, "", number, locale) + " " + currency;
        }
    }
}
