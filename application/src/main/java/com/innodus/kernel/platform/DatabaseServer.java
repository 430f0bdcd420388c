package com.innodus.kernel.platform;

import com.zaxxer.hikari.HikariConfig;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The PostgreSQL that this process works on: an external one, or its own. */
public final class DatabaseServer implements AutoCloseable {
    private final String url;
    private final String username;
    private final String password;
    private final @Nullable LocalDatabase own;

    private DatabaseServer(String url, String username, String password, @Nullable LocalDatabase own) {
        this.url = url;
        this.username = username;
        this.password = password;
        this.own = own;
    }

    static DatabaseServer of(InnodusProperties properties) {
        if (properties.isEmbedded()) {
            LocalDatabase own = LocalDatabase.open(properties.data());
            return new DatabaseServer(own.jdbcUrl(), own.username(), own.password(), own);
        }
        return new DatabaseServer(
                Objects.requireNonNull(properties.databaseUrl()),
                Objects.requireNonNullElse(properties.databaseUsername(), ""),
                Objects.requireNonNullElse(properties.databasePassword(), ""),
                null);
    }

    /** Settings of a pool on this server; the caller adds size and search path. */
    HikariConfig poolConfig() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        if (!username.isEmpty()) {
            config.setUsername(username);
            config.setPassword(password);
        }
        config.setConnectionTimeout(10_000);
        // a batch of inserts is one statement of many rows
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        // a connection's memory grows with each tenant it has touched; only closing it frees that
        config.setMaxLifetime(25 * 60_000L);
        return config;
    }

    /** Connections that no pool keeps, for work that leaves them otherwise than it found them. */
    DataSource direct() {
        return username.isEmpty()
                ? new DriverManagerDataSource(url)
                : new DriverManagerDataSource(url, username, password);
    }

    @Override
    public void close() {
        if (own != null) {
            own.close();
        }
    }
}
