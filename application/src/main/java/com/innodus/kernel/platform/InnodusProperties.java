package com.innodus.kernel.platform;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of an installation, {@code innodus.*} or {@code INNODUS_*}.
 *
 * @param baseHost host of sign-up and operators; each tenant is a sub-domain of it
 * @param publicScheme scheme of the addresses that browsers use
 * @param publicPort port that browsers use; the server's own when missing
 * @param data folder of the embedded database and of what belongs to this installation
 * @param databaseUrl JDBC address of an external PostgreSQL; embedded when missing
 * @param databasePoolSize connections kept by this node
 * @param demo whether the first start makes demo tenants
 * @param secretKey base64 of 32 bytes that encrypt tenants' secrets; made under {@code data} when missing
 * @param apiRequestsPerMinute how often one API client or personal token may ask this node
 * @param deletionGrace how long a deleted tenant can be brought back
 */
@ConfigurationProperties("innodus")
public record InnodusProperties(
        @DefaultValue("localhost") String baseHost,
        @DefaultValue("http") String publicScheme,
        @Nullable Integer publicPort,
        @DefaultValue("data") Path data,
        @Nullable String databaseUrl,
        @Nullable String databaseUsername,
        @Nullable String databasePassword,
        @DefaultValue("16") int databasePoolSize,
        @DefaultValue("true") boolean demo,
        @Nullable String secretKey,
        @DefaultValue("300000") int apiRequestsPerMinute,
        @DefaultValue("30d") Duration deletionGrace) {

    /** Whether this process runs its own PostgreSQL: a development or single-machine installation. */
    public boolean isEmbedded() {
        return databaseUrl == null || databaseUrl.isBlank();
    }
}
