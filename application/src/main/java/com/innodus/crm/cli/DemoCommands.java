package com.innodus.crm.cli;

import com.innodus.crm.demo.DemoTenants;
import com.innodus.kernel.access.Passwords;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.routing.Addresses;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(name = "demo", description = "Demo organisations: create", synopsisSubcommandLabel = "COMMAND")
class DemoCommands {
    @ParentCommand
    @Nullable CommandLineTool tool;

    @Command(description = "makes the demo organisations that don't exist yet")
    int create(
            @Option(
                            names = "--password",
                            arity = "0..1",
                            fallbackValue = "",
                            description = "of everybody in them; " + PasswordSource.HELP)
                    @Nullable String given) {
        CommandLineTool commands = Objects.requireNonNull(tool);
        String password = PasswordSource.read(given);
        if (password.length() < Passwords.SHORTEST) {
            throw new Refused(2, "The password needs " + Passwords.SHORTEST + " characters or more");
        }
        List<Tenant> made = commands.service(DemoTenants.class).create(password);
        Addresses addresses = commands.service(Addresses.class);
        List<String> urls =
                made.stream().map(tenant -> addresses.of(tenant) + "/app").toList();
        commands.answer(
                Map.of("email", DemoTenants.EMAIL, "urls", urls),
                String.join(System.lineSeparator(), urls) + System.lineSeparator() + DemoTenants.EMAIL);
        return 0;
    }
}
