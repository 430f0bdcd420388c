package com.innodus.crm.cli;

import com.innodus.crm.operators.Operators.OperatorExists;
import com.innodus.kernel.platform.CannotStart;
import com.innodus.kernel.platform.LocalDatabase;
import com.innodus.tenants.catalogue.TenantNotFound;
import com.innodus.tenants.catalogue.Tenants.SlugTaken;
import com.innodus.tenants.catalogue.Tenants.WrongState;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code crm …}: works on the database of a running server or, where none runs, starts the embedded one for as long as
 * it takes. Exit codes: 0 done, 1 failed, 2 wrong usage, 3 no such tenant, 4 in conflict with what exists.
 */
@Command(
        name = "crm",
        description = "Operators' commands of Innodus CRM",
        subcommands = {TenantCommands.class, OperatorCommands.class, MigrateCommand.class, DemoCommands.class},
        mixinStandardHelpOptions = true,
        version = "Innodus CRM")
public final class CommandLineTool {
    @Option(
            names = "--data",
            scope = ScopeType.INHERIT,
            paramLabel = "DIR",
            description = "folder of the embedded database (INNODUS_DATA, ./data)")
    @Nullable Path data;

    @Option(
            names = "--database-url",
            scope = ScopeType.INHERIT,
            paramLabel = "JDBC",
            description = "external PostgreSQL (INNODUS_DATABASE_URL)")
    @Nullable String databaseUrl;

    @Option(
            names = "--base-host",
            scope = ScopeType.INHERIT,
            paramLabel = "NAME",
            description = "host of sign-up (INNODUS_BASE_HOST, localhost)")
    @Nullable String baseHost;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "print one JSON object")
    boolean json;

    @Spec
    @Nullable CommandSpec spec;

    private final Class<?> application;
    private @Nullable ConfigurableApplicationContext context;

    private CommandLineTool(Class<?> application) {
        this.application = application;
    }

    /** Runs a command; returns the exit code. */
    public static int run(Class<?> application, String... arguments) {
        CommandLineTool tool = new CommandLineTool(application);
        CommandLine commands = new CommandLine(tool);
        commands.setExecutionExceptionHandler((problem, command, parsed) -> tool.fail(problem, command));
        try {
            return commands.execute(arguments);
        } finally {
            if (tool.context != null) {
                tool.context.close();
            }
        }
    }

    private int fail(Exception problem, CommandLine command) {
        String message = String.valueOf(root(problem).getMessage());
        if (json) {
            print(Map.of("error", message));
        } else {
            command.getErr().println(message);
        }
        return switch (root(problem)) {
            case TenantNotFound ignored -> 3;
            case SlugTaken ignored -> 4;
            case OperatorExists ignored -> 4;
            case WrongState ignored -> 4;
            default -> 1;
        };
    }

    /** Spring wraps what stopped it from starting. */
    private static Throwable root(Throwable problem) {
        Throwable here = problem;
        while (here.getCause() != null && !(here instanceof CannotStart)) {
            here = here.getCause();
        }
        return here;
    }

    /** A service of the product. */
    <T> T service(Class<T> type) {
        if (context == null) {
            context = start();
        }
        return context.getBean(type);
    }

    private ConfigurableApplicationContext start() {
        Map<String, Object> settings = new LinkedHashMap<>();
        // the standard output is for answers
        settings.put("logging.threshold.console", "OFF");
        settings.put("innodus.database-pool-size", 6);
        // these want a web server, which a command doesn't have
        settings.put(
                "spring.autoconfigure.exclude",
                "com.vaadin.flow.spring.SpringBootAutoConfiguration,"
                        + "com.vaadin.flow.spring.SpringSecurityAutoConfiguration,"
                        + "com.vaadin.flow.spring.VaadinScopesConfig");
        if (baseHost != null) {
            settings.put("innodus.base-host", baseHost);
        }
        Path folder = data != null ? data : Path.of(Objects.requireNonNullElse(System.getenv("INNODUS_DATA"), "data"));
        settings.put("innodus.data", folder.toString());
        String external = databaseUrl != null ? databaseUrl : System.getenv("INNODUS_DATABASE_URL");
        if (external == null || external.isBlank()) {
            Optional<String> running = LocalDatabase.runningUrl(folder);
            running.ifPresent(url -> settings.put("innodus.database-url", url));
        } else {
            settings.put("innodus.database-url", external);
        }
        List<String> arguments = new ArrayList<>();
        settings.forEach((key, value) -> arguments.add("--" + key + "=" + value));
        return new SpringApplicationBuilder(application)
                .web(WebApplicationType.NONE)
                // only what the command needs is made
                .lazyInitialization(true)
                .logStartupInfo(false)
                .run(arguments.toArray(String[]::new));
    }

    /** Who acts, for the log of operations. */
    String who() {
        return "command:" + System.getProperty("user.name", "?");
    }

    private PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }

    void print(Object answer) {
        out().println(new JsonMapper().writeValueAsString(answer));
        out().flush();
    }

    /** Answers with the object where JSON is wanted, else in words. */
    void answer(Object object, String words) {
        if (json) {
            print(object);
        } else {
            out().println(words);
            out().flush();
        }
    }
}
