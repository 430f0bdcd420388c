package com.innodus.kernel.rates;

import com.innodus.kernel.outbound.Outbound;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** The reference rates that the European Central Bank publishes on working days at four in the afternoon. */
@Component
class EcbFile {
    private static final Duration FRESH = Duration.ofHours(1);

    private final RestClient client;
    private final String address;
    private final Clock clock;

    /** Public, the same for all tenants, and so asked for once for all of them. */
    private volatile @Nullable Fetched latest;

    EcbFile(
            Outbound outbound,
            @Value("${innodus.rates-url:https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml}") String address,
            Clock clock) {
        this.address = address;
        this.clock = clock;
        client = RestClient.builder()
                .requestFactory(outbound.requests())
                .requestInterceptor(outbound.limits())
                .build();
    }

    private record Fetched(Instant at, List<Rate> rates) {}

    /** @throws IOException when the bank can't be reached, or says something else */
    List<Rate> fetch() throws IOException {
        Fetched known = latest;
        if (known != null && known.at().isAfter(clock.instant().minus(FRESH))) {
            return known.rates();
        }
        String text;
        try {
            text = client.get().uri(address).retrieve().body(String.class);
        } catch (RestClientException e) {
            throw new IOException(e.getMostSpecificCause().getMessage(), e);
        }
        List<Rate> rates = read(text == null ? "" : text);
        latest = new Fetched(clock.instant(), rates);
        return rates;
    }

    static List<Rate> read(String xml) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        List<Rate> rates = new ArrayList<>();
        try {
            XMLStreamReader reader =
                    factory.createXMLStreamReader(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
            LocalDate day = null;
            while (reader.hasNext()) {
                if (reader.next() != XMLStreamConstants.START_ELEMENT
                        || !reader.getLocalName().equals("Cube")) {
                    continue;
                }
                String time = reader.getAttributeValue(null, "time");
                String currency = reader.getAttributeValue(null, "currency");
                if (time != null) {
                    day = LocalDate.parse(time);
                } else if (currency != null && day != null) {
                    Rate rate = new Rate(
                            currency,
                            day,
                            new BigDecimal(Objects.requireNonNullElse(reader.getAttributeValue(null, "rate"), "")));
                    // a currency that is new to this Java is no reason to be without the others
                    if (Rates.problem(rate) == null) {
                        rates.add(rate);
                    }
                }
            }
        } catch (XMLStreamException | DateTimeException | NumberFormatException e) {
            throw new IOException("Not the file of rates", e);
        }
        if (rates.isEmpty()) {
            throw new IOException("No rates in the file");
        }
        return rates;
    }
}
