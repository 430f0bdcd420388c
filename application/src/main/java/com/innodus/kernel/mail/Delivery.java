package com.innodus.kernel.mail;

import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.jobs.TenantSweep;
import com.innodus.kernel.mail.MailServers.Way;
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
import java.util.Optional;
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
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.util.HtmlUtils;

/** Takes mails from the outboxes to the mail server; without one, to the development mailbox. */
@Component
public class Delivery implements TenantSweep, DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    /** After these a mail has failed. */
    public static final int MOST_ATTEMPTS = 12;

    private static final int THREADS = 4;
    private static final int LONGEST_ERROR = 500;

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final ObjectProvider<JavaMailSender> server;
    private final MailServers own;
    private final DevMailbox mailbox;
    private final Addresses addresses;
    private final Clock clock;
    // a tenant whose server is slow doesn't keep the others waiting
    private final ExecutorService worker = Executors.newFixedThreadPool(
            THREADS, Thread.ofPlatform().name("mail-", 0).daemon().factory());

    Delivery(
            JdbcClient jdbc,
            TransactionOperations transactions,
            ObjectProvider<JavaMailSender> server,
            MailServers own,
            DevMailbox mailbox,
            Addresses addresses,
            Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.server = server;
        this.own = own;
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
            Optional<Way> way = own.way();
            JavaMailSender sender = way.map(Way::sender).orElseGet(server::getIfAvailable);
            if (sender == null) {
                mailbox.keep(
                        TenantScope.current(),
                        compose(mail, null, new MimeMessage(Session.getInstance(new Properties()))));
            } else {
                sender.send(compose(mail, way.map(Way::server).orElse(null), sender.createMimeMessage()));
            }
            jdbc.sql("update mail_outbox set sent_at = ?, error = null where id = ?")
                    .params(Timestamp.from(clock.instant()), mail.id())
                    .update();
        } catch (MailException | MessagingException e) {
            LOG.warn("Mail {} could not be sent: {}", mail.id(), e.getMessage());
            Duration wait = Duration.ofSeconds(30L << Math.min(mail.attempts(), 10));
            jdbc.sql("update mail_outbox set attempts = attempts + 1, next_attempt_at = ?, error = ? where id = ?")
                    .params(Timestamp.from(clock.instant().plus(wait)), said(e), mail.id())
                    .update();
        }
        return true;
    }

    /**
     * Sends a mail to who acts through a server as it was typed in.
     *
     * @return what went wrong in the server's own words; nothing when the mail was taken
     * @throws MailServerRefusal when it can't be a server
     */
    public Optional<String> tryOut(MailServer typed, String password, String subject, String text) {
        Way way = own.way(typed, password);
        Mail mail = new Mail(
                UUID.randomUUID(),
                CurrentActor.get().email(),
                null,
                subject,
                text,
                "<p>" + HtmlUtils.htmlEscape(text) + "</p>",
                null,
                0);
        try {
            way.sender().send(compose(mail, way.server(), way.sender().createMimeMessage()));
            return Optional.empty();
        } catch (MailException | MessagingException e) {
            return Optional.of(said(e));
        }
    }

    /** What a server said, which is in the innermost of what was thrown, on one line. */
    private static String said(Exception problem) {
        Throwable cause = problem;
        if (problem instanceof MailSendException several && several.getMessageExceptions().length > 0) {
            cause = several.getMessageExceptions()[0];
        }
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String text = String.valueOf(cause.getMessage())
                .replaceAll("\\p{Cntrl}+", " ")
                .strip();
        return text.substring(0, Math.min(text.length(), LONGEST_ERROR));
    }

    /** @param by the tenant's own server, null for the installation's */
    private MimeMessage compose(Mail mail, @Nullable MailServer by, MimeMessage message) throws MessagingException {
        Tenant tenant = TenantScope.current();
        MimeMessageHelper helper = new MimeMessageHelper(message, true, "UTF-8");
        try {
            helper.setFrom(
                    by == null ? "no-reply@" + addresses.baseHost() : by.fromAddress(),
                    by == null || by.fromName().isEmpty() ? tenant.name() : by.fromName());
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
