package com.innodus.crm.cli;

import com.innodus.crm.operators.TenantOffice;
import com.innodus.kernel.access.Actor;
import com.innodus.kernel.access.CurrentActor;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.clients.ApiClient;
import com.innodus.kernel.clients.ApiClients;
import com.innodus.kernel.clients.ApiScopes;
import com.innodus.kernel.clients.ClientRefusal;
import com.innodus.kernel.i18n.Texts;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.context.TenantScope;
import com.innodus.tenants.routing.Addresses;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "client",
        description = "Programs that may use a tenant's API: create, list, revoke",
        synopsisSubcommandLabel = "COMMAND")
class ClientCommands {
    private static final String SCOPES =
            "separated by commas: organisations:read, people:write, …; * for everything, which is the default";

    @ParentCommand
    @Nullable CommandLineTool tool;

    private CommandLineTool tool() {
        return Objects.requireNonNull(tool);
    }

    private ApiClients clients() {
        return tool().service(ApiClients.class);
    }

    private <T extends @Nullable Object> T within(String slug, Supplier<T> work) {
        Tenant tenant = tool().service(TenantOffice.class).require(slug);
        return TenantScope.supply(tenant, () -> CurrentActor.as(Actor.SYSTEM, work));
    }

    @Command(description = "lets a program in and prints its id and its secret, which can't be seen again")
    int create(
            @Option(names = "--tenant", required = true, paramLabel = "SLUG") String slug,
            @Option(names = "--name", required = true, description = "by which people recognise it") String name,
            @Option(names = "--scopes", defaultValue = ApiScopes.ALL, description = SCOPES) String scopes,
            @Option(
                            names = "--user",
                            paramLabel = "EMAIL",
                            description = "with whose rights it acts; the tenant's first owner when missing")
                    @Nullable String email) {
        Map<String, @Nullable Object> answer = within(slug, () -> {
            Users users = tool().service(Users.class);
            UUID user = email == null
                    ? users.activeOwners().stream()
                            .findFirst()
                            .orElseThrow(() -> new Refused(4, slug + " has no active owner"))
                    : users.byEmail(email)
                            .orElseThrow(() -> new Refused(2, "Nobody in " + slug + " has the address " + email))
                            .id();
            Set<String> wanted = ApiScopes.read(scopes);
            try {
                ApiClients.Created created = clients().create(new ApiClients.Wish(name, wanted, List.of(), true), user);
                Map<String, @Nullable Object> made = new LinkedHashMap<>();
                made.put("clientId", created.client().clientId());
                made.put("clientSecret", created.secret());
                made.put("scopes", created.client().scopes());
                made.put("tokenUrl", tool().service(Addresses.class).of(TenantScope.current()) + "/oauth2/token");
                return made;
            } catch (ClientRefusal refusal) {
                throw new Refused(
                        2, refusal.field() + ": " + Texts.text(Locale.ENGLISH, refusal.textKey(), refusal.argument()));
            }
        });
        tool().service(TenantOffice.class).log(tool().who(), slug, "client create", name);
        tool().answer(
                        answer,
                        "clientId      " + answer.get("clientId") + System.lineSeparator() + "clientSecret  "
                                + answer.get("clientSecret"));
        return 0;
    }

    @Command(description = "the programs that may come in")
    int list(@Option(names = "--tenant", required = true, paramLabel = "SLUG") String slug) {
        List<ApiClient> all = within(slug, () -> clients().all());
        Columns columns = new Columns("CLIENT ID", "SCOPES", "LAST USE", "NAME");
        all.forEach(client -> columns.row(
                client.clientId(),
                String.join(",", client.scopes()),
                client.lastUsedAt() == null
                        ? "never"
                        : client.lastUsedAt().toString().substring(0, 16).replace('T', ' '),
                client.name()));
        tool().answer(
                        Map.of(
                                "clients",
                                all.stream().map(ClientCommands::summary).toList()),
                        columns.toString());
        return 0;
    }

    private static Map<String, @Nullable Object> summary(ApiClient client) {
        Map<String, @Nullable Object> summary = new LinkedHashMap<>();
        summary.put("clientId", client.clientId());
        summary.put("name", client.name());
        summary.put("scopes", client.scopes());
        summary.put("redirects", client.redirects());
        summary.put("createdAt", client.createdAt().toString());
        summary.put(
                "lastUsedAt",
                client.lastUsedAt() == null ? null : client.lastUsedAt().toString());
        return summary;
    }

    @Command(description = "shuts a program out at once, with all tokens that it has")
    int revoke(
            @Option(names = "--tenant", required = true, paramLabel = "SLUG") String slug,
            @Option(names = "--client-id", required = true, paramLabel = "ID") String clientId) {
        boolean revoked = within(
                slug,
                () -> clients()
                        .byClientId(clientId)
                        .map(client -> clients().revoke(client.id()))
                        .orElse(false));
        if (!revoked) {
            throw new Refused(4, "There is no client " + clientId + " in " + slug);
        }
        tool().service(TenantOffice.class).log(tool().who(), slug, "client revoke", clientId);
        tool().answer(Map.of("clientId", clientId, "revoked", true), clientId + " is shut out");
        return 0;
    }
}
