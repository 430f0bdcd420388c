package com.innodus.kernel.privacy;

import com.innodus.kernel.jobs.TenantSweep;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.springframework.stereotype.Component;

/** Does what retention rules say, once each night. */
@Component
class RetentionSweep implements TenantSweep {
    private static final ZoneId ZONE = ZoneId.of("Europe/Madrid");

    /** The hours at which nobody waits. */
    private static final int FROM = 2;

    private static final int TO = 6;

    /** Making somebody unknown goes through all texts of the tenant: a few at a time. */
    private static final int MOST = 50;

    private final Retention retention;
    private final Clock clock;

    RetentionSweep(Retention retention, Clock clock) {
        this.retention = retention;
        this.clock = clock;
    }

    @Override
    public void sweep() {
        ZonedDateTime now = clock.instant().atZone(ZONE);
        if (now.getHour() >= FROM && now.getHour() < TO) {
            retention.run(now.toLocalDate().atStartOfDay(ZONE).toInstant(), MOST);
        }
    }

    @Override
    public String name() {
        return "retention";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(10);
    }
}
