package com.innodus.kernel.mail;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Mails of the current tenant, stored in the transaction of what causes them. */
@Service
@Transactional
public class Outbox {
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Outbox(JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** A mail was stored; its delivery may be tried once the transaction is over. */
    record MailStored(UUID id) {}

    /**
     * Stores a mail to be sent.
     *
     * @throws IllegalArgumentException when address or subject could smuggle in a header (RFC 5322 2.2)
     */
    public UUID send(String recipient, String subject, String text, String html) {
        return send(recipient, null, subject, text, html);
    }

    /**
     * Stores a mail to be sent.
     *
     * @param replyTo where answers shall go, when not to the sender
     * @throws IllegalArgumentException when an address or the subject could smuggle in a header (RFC 5322 2.2)
     */
    public UUID send(String recipient, @Nullable String replyTo, String subject, String text, String html) {
        return send(recipient, replyTo, subject, text, html, null);
    }

    /**
     * Stores a mail to be sent.
     *
     * @param calendar a message of iTIP (RFC 5546) for the reader's calendar
     * @throws IllegalArgumentException when an address or the subject could smuggle in a header (RFC 5322 2.2)
     */
    public UUID send(
            String recipient,
            @Nullable String replyTo,
            String subject,
            String text,
            String html,
            @Nullable String calendar) {
        if ((recipient + replyTo + subject).chars().anyMatch(letter -> letter < ' ')) {
            throw new IllegalArgumentException("Control characters in a mail's header");
        }
        UUID id = UUID.randomUUID();
        Timestamp now = Timestamp.from(clock.instant());
        jdbc.sql("""
                        insert into mail_outbox (id, recipient, subject, text_body, html_body, reply_to, calendar, created_at,
                                                 next_attempt_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(id, recipient, subject, text, html)
                .param(replyTo)
                .param(calendar)
                .params(now, now)
                .update();
        events.publishEvent(new MailStored(id));
        return id;
    }
}
