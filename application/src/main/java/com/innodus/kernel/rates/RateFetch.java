package com.innodus.kernel.rates;

import com.innodus.kernel.jobs.TenantSweep;
import com.innodus.kernel.rates.Rates.Fetching;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Fetches the bank's rates where an administrator wanted it. Without a network the known ones go on serving. */
@Component
public class RateFetch implements TenantSweep {
    private static final Logger LOG = LoggerFactory.getLogger(RateFetch.class);

    /** New ones come once a day, at an hour that nobody promises. */
    private static final Duration AGAIN = Duration.ofHours(6);

    private final Rates rates;
    private final EcbFile file;
    private final Clock clock;

    RateFetch(Rates rates, EcbFile file, Clock clock) {
        this.rates = rates;
        this.file = file;
        this.clock = clock;
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void sweep() {
        Fetching fetching = rates.fetching();
        Instant fetched = fetching.fetched();
        if (fetching.on()
                && (fetched == null || fetched.isBefore(clock.instant().minus(AGAIN)))) {
            fetch();
        }
    }

    /** Asks the bank, and notes how it went. */
    public void fetch() {
        try {
            rates.fetched(file.fetch());
        } catch (IOException e) {
            // said in the settings; the rates that are known still are
            LOG.warn("No rates from the bank: {}", e.getMessage());
            rates.failed(String.valueOf(e.getMessage()));
        }
    }
}
