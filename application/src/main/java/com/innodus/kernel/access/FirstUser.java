package com.innodus.kernel.access;

import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.provisioning.FirstContents;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The standard roles and the person who signs up, who becomes the tenant's owner. */
@Component
@Order(10)
class FirstUser implements FirstContents {
    private static final Map<String, String> NAMES = Map.of(
            Roles.OWNER,
            "Propietario",
            Roles.ADMIN,
            "Administrador",
            Roles.MEMBER,
            "Miembro",
            Roles.READER,
            "Lector",
            Roles.BASELINE,
            "Todos");

    private final JsonMapper json;
    private final Clock clock;

    FirstUser(JsonMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    /**
     * What a sign-up asks for.
     *
     * @param passwordHash never the password itself, since the request is stored until the tenant is active
     * @param confirmed whether the address needs no confirmation (made by an operator)
     */
    public record Request(
            String name, String email, @Nullable String passwordHash, String locale, boolean confirmed) {}

    @Override
    public void write(Connection connection, Tenant tenant, String request) throws SQLException {
        UUID owner = UUID.randomUUID();
        for (String role : List.of(Roles.OWNER, Roles.ADMIN, Roles.MEMBER, Roles.READER, Roles.BASELINE)) {
            UUID id = role.equals(Roles.OWNER) ? owner : UUID.randomUUID();
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert into role (id, key, name, system, special) values (?, ?, ?, true, ?)")) {
                insert.setObject(1, id);
                insert.setString(2, role);
                insert.setString(3, NAMES.get(role));
                insert.setArray(4, connection.createArrayOf("text", firstSpecial(role)));
                insert.executeUpdate();
            }
            grant(connection, id, role);
        }
        Request first = json.readValue(request, Request.class);
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into app_user (id, email, name, password_hash, role_id, state, locale, email_confirmed_at)
                values (?, ?, ?, ?, ?, 'ACTIVE', ?, ?)
                """)) {
            insert.setObject(1, UUID.randomUUID());
            insert.setString(2, first.email());
            insert.setString(3, first.name());
            insert.setString(4, first.passwordHash());
            insert.setObject(5, owner);
            insert.setString(6, first.locale());
            insert.setTimestamp(7, first.confirmed() ? Timestamp.from(clock.instant()) : null);
            insert.executeUpdate();
        }
    }

    private static void grant(Connection connection, UUID id, String role) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into role_grant (role_id, record_type, operation, scope) values (?, '*', ?, ?)")) {
            for (Operation operation : Operation.values()) {
                insert.setObject(1, id);
                insert.setString(2, operation.name());
                insert.setString(3, firstScope(role, operation).name());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static String[] firstSpecial(String role) {
        return switch (role) {
            case Roles.OWNER, Roles.ADMIN ->
                new String[] {SpecialRight.CLOSE.name(), SpecialRight.SHARE_VIEWS.name(), SpecialRight.ERASE.name()};
            case Roles.MEMBER -> new String[] {SpecialRight.SHARE_VIEWS.name()};
            default -> new String[0];
        };
    }

    private static Scope firstScope(String role, Operation operation) {
        return switch (role) {
            case Roles.OWNER, Roles.ADMIN -> Scope.ALL;
            case Roles.MEMBER -> operation == Operation.DELETE ? Scope.OWN : Scope.ALL;
            case Roles.BASELINE -> Scope.NONE;
            default -> operation == Operation.READ || operation == Operation.COMMENT ? Scope.ALL : Scope.NONE;
        };
    }
}
