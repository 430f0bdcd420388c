package com.innodus.crm.cli;

import com.innodus.crm.operators.Operators;
import com.innodus.crm.operators.Operators.Operator;
import com.innodus.kernel.access.Passwords;
import com.innodus.kernel.i18n.Texts;
import com.innodus.tenants.routing.Addresses;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "operator",
        description = "The people who run the platform: create",
        synopsisSubcommandLabel = "COMMAND")
class OperatorCommands {
    private static final Pattern EMAIL = Pattern.compile("[^\\s@]{1,64}@[^\\s@]{3,190}");

    @ParentCommand
    @Nullable CommandLineTool tool;

    @Command(description = "adds an operator, who logs in at /operator of the base host")
    int create(
            @Option(names = "--email", required = true) String email,
            @Option(names = "--name", defaultValue = "Operator") String name,
            @Option(names = "--password", arity = "0..1", fallbackValue = "", description = PasswordSource.HELP)
                    @Nullable String given) {
        CommandLineTool commands = Objects.requireNonNull(tool);
        if (!EMAIL.matcher(email).matches()) {
            throw new Refused(2, "'" + email + "' is no e-mail address");
        }
        String password = PasswordSource.read(given);
        Passwords.problem(password, email, name).ifPresent(problem -> {
            throw new Refused(2, Texts.text(Locale.ENGLISH, problem));
        });
        Operator operator = commands.service(Operators.class).create(email, name, password);
        String url = commands.service(Addresses.class).base() + "/operator";
        commands.answer(Map.of("email", operator.email(), "url", url), operator.email() + " logs in at " + url);
        return 0;
    }
}
