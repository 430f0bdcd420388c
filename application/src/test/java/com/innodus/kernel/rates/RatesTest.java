package com.innodus.kernel.rates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.innodus.kernel.access.Forbidden;
import com.innodus.kernel.access.Roles;
import com.innodus.kernel.access.User;
import com.innodus.kernel.outbound.Outbound;
import com.innodus.kernel.rates.Rates.Known;
import com.innodus.kernel.rates.Rates.Source;
import com.innodus.support.Server;
import com.innodus.tenants.catalogue.Tenant;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

class RatesTest extends Server {
    private static final LocalDate DAY = LocalDate.parse("2026-11-24");

    private static final String BANK = """
            <?xml version="1.0" encoding="UTF-8"?>
            <gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
            <gesmes:subject>Reference rates</gesmes:subject>
            <Cube><Cube time='2026-11-24'><Cube currency='USD' rate='1.1582'/><Cube currency='JPY' rate='178.05'/></Cube></Cube>
            </gesmes:Envelope>
            """;

    @Autowired
    Rates rates;

    @Autowired
    Outbound outbound;

    @Autowired
    Clock clock;

    @TempDir
    Path folder;

    private static Rate rate(String currency, String day, String rate) {
        return new Rate(currency, LocalDate.parse(day), new BigDecimal(rate));
    }

    private Tenant knowing(Rate... known) {
        Tenant tenant = newTenant();
        as(tenant, () -> {
            rates.take(List.of(known));
            return true;
        });
        return tenant;
    }

    @ParameterizedTest
    @CsvSource({
        // amount, from, to, on, result, the day whose rate it was
        "100, USD, EUR, 2026-11-24, 86.34, 2026-11-24",
        "100, EUR, USD, 2026-11-24, 115.82, 2026-11-24",
        // each currency at its own latest, and no day later than asked for
        "100, USD, JPY, 2026-11-25, 15373, 2026-11-24",
        "100, EUR, USD, 2026-11-23, 110.00, 2026-11-20",
        "100, EUR, EUR, 2020-01-01, 100.00, 2020-01-01",
        "-0.005, EUR, USD, 2026-11-24, -0.01, 2026-11-24",
    })
    void convertsAtTheLatestRateOfTheDayOrBefore(
            BigDecimal amount, String from, String to, LocalDate on, BigDecimal result, LocalDate day) {
        Tenant tenant = knowing(
                rate("USD", "2026-11-24", "1.1582"),
                rate("USD", "2026-11-20", "1.1"),
                rate("JPY", "2026-11-24", "178.05"));
        Conversion conversion =
                as(tenant, () -> rates.convert(amount, from, to, on)).orElseThrow();
        assertThat(conversion.amount()).isEqualTo(result);
        assertThat(conversion.day()).isEqualTo(day);
    }

    @Test
    void knowsNothingBeforeTheFirstDayNorOfAnotherTenant() {
        Tenant tenant = knowing(rate("USD", "2026-11-24", "1.1582"));
        assertThat(as(tenant, () -> rates.convert(BigDecimal.TEN, "USD", "EUR", DAY.minusDays(1))))
                .isEmpty();
        Tenant other = newTenant();
        assertThat(as(other, () -> rates.latest())).isEmpty();
        assertThat(as(other, () -> rates.convert(BigDecimal.TEN, "USD", "EUR", DAY)))
                .isEmpty();
    }

    @Test
    void whatPeopleEnteredOutlivesWhatTheBankSays() {
        Tenant tenant = newTenant();
        as(tenant, () -> {
            rates.enter(rate("USD", "2026-11-24", "1.2"));
            rates.fetched(List.of(rate("USD", "2026-11-24", "1.1582"), rate("GBP", "2026-11-24", "0.87")));
            assertThat(rates.latest())
                    .extracting(known -> known.rate().currency() + known.source())
                    .containsExactly("GBPBANK", "USDHAND");
            assertThat(rates.latest().getLast().rate().rate()).isEqualByComparingTo("1.2");
            rates.take(List.of(rate("GBP", "2026-11-24", "0.9"), rate("GBP", "2026-11-24", "0.91")));
            assertThat(rates.latest().getFirst().rate().rate()).isEqualByComparingTo("0.91");
            return true;
        });
    }

    @Test
    void onlyAdministratorsChangeThem() {
        Tenant tenant = newTenant();
        User marta = newUser(tenant, "marta", Roles.MEMBER);
        assertThatThrownBy(() -> as(tenant, marta.actor(), () -> {
                    rates.enter(rate("USD", "2026-11-24", "1.2"));
                    return true;
                }))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> as(tenant, marta.actor(), () -> {
                    rates.fetchDaily(true);
                    return true;
                }))
                .isInstanceOf(Forbidden.class);
    }

    @ParameterizedTest
    @CsvSource({"EUR, 1", "XYZ, 1", "USD, 0", "USD, -1", "USD, 1e900000000", "USD, 1e-900000000"})
    void refusesWhatIsNoRate(String currency, String value) {
        Tenant tenant = newTenant();
        assertThatThrownBy(() -> as(tenant, () -> {
                    rates.enter(rate(currency, "2026-11-24", value));
                    return true;
                }))
                .isInstanceOf(InvalidRates.class);
    }

    // files

    private List<Rate> read(String text) throws Exception {
        return RateFile.read(Files.writeString(folder.resolve("rates.csv"), text));
    }

    @Test
    void readsRowsOfDayCurrencyAndRate() throws Exception {
        assertThat(read("Día;Moneda;Tipo\n24/11/2026;usd;1,1582\n2026-11-24;GBP;0.87\n"))
                .containsExactly(rate("USD", "2026-11-24", "1.1582"), rate("GBP", "2026-11-24", "0.87"));
    }

    @Test
    void readsTheBanksOwnHistory() throws Exception {
        assertThat(read("Date,USD,JPY,CYP,\n2026-11-24,1.1582,178.05,N/A,\n2026-11-23,1.15,N/A,N/A,\n"))
                .containsExactly(
                        rate("USD", "2026-11-24", "1.1582"),
                        rate("JPY", "2026-11-24", "178.05"),
                        rate("USD", "2026-11-23", "1.15"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "día;moneda;tipo~24/11/2026;USD;1,1~ayer;USD;1,1 | 3 | rates.error.day",
                "día;moneda;tipo~24/11/2026;PTAS;1,1 | 2 | rates.error.currency",
                "día;moneda;tipo~24/11/2026;USD;mucho | 2 | rates.error.rate",
                "día;moneda;tipo~24/11/2026;USD;0 | 2 | rates.error.rate",
                "nombre;correo~Ana;ana@x.test | 0 | rates.error.columns",
            })
    void saysWhatIsWrongAndWhere(String text, long line, String key) {
        assertThatThrownBy(() -> read(text.replace('~', '\n'))).isInstanceOfSatisfying(InvalidRates.class, refused -> {
            assertThat(refused.line()).isEqualTo(line);
            assertThat(refused.key()).isEqualTo(key);
        });
    }

    // the bank

    private RateFetch bank(String address) {
        return new RateFetch(rates, new EcbFile(outbound, address, clock), clock);
    }

    @Test
    void fetchesTheBanksRatesOnlyWhereItIsWanted() throws IOException {
        HttpServer bank = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        bank.createContext("/", exchange -> {
            byte[] body = BANK.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        bank.start();
        try {
            RateFetch fetch = bank("http://127.0.0.1:" + bank.getAddress().getPort() + "/daily.xml");
            Tenant tenant = newTenant();
            as(tenant, () -> {
                fetch.sweep();
                assertThat(rates.latest()).isEmpty();
                rates.fetchDaily(true);
                fetch.sweep();
                assertThat(rates.latest())
                        .extracting(Known::rate)
                        .containsExactly(rate("JPY", "2026-11-24", "178.05"), rate("USD", "2026-11-24", "1.1582"));
                assertThat(rates.latest()).extracting(Known::source).containsOnly(Source.BANK);
                assertThat(rates.fetching().fetched()).isNotNull();
                return true;
            });
        } finally {
            bank.stop(0);
        }
    }

    @Test
    void goesOnWithWhatItKnowsWithoutANetwork() {
        Tenant tenant = knowing(rate("USD", "2026-11-24", "1.1582"));
        as(tenant, () -> {
            rates.fetchDaily(true);
            // nobody listens there
            bank("http://127.0.0.1:1/daily.xml").sweep();
            assertThat(rates.fetching().failure()).isNotEmpty();
            assertThat(rates.convert(BigDecimal.TEN, "USD", "EUR", DAY)).isPresent();
            return true;
        });
    }

    @ParameterizedTest
    @CsvSource({"<html>nothing</html>", "not xml", "<Cube time='yesterday'/>", "''"})
    void saysWhenTheAnswerIsNoFileOfRates(String answer) {
        assertThatThrownBy(() -> EcbFile.read(answer)).isInstanceOf(IOException.class);
    }
}
