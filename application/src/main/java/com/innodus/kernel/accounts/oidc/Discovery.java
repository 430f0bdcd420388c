package com.innodus.kernel.accounts.oidc;

import com.innodus.kernel.accounts.oidc.DiscoveryFailed.Problem;
import com.innodus.kernel.outbound.Outbound;
import com.innodus.kernel.outbound.UnsafeAddress;
import java.net.URI;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a provider to describe itself (OpenID Connect Discovery 1.0). */
@Component
class Discovery {
    private final Outbound outbound;
    private final JsonMapper json;
    private final RestClient client;

    Discovery(Outbound outbound, JsonMapper json) {
        this.outbound = outbound;
        this.json = json;
        client = RestClient.builder()
                .requestFactory(outbound.requests())
                .requestInterceptor(outbound.limits())
                .build();
    }

    /**
     * The endpoints that the issuer announces.
     *
     * @throws DiscoveryFailed when there is no good description
     */
    Endpoints of(String issuer) {
        JsonNode description = fetch(issuer);
        // a description that speaks for somebody else would let one provider pass for another
        if (!issuer.equals(text(description, "issuer"))) {
            throw new DiscoveryFailed(Problem.OTHER_ISSUER, issuer);
        }
        List<String> authentication = texts(description, "token_endpoint_auth_methods_supported");
        List<String> algorithms = texts(description, "id_token_signing_alg_values_supported");
        return new Endpoints(
                required(description, "authorization_endpoint"),
                required(description, "token_endpoint"),
                required(description, "jwks_uri"),
                optional(description, "userinfo_endpoint"),
                optional(description, "end_session_endpoint"),
                description
                        .path("authorization_response_iss_parameter_supported")
                        .asBoolean(false),
                !authentication.isEmpty()
                        && !authentication.contains("client_secret_basic")
                        && authentication.contains("client_secret_post"),
                algorithms.isEmpty() ? List.of("RS256") : algorithms);
    }

    private JsonNode fetch(String issuer) {
        URI address;
        try {
            URI uri = outbound.check(issuer);
            if (uri.getRawQuery() != null) {
                throw new DiscoveryFailed(Problem.UNSAFE, issuer);
            }
            address = outbound.check(issuer.replaceAll("/+$", "") + "/.well-known/openid-configuration");
        } catch (UnsafeAddress e) {
            throw new DiscoveryFailed(Problem.UNSAFE, issuer);
        }
        try {
            byte[] answer = client.get()
                    .uri(address)
                    .accept(MediaType.APPLICATION_JSON)
                    .exchange((request, response) -> response.getStatusCode() == HttpStatus.OK
                            ? response.getBody().readAllBytes()
                            : new byte[0]);
            if (answer == null || answer.length == 0) {
                throw new DiscoveryFailed(Problem.UNREACHABLE, issuer);
            }
            return json.readTree(answer);
        } catch (RestClientException e) {
            throw new DiscoveryFailed(Problem.UNREACHABLE, issuer);
        } catch (JacksonException e) {
            throw new DiscoveryFailed(Problem.UNREADABLE, issuer);
        }
    }

    private String required(JsonNode description, String name) {
        String found = optional(description, name);
        if (found == null) {
            throw new DiscoveryFailed(Problem.INCOMPLETE, name);
        }
        return found;
    }

    private @Nullable String optional(JsonNode description, String name) {
        String found = text(description, name);
        try {
            return found == null ? null : outbound.check(found).toString();
        } catch (UnsafeAddress e) {
            throw new DiscoveryFailed(Problem.UNSAFE, found);
        }
    }

    private static @Nullable String text(JsonNode description, String name) {
        JsonNode value = description.path(name);
        return value.isString() ? value.asString() : null;
    }

    private static List<String> texts(JsonNode description, String name) {
        return StreamSupport.stream(description.path(name).spliterator(), false)
                .filter(JsonNode::isString)
                .map(JsonNode::asString)
                .toList();
    }
}
