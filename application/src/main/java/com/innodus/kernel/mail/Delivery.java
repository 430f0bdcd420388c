package com.innodus.kernel.mail;

import com.innodus.kernel.jobs.TenantSweep;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.context.TenantScope;
import com.innodus.tenants.routing.Addresses;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionOperations;

/** Takes mails from the outboxes to the mail server; without one, to the development mailbox. */
@Component
public class Delivery implements TenantSweep, DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    /** After these a mail has failed. */
    public static final int MOST_ATTEMPTS = 12;

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final ObjectProvider<JavaMailSender> server;
    private final DevMailbox mailbox;
    private final Addresses addresses;
    private final Clock clock;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("mail").daemon().factory());

    Delivery(
            JdbcClient jdbc,
            TransactionOperations transactions,
            ObjectProvider<JavaMailSender> server,
            DevMailbox mailbox,
            Addresses addresses,
            Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.server = server;
        this.mailbox = mailbox;
        this.addresses = addresses;
        this.clock = clock;
    }

    private record Mail(
            UUID id,
            String recipient,
            @Nullable String replyTo,
            String subject,
            String text,
            String html,
            @Nullable String calendar,
            int attempts) {}

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void deliverSoon(Outbox.MailStored stored) {
        worker.execute(TenantScope.capture(this::deliverDue));
    }

    @Override
    public String name() {
        return "mail";
    }

    @Override
    public void sweep() {
        worker.execute(TenantScope.capture(this::deliverDue));
    }

    /** Tries what is due in the current tenant's outbox; each mail in its own transaction, locked against other nodes. */
    private void deliverDue() {
        boolean more = true;
        while (more) {
            more = Boolean.TRUE.equals(transactions.execute(status -> deliverOne()));
        }
    }

    private boolean deliverOne() {
        List<Mail> due = jdbc.sql("""
                        select id, recipient, reply_to, subject, text_body, html_body, calendar, attempts from mail_outbox
                        where sent_at is null and next_attempt_at <= ? and attempts < ?
                        order by next_attempt_at limit 1 for update skip locked
                        """)
                .params(Timestamp.from(clock.instant()), MOST_ATTEMPTS)
                .query((row, number) -> new Mail(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getInt(8)))
                .list();
        if (due.isEmpty()) {
            return false;
        }
        Mail mail = due.getFirst();
        try {
            JavaMailSender sender = server.getIfAvailable();
            if (sender == null) {
                mailbox.keep(
                        TenantScope.current(), compose(mail, new MimeMessage(Session.getInstance(new Properties()))));
            } else {
                sender.send(compose(mail, sender.createMimeMessage()));
            }
            jdbc.sql("update mail_outbox set sent_at = ?, error = null where id = ?")
                    .params(Timestamp.from(clock.instant()), mail.id())
                    .update();
        } catch (MailException | MessagingException e) {
            LOG.warn("Mail {} could not be sent: {}", mail.id(), e.getMessage());
            Duration wait = Duration.ofSeconds(30L << Math.min(mail.attempts(), 10));
            jdbc.sql("update mail_outbox set attempts = attempts + 1, next_attempt_at = ?, error = ? where id = ?")
                    .params(Timestamp.from(clock.instant().plus(wait)), String.valueOf(e.getMessage()), mail.id())
                    .update();
        }
        return true;
    }

    private MimeMessage compose(Mail mail, MimeMessage message) throws MessagingException {
        Tenant tenant = TenantScope.current();
        MimeMessageHelper helper = new MimeMessageHelper(message, true, "UTF-8");
        try {
            helper.setFrom("no-reply@" + addresses.baseHost(), tenant.name());
        } catch (java.io.UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
        helper.setTo(mail.recipient());
        if (mail.replyTo() != null) {
            helper.setReplyTo(mail.replyTo());
        }
        helper.setSubject(mail.subject());
        helper.setText(mail.text(), mail.html());
        if (mail.calendar() != null) {
            boolean isCancelled = mail.calendar().contains("METHOD:CANCEL");
            helper.addAttachment(
                    "invite.ics",
                    new ByteArrayResource(mail.calendar().getBytes(StandardCharsets.UTF_8)),
                    "text/calendar; charset=UTF-8; method=" + (isCancelled ? "CANCEL" : "REQUEST"));
        }
        helper.setSentDate(java.util.Date.from(clock.instant()));
        // the same mail keeps its identity when it is tried again
        message.saveChanges();
        message.setHeader("Message-ID", "<" + mail.id() + "@" + addresses.baseHost() + ">");
        return message;
    }

    @Override
    public void destroy() {
        worker.shutdown();
    }
}
