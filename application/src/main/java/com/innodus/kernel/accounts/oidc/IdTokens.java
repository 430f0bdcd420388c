package com.innodus.kernel.accounts.oidc;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.innodus.kernel.outbound.Outbound;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestTemplate;

/** Checks ID tokens against the provider's keys; only asymmetric signatures, never "none" or a shared secret. */
@Component
class IdTokens implements JwtDecoderFactory<ClientRegistration> {
    private final RestTemplate client;

    /** A changed provider gets another decoder; a new key of a known one is fetched by the decoder itself. */
    private record Key(String registration, String issuer, String clientId, String keys) {}

    private final Cache<Key, JwtDecoder> decoders = Caffeine.newBuilder()
            .maximumSize(1_000)
            .expireAfterWrite(Duration.ofMinutes(10))
            .build();

    IdTokens(Outbound outbound) {
        client = new RestTemplate(outbound.requests());
        client.setInterceptors(List.of(outbound.limits()));
    }

    @Override
    public JwtDecoder createDecoder(ClientRegistration registration) {
        ClientRegistration.ProviderDetails details = registration.getProviderDetails();
        Key key = new Key(
                registration.getRegistrationId(),
                Objects.requireNonNull(details.getIssuerUri()),
                registration.getClientId(),
                Objects.requireNonNull(details.getJwkSetUri()));
        return decoders.get(key, unused -> decoder(registration, key.keys()));
    }

    private JwtDecoder decoder(ClientRegistration registration, String keys) {
        Object announced =
                registration.getProviderDetails().getConfigurationMetadata().get(TenantRegistrations.ALGORITHMS);
        List<SignatureAlgorithm> algorithms = ((Collection<?>) Objects.requireNonNull(announced))
                .stream()
                        .map(name -> SignatureAlgorithm.from(name.toString()))
                        .filter(Objects::nonNull)
                        .toList();
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(keys)
                .restOperations(client)
                .jwsAlgorithms(accepted ->
                        accepted.addAll(algorithms.isEmpty() ? List.of(SignatureAlgorithm.RS256) : algorithms))
                .build();
        decoder.setJwtValidator(JwtValidators.createDefaultWithValidators(new OidcIdTokenValidator(registration)));
        decoder.setClaimSetConverter(OidcIdTokenDecoderFactory.createDefaultClaimTypeConverter());
        return decoder;
    }
}
