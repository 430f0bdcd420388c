package com.innodus.kernel.rates;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Operation;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.audit.AuditTrail;
import com.innodus.kernel.audit.Change;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** The current tenant's exchange rates: everybody converts, administrators enter them. */
@Service
@Transactional
public class Rates {
    public static final String EURO = "EUR";

    private static final String SETTING = "rates";
    private static final int AT_ONCE = 5_000;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final AuditTrail audit;
    private final Clock clock;

    Rates(JdbcClient jdbc, JsonMapper json, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.audit = audit;
        this.clock = clock;
    }

    /** Who said what a currency is worth; what people entered outlives what the bank published. */
    public enum Source {
        HAND,
        FILE,
        BANK
    }

    /** A rate and where it is from. */
    public record Known(Rate rate, Source source) {}

    /**
     * Whether the bank's rates are fetched every day, and how it went.
     *
     * @param fetched when it last answered; null for never
     * @param failure of the last attempt; "" for none
     */
    public record Fetching(boolean on, @Nullable Instant fetched, String failure) {
        static final Fetching OFF = new Fetching(false, null, "");
    }

    // converting

    /** The amount in another currency at the latest rates of the day or before; empty where there is none. */
    @Transactional(readOnly = true)
    public Optional<Conversion> convert(BigDecimal amount, String from, String to, LocalDate day) {
        Rate one = at(from, day).orElse(null);
        Rate other = at(to, day).orElse(null);
        if (one == null || other == null) {
            return Optional.empty();
        }
        BigDecimal result = amount.multiply(other.rate())
                .divide(one.rate(), MathContext.DECIMAL128)
                .setScale(digits(to), RoundingMode.HALF_UP);
        return Optional.of(new Conversion(
                result,
                other.rate().divide(one.rate(), MathContext.DECIMAL32),
                one.day().isBefore(other.day()) ? one.day() : other.day()));
    }

    private Optional<Rate> at(String currency, LocalDate day) {
        if (currency.equals(EURO)) {
            return Optional.of(new Rate(EURO, day, BigDecimal.ONE));
        }
        return jdbc.sql("""
                        select currency, day, rate from currency_rate
                        where currency = ? and day <= ? order by day desc limit 1
                        """).params(currency, day).query(Rate.class).optional();
    }

    private static int digits(String currency) {
        return Rate.isCurrency(currency)
                ? Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits())
                : 2;
    }

    /** The latest rate of each currency that has one, by its code. */
    @Transactional(readOnly = true)
    public List<Known> latest() {
        // one step into the index for each code, however many days there are
        return jdbc.sql("""
                        select last.currency, last.day, last.rate, last.source
                        from unnest(?::text[]) as code
                        cross join lateral (
                            select * from currency_rate r where r.currency = code order by r.day desc limit 1) last
                        order by last.currency
                        """)
                .param(Currency.getAvailableCurrencies().stream()
                        .map(Currency::getCurrencyCode)
                        .toArray(String[]::new))
                .query((row, number) -> new Known(
                        new Rate(row.getString(1), row.getObject(2, LocalDate.class), row.getBigDecimal(3)),
                        Source.valueOf(row.getString(4))))
                .list();
    }

    // keeping

    /**
     * Enters a rate.
     *
     * @throws InvalidRates when it can't be one
     */
    public void enter(Rate rate) {
        demandAdministrator();
        String problem = problem(rate);
        if (problem != null) {
            throw new InvalidRates(0, problem, "");
        }
        put(List.of(rate), Source.HAND);
        audit.note(
                "rates.entered",
                rate.currency(),
                Change.fact("#audit.rates.rate", rate.rate().toPlainString()),
                Change.fact("#audit.rates.day", rate.day().toString()));
    }

    static @Nullable String problem(Rate rate) {
        if (!Rate.isCurrency(rate.currency()) || rate.currency().equals(EURO)) {
            return "rates.error.currency";
        }
        return Rate.isReasonable(rate.rate()) ? null : "rates.error.rate";
    }

    /** Takes over the rates of a file; each stands from then on as if it had been entered. */
    public void take(List<Rate> rates) {
        demandAdministrator();
        put(rates, Source.FILE);
        audit.note("rates.imported", Integer.toString(rates.size()));
    }

    /** Forgets a rate that somebody entered wrongly. */
    public void forget(String currency, LocalDate day) {
        demandAdministrator();
        jdbc.sql("delete from currency_rate where currency = ? and day = ?")
                .params(currency, day)
                .update();
        audit.note("rates.forgotten", currency, Change.fact("#audit.rates.day", day.toString()));
    }

    private void put(List<Rate> rates, Source source) {
        for (int from = 0; from < rates.size(); from += AT_ONCE) {
            List<Rate> some = rates.subList(from, Math.min(rates.size(), from + AT_ONCE));
            jdbc.sql("""
                            insert into currency_rate (currency, day, rate, source)
                            select distinct on (1, 2) c, d::date, r::numeric, ?
                            from unnest(?::text[], ?::text[], ?::text[]) with ordinality as given (c, d, r, place)
                            order by 1, 2, place desc
                            on conflict (currency, day) do update set rate = excluded.rate, source = excluded.source
                            where excluded.source <> 'BANK' or currency_rate.source = 'BANK'
                            """)
                    .params(
                            source.name(),
                            some.stream().map(Rate::currency).toArray(String[]::new),
                            some.stream().map(rate -> rate.day().toString()).toArray(String[]::new),
                            some.stream()
                                    .map(rate -> rate.rate().toPlainString())
                                    .toArray(String[]::new))
                    .update();
        }
    }

    // fetching

    @Transactional(readOnly = true)
    public Fetching fetching() {
        return jdbc.sql("select value::text from setting where key = ?")
                .param(SETTING)
                .query(String.class)
                .optional()
                .map(text -> json.readValue(text, Fetching.class))
                .orElse(Fetching.OFF);
    }

    /** Has the bank's rates fetched every day from now on, or no longer. */
    public void fetchDaily(boolean on) {
        demandAdministrator();
        Fetching before = fetching();
        if (before.on() != on) {
            keep(new Fetching(on, before.fetched(), ""));
            audit.note(on ? "rates.fetch-on" : "rates.fetch-off", "");
        }
    }

    void fetched(List<Rate> rates) {
        put(rates, Source.BANK);
        keep(new Fetching(fetching().on(), clock.instant(), ""));
    }

    void failed(String reason) {
        Fetching before = fetching();
        keep(new Fetching(before.on(), before.fetched(), reason));
    }

    private void keep(Fetching fetching) {
        jdbc.sql("""
                        insert into setting (key, value) values (?, ?::jsonb)
                        on conflict (key) do update set value = excluded.value
                        """).params(SETTING, json.writeValueAsString(fetching)).update();
    }

    private static void demandAdministrator() {
        if (!Roles.isAdministrator(CurrentActor.get().role())
                || CurrentActor.get().isViewed()) {
            throw new Forbidden(Operation.EDIT, "exchange rates");
        }
    }
}
