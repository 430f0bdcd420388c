package com.innodus.crm.cli;

import com.innodus.crm.operators.Operators.OperatorExists;
import com.innodus.kernel.platform.CannotStart;
import com.innodus.kernel.platform.LocalDatabase;
import com.innodus.tenants.catalogue.TenantNotFound;
import com.innodus.tenants.catalogue.Tenants.SlugTaken;
import com.innodus.tenants.catalogue.Tenants.WrongState;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code crm …}: works on the database of a running server or, where none runs, starts the embedded one for as long as
 * it takes. Answers go to the standard output, what went wrong to the other in one line; with {@code --json} either is
 * one object on the standard output.
 */
@Command(
        name = "crm",
        description = "Operators' commands of Innodus CRM",
        subcommands = {
            TenantCommands.class,
            ClientCommands.class,
            OperatorCommands.class,
            MigrateCommand.class,
            DemoCommands.class
        },
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        version = "Innodus CRM",
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:failed",
            "2:wrong usage, or values that can't be taken",
            "3:no such tenant",
            "4:in conflict with what exists"
        })
public final class CommandLineTool {
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;
    private static final int NOT_FOUND = 3;
    private static final int CONFLICT = 4;

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

    private final Function<CommandLineTool, ApplicationContext> product;
    private @Nullable ApplicationContext opened;

    private CommandLineTool(Function<CommandLineTool, ApplicationContext> product) {
        this.product = product;
    }

    /** Runs a command; returns the exit code. */
    public static int run(Class<?> application, String... arguments) {
        // the shell's encoding may be anything, and JSON is UTF-8
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        List<ConfigurableApplicationContext> started = new ArrayList<>();
        try {
            return run(
                    tool -> {
                        started.add(tool.start(application));
                        return started.getFirst();
                    },
                    out,
                    err,
                    arguments);
        } finally {
            started.forEach(ConfigurableApplicationContext::close);
        }
    }

    /** @param product opened when a command needs it, not for help */
    static int run(
            Function<CommandLineTool, ApplicationContext> product,
            PrintWriter out,
            PrintWriter err,
            String... arguments) {
        CommandLineTool tool = new CommandLineTool(product);
        CommandLine commands = new CommandLine(tool).setOut(out).setErr(err);
        commands.setExecutionExceptionHandler((problem, command, parsed) -> tool.fail(problem, command));
        commands.setParameterExceptionHandler((problem, given) -> tool.refuse(problem, List.of(given)));
        return commands.execute(arguments);
    }

    private int fail(Exception problem, CommandLine command) {
        Throwable root = root(problem);
        String message = oneLine(root);
        if (json) {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("error", message);
            if (root instanceof Refused refused && !refused.problems().isEmpty()) {
                answer.put("problems", refused.problems());
            }
            print(answer);
        } else {
            command.getErr().println("crm: " + message);
        }
        return switch (root) {
            case Refused refused -> refused.exitCode();
            case TenantNotFound ignored -> NOT_FOUND;
            case SlugTaken ignored -> CONFLICT;
            case OperatorExists ignored -> CONFLICT;
            case WrongState ignored -> CONFLICT;
            default -> FAILED;
        };
    }

    private int refuse(ParameterException problem, List<String> given) {
        CommandLine command = problem.getCommandLine();
        if (given.contains("--json")) {
            print(Map.of("error", oneLine(problem)));
        } else {
            command.getErr()
                    .println("crm: " + oneLine(problem) + " (see "
                            + command.getCommandSpec().qualifiedName() + " --help)");
        }
        return WRONG_USAGE;
    }

    private static String oneLine(Throwable problem) {
        String message = problem.getMessage();
        return message == null || message.isBlank()
                ? problem.getClass().getSimpleName()
                : message.strip().replaceAll("\\s*\\R\\s*", " ");
    }

    /** Spring wraps what stopped it from starting. */
    private static Throwable root(Throwable problem) {
        Throwable here = problem;
        while (here.getCause() != null && !(here instanceof CannotStart) && !(here instanceof Refused)) {
            here = here.getCause();
        }
        return here;
    }

    /** A service of the product. */
    <T> T service(Class<T> type) {
        if (opened == null) {
            opened = product.apply(this);
        }
        return opened.getBean(type);
    }

    private ConfigurableApplicationContext start(Class<?> application) {
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

    private void print(Object answer) {
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
