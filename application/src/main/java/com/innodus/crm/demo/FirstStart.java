package com.innodus.crm.demo;

import com.innodus.kernel.platform.InnodusProperties;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.catalogue.Tenants;
import com.innodus.tenants.routing.Addresses;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Makes the demo organisations on the first start of a local installation, and says where to go. */
@Component
@ConditionalOnWebApplication
class FirstStart {
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    private final InnodusProperties properties;
    private final DemoTenants demo;
    private final Tenants tenants;
    private final Addresses addresses;
    private final PrintStream out;

    FirstStart(InnodusProperties properties, DemoTenants demo, Tenants tenants, Addresses addresses) {
        this.properties = properties;
        this.demo = demo;
        this.tenants = tenants;
        this.addresses = addresses;
        out = System.out;
    }

    @Order(100)
    @EventListener(ApplicationReadyEvent.class)
    void welcome() throws IOException {
        out.println();
        out.println("Innodus CRM is ready.");
        out.println("  Sign up    " + addresses.base() + "/signup");
        if (properties.isEmbedded()) {
            out.println("  Mailbox    " + addresses.base() + "/dev/mail");
        }
        Path password = passwordFile(properties.data());
        if (properties.isEmbedded()
                && properties.demo()
                && (Files.exists(password) || tenants.all().isEmpty())) {
            announce(demo.create(password(password)), password);
        }
        out.println();
        out.flush();
    }

    private void announce(List<Tenant> made, Path password) throws IOException {
        for (Tenant tenant : made) {
            out.printf("  %-10s %s/app%n", label(tenant), addresses.of(tenant));
        }
        out.printf(
                "  Log in     %s  /  %s%n",
                DemoTenants.EMAIL, Files.readString(password).strip());
    }

    private static String label(Tenant tenant) {
        return switch (tenant.edition()) {
            case "sales" -> "Sales";
            case "social" -> "Social";
            default -> "Promotion";
        };
    }

    static Path passwordFile(Path data) {
        return data.resolve("demo-password");
    }

    /** The password of this installation's demo, made when there is none. */
    static String password(Path file) {
        try {
            if (!Files.exists(file)) {
                SecureRandom random = new SecureRandom();
                StringBuilder made = new StringBuilder();
                for (int i = 0; i < 16; i++) {
                    made.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
                }
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.writeString(file, made + "\n");
                if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
                }
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
