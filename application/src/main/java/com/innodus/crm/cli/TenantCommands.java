package com.innodus.crm.cli;

import com.innodus.crm.operators.TenantExport;
import com.innodus.crm.operators.TenantOffice;
import com.innodus.crm.signup.SignUp;
import com.innodus.kernel.i18n.Texts;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.routing.Addresses;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
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

@Command(name = "tenant", description = "Tenants: create, list, show, suspend, resume, delete, export")
class TenantCommands {
    @ParentCommand
    @Nullable CommandLineTool tool;

    private CommandLineTool tool() {
        return Objects.requireNonNull(tool);
    }

    private Map<String, @Nullable Object> summary(Tenant tenant) {
        Map<String, @Nullable Object> summary = new LinkedHashMap<>();
        summary.put("slug", tenant.slug());
        summary.put("name", tenant.name());
        summary.put("edition", tenant.edition());
        summary.put("state", tenant.state().name());
        summary.put("url", tool().service(Addresses.class).of(tenant) + "/app");
        summary.put("schema", tenant.schema());
        summary.put("schemaVersion", tenant.schemaVersion());
        summary.put("failure", tenant.failure());
        summary.put("createdAt", tenant.createdAt().toString());
        summary.put(
                "lastUsedAt",
                tenant.lastUsedAt() == null ? null : tenant.lastUsedAt().toString());
        return summary;
    }

    private void answer(Tenant tenant) {
        Map<String, @Nullable Object> summary = summary(tenant);
        tool().answer(
                        summary,
                        summary.entrySet().stream()
                                .filter(entry -> entry.getValue() != null)
                                .map(entry -> String.format("%-14s %s", entry.getKey(), entry.getValue()))
                                .collect(Collectors.joining(System.lineSeparator())));
    }

    @Command(description = "makes a tenant with its first administrator")
    int create(
            @Option(names = "--slug", required = true) String slug,
            @Option(names = "--name", required = true, description = "of the organisation") String name,
            @Option(names = "--edition", defaultValue = "sales", description = "sales, social or promotion")
                    String edition,
            @Option(names = "--admin-email", required = true) String email,
            @Option(names = "--admin-name", defaultValue = "Admin") String adminName,
            @Option(
                            names = "--admin-password",
                            interactive = true,
                            arity = "0..1",
                            required = true,
                            description = "asked for when no value follows")
                    String password) {
        SignUp signUp = tool().service(SignUp.class);
        SignUp.Form form = new SignUp.Form(name, slug, edition, adminName, email, password);
        Map<String, String> problems = signUp.problems(form);
        if (problems.containsValue("signup.slug.taken")) {
            tool().answer(
                            Map.of("error", "The address '" + slug + "' is taken"),
                            "The address '" + slug + "' is taken");
            return 4;
        }
        if (!problems.isEmpty()) {
            String words = problems.entrySet().stream()
                    .map(problem -> problem.getKey() + ": " + Texts.text(Locale.ENGLISH, problem.getValue()))
                    .collect(Collectors.joining(System.lineSeparator()));
            tool().answer(Map.of("error", words), words);
            return 2;
        }
        Tenant tenant = signUp.create(form, Locale.of("es"), true);
        tool().service(TenantOffice.class).log(tool().who(), slug, "create", edition);
        answer(tenant);
        return 0;
    }

    @Command(description = "all tenants, newest first")
    int list() {
        List<TenantOffice.Summary> all = tool().service(TenantOffice.class).all();
        List<Map<String, @Nullable Object>> summaries = all.stream()
                .map(one -> {
                    Map<String, @Nullable Object> summary = summary(one.tenant());
                    summary.put("bytes", one.bytes());
                    return summary;
                })
                .toList();
        tool().answer(
                        Map.of("tenants", summaries),
                        all.stream()
                                .map(one -> String.format(
                                        "%-30s %-10s %-12s %6d MB  %s",
                                        one.tenant().slug(),
                                        one.tenant().edition(),
                                        one.tenant().state(),
                                        one.bytes() / 1_048_576,
                                        one.tenant().name()))
                                .collect(Collectors.joining(System.lineSeparator())));
        return 0;
    }

    @Command(description = "one tenant")
    int show(@Parameters(paramLabel = "SLUG") String slug) {
        answer(tool().service(TenantOffice.class).require(slug));
        return 0;
    }

    @Command(description = "closes a tenant's doors; nothing is lost")
    int suspend(@Parameters(paramLabel = "SLUG") String slug) {
        TenantOffice office = tool().service(TenantOffice.class);
        office.suspend(slug, tool().who());
        answer(office.require(slug));
        return 0;
    }

    @Command(description = "opens a suspended tenant, or a deleted one within its grace period")
    int resume(@Parameters(paramLabel = "SLUG") String slug) {
        TenantOffice office = tool().service(TenantOffice.class);
        office.resume(slug, tool().who());
        answer(office.require(slug));
        return 0;
    }

    @Command(description = "closes a tenant for good; its data goes after the grace period")
    int delete(
            @Parameters(paramLabel = "SLUG") String slug,
            @Option(names = "--yes", required = true, description = "to say that it is meant") boolean yes) {
        TenantOffice office = tool().service(TenantOffice.class);
        office.delete(slug, tool().who());
        answer(office.require(slug));
        return 0;
    }

    @Command(description = "everything that a tenant has, as a ZIP of CSV files and attachments")
    int export(
            @Parameters(paramLabel = "SLUG") String slug,
            @Option(names = "--out", paramLabel = "FILE", description = "SLUG.zip when missing") @Nullable Path out)
            throws IOException {
        TenantOffice office = tool().service(TenantOffice.class);
        Tenant tenant = office.require(slug);
        Path file = out == null ? Path.of(slug + ".zip") : out;
        try (OutputStream target = Files.newOutputStream(file)) {
            tool().service(TenantExport.class).write(tenant, target);
        }
        office.log(tool().who(), slug, "export", null);
        tool().answer(
                        Map.of("slug", slug, "file", file.toString(), "bytes", Files.size(file)),
                        file + " (" + Files.size(file) / 1024 + " KB)");
        return 0;
    }
}
