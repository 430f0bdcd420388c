package com.innodus.crm.cli;

import com.innodus.crm.operators.TenantOffice;
import com.innodus.crm.signup.SignUp;
import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.suitcase.Packing;
import com.innodus.kernel.suitcase.SuitcaseRefused;
import com.innodus.kernel.suitcase.Unpacking;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.catalogue.Tenants;
import com.innodus.tenants.context.TenantScope;
import com.innodus.tenants.routing.Addresses;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "tenant",
        description = "Tenants: create, list, show, suspend, resume, delete, export",
        synopsisSubcommandLabel = "COMMAND")
class TenantCommands {
    @ParentCommand
    @Nullable CommandLineTool tool;

    private CommandLineTool tool() {
        return Objects.requireNonNull(tool);
    }

    private TenantOffice office() {
        return tool().service(TenantOffice.class);
    }

    private Map<String, @Nullable Object> summary(Tenant tenant) {
        Map<String, @Nullable Object> summary = new LinkedHashMap<>();
        summary.put("slug", tenant.slug());
        summary.put("name", tenant.name());
        summary.put("edition", tenant.edition());
        summary.put("state", tenant.state().name());
        summary.put("url", tool().service(Addresses.class).of(tenant) + "/app");
        summary.put("hosts", tenant.hosts());
        summary.put("schema", tenant.schema());
        summary.put("schemaVersion", tenant.schemaVersion());
        summary.put("failure", tenant.failure());
        summary.put("createdAt", tenant.createdAt().toString());
        summary.put(
                "lastUsedAt",
                tenant.lastUsedAt() == null ? null : tenant.lastUsedAt().toString());
        return summary;
    }

    private Map<String, @Nullable Object> summary(TenantOffice.Summary one) {
        Map<String, @Nullable Object> summary = summary(one.tenant());
        summary.put("bytes", one.bytes());
        return summary;
    }

    private void answer(TenantOffice.Summary one) {
        Map<String, @Nullable Object> summary = summary(one);
        tool().answer(
                        summary,
                        summary.entrySet().stream()
                                .filter(entry -> entry.getValue() != null)
                                .map(entry -> String.format("%-14s %s", entry.getKey(), entry.getValue()))
                                .collect(Collectors.joining(System.lineSeparator())));
    }

    @Command(description = "makes a tenant with its first administrator")
    int create(
            @Option(names = "--slug", required = true, description = "becomes its address") String slug,
            @Option(names = "--name", required = true, description = "of the organisation") String name,
            @Option(
                            names = "--edition",
                            defaultValue = "sales",
                            description = "sales, social or promotion; ${DEFAULT-VALUE} when missing")
                    String edition,
            @Option(names = "--admin-email", required = true) String email,
            @Option(names = "--admin-name", defaultValue = "Admin") String adminName,
            @Option(names = "--admin-password", arity = "0..1", fallbackValue = "", description = PasswordSource.HELP)
                    @Nullable String password) {
        SignUp signUp = tool().service(SignUp.class);
        SignUp.Form form = new SignUp.Form(name, slug, edition, adminName, email, PasswordSource.read(password));
        Map<String, String> problems = signUp.problems(form);
        if (problems.containsValue("signup.slug.taken")) {
            throw new Refused(4, "The address '" + slug + "' is taken");
        }
        if (!problems.isEmpty()) {
            Map<String, String> sentences = new LinkedHashMap<>();
            problems.forEach((field, key) -> sentences.put(field, Texts.text(Locale.ENGLISH, key)));
            throw new Refused(
                    2,
                    sentences.entrySet().stream()
                            .map(problem -> problem.getKey() + ": " + problem.getValue())
                            .collect(Collectors.joining(" ")),
                    sentences);
        }
        signUp.create(form, Locale.of("es"), true);
        office().log(tool().who(), slug, "create", edition);
        answer(office().summary(slug));
        return 0;
    }

    @Command(description = "all tenants, newest first")
    int list() {
        List<TenantOffice.Summary> all = office().all();
        Columns columns = new Columns("SLUG", "EDITION", "STATE", "SIZE", "LAST USE", "NAME");
        all.forEach(one -> columns.row(
                one.tenant().slug(),
                one.tenant().edition(),
                one.tenant().failure() == null
                        ? one.tenant().state()
                        : one.tenant().state() + " (failed)",
                String.format(Locale.ROOT, "%.1f MB", one.bytes() / 1_048_576.0),
                one.tenant().lastUsedAt() == null
                        ? "never"
                        : one.tenant().lastUsedAt().toString().substring(0, 16).replace('T', ' '),
                one.tenant().name()));
        tool().answer(Map.of("tenants", all.stream().map(this::summary).toList()), columns.toString());
        return 0;
    }

    @Command(description = "one tenant")
    int show(@Parameters(paramLabel = "SLUG") String slug) {
        answer(office().summary(slug));
        return 0;
    }

    @Command(description = "closes a tenant's doors; nothing is lost")
    int suspend(@Parameters(paramLabel = "SLUG") String slug) {
        office().suspend(slug, tool().who());
        answer(office().summary(slug));
        return 0;
    }

    @Command(description = "opens a suspended tenant, or a deleted one within its grace period")
    int resume(@Parameters(paramLabel = "SLUG") String slug) {
        office().resume(slug, tool().who());
        answer(office().summary(slug));
        return 0;
    }

    @Command(description = "closes a tenant for good; its data goes after the grace period")
    int delete(
            @Parameters(paramLabel = "SLUG") String slug,
            @Option(names = "--yes", required = true, description = "to say that it is meant") boolean yes) {
        office().delete(slug, tool().who());
        if (tool().service(Tenants.class).bySlug(slug).isPresent()) {
            answer(office().summary(slug));
        } else {
            tool().answer(Map.of("slug", slug, "state", "GONE"), slug + " had never come to life and is forgotten");
        }
        return 0;
    }

    @Command(description = "everything that a tenant has, as a ZIP that 'tenant import' unpacks")
    int export(
            @Parameters(paramLabel = "SLUG") String slug,
            @Option(names = "--out", paramLabel = "FILE", description = "SLUG.zip when missing") @Nullable Path out)
            throws IOException {
        Tenant tenant = office().require(slug);
        Path file = (out == null ? Path.of(slug + ".zip") : out).toAbsolutePath();
        Path folder = file.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new Refused(2, "There is no folder for " + file);
        }
        // who finds the file finds it whole
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (OutputStream target = Files.newOutputStream(part)) {
                TenantScope.run(tenant, () -> tool().service(Packing.class).pack(target, Packing.Progress.NONE));
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
        office().log(tool().who(), slug, "export", null);
        tool().answer(
                        Map.of("slug", slug, "file", file.toString(), "bytes", Files.size(file)),
                        file + " (" + Files.size(file) / 1024 + " KB)");
        return 0;
    }

    @Command(
            name = "import",
            description = "unpacks the ZIP of 'tenant export' in a tenant that has nothing yet; its owner stays")
    int unpack(
            @Parameters(paramLabel = "SLUG") String slug,
            @Parameters(paramLabel = "FILE") Path file,
            @Option(names = "--foreign", description = "also one that another installation made; it is trusted blindly")
                    boolean foreign) {
        Tenant tenant = office().require(slug);
        if (!Files.isRegularFile(file)) {
            throw new Refused(2, "There is no file " + file);
        }
        try {
            Unpacking.Unpacked unpacked = TenantScope.supply(
                    tenant,
                    () -> CurrentActor.as(
                            Actor.SYSTEM, () -> tool().service(Unpacking.class).unpack(file, foreign)));
            office().log(tool().who(), slug, "import", unpacked.from());
            tool().answer(
                            Map.of("slug", slug, "rows", unpacked.rows(), "files", unpacked.files()),
                            unpacked.rows() + " rows and " + unpacked.files() + " files are in " + slug);
        } catch (SuitcaseRefused refused) {
            throw new Refused(4, Texts.text(Locale.ENGLISH, refused.textKey()));
        }
        return 0;
    }
}
