package com.innodus.kernel.accounts.oidc;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the discovery document said when the provider was saved.
 *
 * @param namesIssuer whether answers carry the issuer's name (RFC 9207)
 * @param secretInBody whether the client's secret can't be sent by HTTP Basic
 * @param algorithms of the signatures of ID tokens
 */
public record Endpoints(
        String authorization,
        String token,
        String keys,
        @Nullable String userInfo,
        @Nullable String endSession,
        boolean namesIssuer,
        boolean secretInBody,
        List<String> algorithms) {}
