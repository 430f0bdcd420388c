package com.innodus.support;

import com.innodus.crm.Application;
import com.innodus.crm.signup.SignUp;
import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.User;
import com.innodus.kernel.access.Users;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.catalogue.Tenants;
import com.innodus.tenants.context.TenantScope;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.util.FileSystemUtils;

/** The whole product on a real port and a real PostgreSQL; one context for all tests that need it. */
@SpringBootTest(classes = Application.class, webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT)
public abstract class Server {
    protected static final String PASSWORD = "tres tristes tigres";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    @Autowired
    protected SignUp signUp;

    @Autowired
    protected Tenants tenants;

    @Autowired
    protected Users users;

    @LocalServerPort
    protected int port;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) throws IOException {
        Path folder = Files.createTempDirectory("innodus-test");
        // once its database has ended with the context
        SpringApplication.getShutdownHandlers().add(() -> FileSystemUtils.deleteRecursively(folder.toFile()));
        String data = folder.toString();
        // known before the start, because links in mails and redirects name it
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        registry.add("server.port", () -> free);
        registry.add("innodus.data", () -> data);
        registry.add("innodus.demo", () -> "false");
    }

    /** A new tenant whose owner is ana@{slug}.test. */
    protected Tenant newTenant() {
        String slug = "org-" + NUMBER.incrementAndGet() + "x" + Long.toString(System.nanoTime() % 100_000, 36);
        return signUp.create(
                new SignUp.Form("Organización " + slug, slug, "sales", "Ana", emailOf(slug), PASSWORD),
                Locale.of("es"),
                true);
    }

    protected static String emailOf(String slug) {
        return "ana@" + slug + ".test";
    }

    /** Runs as the tenant's owner. */
    protected <T> T as(Tenant tenant, Supplier<T> body) {
        return TenantScope.supply(tenant, () -> CurrentActor.as(owner(tenant), body));
    }

    /** Runs as somebody else of the tenant. */
    protected <T> T as(Tenant tenant, Actor actor, Supplier<T> body) {
        return TenantScope.supply(tenant, () -> CurrentActor.as(actor, body));
    }

    protected Actor owner(Tenant tenant) {
        return TenantScope.supply(
                tenant,
                () -> users.byEmail(emailOf(tenant.slug())).orElseThrow().actor());
    }

    protected User newUser(Tenant tenant, String name, String role) {
        return TenantScope.supply(
                tenant, () -> users.invite(name + "@" + tenant.slug() + ".test", name, role, Locale.of("es")));
    }
}
