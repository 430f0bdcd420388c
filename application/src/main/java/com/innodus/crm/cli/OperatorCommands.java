package com.innodus.crm.cli;

import com.innodus.crm.operators.Operators;
import com.innodus.crm.operators.Operators.Operator;
import com.innodus.kernel.access.Passwords;
import com.innodus.kernel.i18n.Texts;
import com.innodus.tenants.routing.Addresses;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(name = "operator", description = "The people who run the platform: create")
class OperatorCommands {
    @ParentCommand
    @Nullable CommandLineTool tool;

    @Command(description = "adds an operator, who logs in at /operator of the base host")
    int create(
            @Option(names = "--email", required = true) String email,
            @Option(names = "--name", defaultValue = "Operator") String name,
            @Option(
                            names = "--password",
                            interactive = true,
                            arity = "0..1",
                            required = true,
                            description = "asked for when no value follows")
                    String password) {
        CommandLineTool commands = Objects.requireNonNull(tool);
        Optional<String> problem = Passwords.problem(password, email, name);
        if (problem.isPresent()) {
            String words = Texts.text(Locale.ENGLISH, problem.get());
            commands.answer(Map.of("error", words), words);
            return 2;
        }
        Operator operator = commands.service(Operators.class).create(email, name, password);
        String url = commands.service(Addresses.class).base() + "/operator";
        commands.answer(Map.of("email", operator.email(), "url", url), operator.email() + " logs in at " + url);
        return 0;
    }
}
