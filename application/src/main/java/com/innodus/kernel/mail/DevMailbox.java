package com.innodus.kernel.mail;

import com.innodus.kernel.platform.InnodusProperties;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.provisioning.Traces;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/** Mails of an installation without mail server, as files under {@code <data>/mail/<slug>}; read at /dev/mail. */
@Component
public class DevMailbox implements Traces {
    private static final int SHOWN = 200;

    private final Path folder;

    DevMailbox(InnodusProperties properties) {
        folder = properties.data().toAbsolutePath().resolve("mail");
    }

    /** A mail in the box. */
    public record Kept(String slug, String file, Instant at, String to, String subject, String html) {}

    void keep(Tenant tenant, MimeMessage message) throws MessagingException {
        try {
            Path box = Files.createDirectories(folder.resolve(tenant.slug()));
            Path file = box.resolve(Instant.now().toEpochMilli() + "-" + System.nanoTime() + ".eml");
            try (OutputStream out = Files.newOutputStream(file)) {
                message.writeTo(out);
            }
        } catch (IOException e) {
            throw new MessagingException("The development mailbox can't be written", e);
        }
    }

    @Override
    public void erase(Tenant tenant) {
        try {
            FileSystemUtils.deleteRecursively(folder.resolve(tenant.slug()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Newest first; of one tenant, or of all. */
    public List<Kept> list(@Nullable String slug) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder, 2)) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .filter(file -> slug == null || slug.equals(slugOf(file)))
                    .sorted(Comparator.comparing(
                                    (Path file) -> file.getFileName().toString())
                            .reversed())
                    .limit(SHOWN)
                    .map(DevMailbox::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Optional<Kept> find(@Nullable String slug, String file) {
        return list(slug).stream().filter(mail -> mail.file().equals(file)).findFirst();
    }

    private static String slugOf(Path file) {
        return file.getName(file.getNameCount() - 2).toString();
    }

    private static Kept read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            MimeMessage message = new MimeMessage(Session.getInstance(new Properties()), in);
            String name = file.getFileName().toString();
            return new Kept(
                    slugOf(file),
                    name.substring(0, name.length() - 4),
                    message.getSentDate().toInstant(),
                    message.getAllRecipients()[0].toString(),
                    message.getSubject(),
                    html(message));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String html(jakarta.mail.Part part) throws MessagingException, IOException {
        if (part.isMimeType("text/html")) {
            return part.getContent().toString();
        }
        if (part.getContent() instanceof jakarta.mail.Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                String found = html(parts.getBodyPart(i));
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return "";
    }
}
