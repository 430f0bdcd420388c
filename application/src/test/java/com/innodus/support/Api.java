package com.innodus.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.entity.mime.MultipartEntityBuilder;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.util.TimeValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A program that uses a tenant's API. Every name leads to this machine. */
public final class Api {
    private static final JsonMapper JSON = new JsonMapper();
    private static final CloseableHttpClient CLIENT = HttpClients.custom()
            .disableRedirectHandling()
            .disableCookieManagement()
            .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                    .setDnsResolver(new Here())
                    // the server closes what is idle
                    .setDefaultConnectionConfig(ConnectionConfig.custom()
                            .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                            .build())
                    .setMaxConnPerRoute(16)
                    .setMaxConnTotal(64)
                    .build())
            .build();

    private final String base;
    private final Map<String, String> headers = new LinkedHashMap<>();

    public Api(int port, String host) {
        base = "http://" + host + ":" + port;
    }

    private static final class Here implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            return new InetAddress[] {InetAddress.getByName("127.0.0.1")};
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    /** What came back. */
    public record Answer(int status, Map<String, String> headers, byte[] body) {
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        public JsonNode json() {
            return JSON.readTree(body);
        }

        public String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }
    }

    /** The same program with one more header. */
    public Api with(String name, String value) {
        Api other = new Api(base);
        other.headers.putAll(headers);
        other.headers.put(name, value);
        return other;
    }

    private Api(String base) {
        this.base = base;
    }

    public Api bearing(String token) {
        return with("Authorization", "Bearer " + token);
    }

    /** A token of a client that acts for itself. */
    public Answer token(String clientId, String secret, String scope) {
        String form = "grant_type=client_credentials&client_id=" + clientId + "&client_secret=" + secret
                + (scope.isEmpty()
                        ? ""
                        : "&scope="
                                + scope.replace(":", "%3A").replace(" ", "+").replace("*", "%2A"));
        return form("/oauth2/token", form);
    }

    public Answer form(String path, String form) {
        return send(
                "POST",
                path,
                new ByteArrayEntity(form.getBytes(StandardCharsets.US_ASCII), ContentType.APPLICATION_FORM_URLENCODED));
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    public Answer delete(String path) {
        return send("DELETE", path, null);
    }

    public Answer post(String path, String json) {
        return send("POST", path, json(json, "application/json"));
    }

    public Answer patch(String path, String json) {
        return send("PATCH", path, json(json, "application/merge-patch+json"));
    }

    public Answer upload(String path, String name, byte[] content) {
        return send(
                "POST",
                path,
                MultipartEntityBuilder.create()
                        .addBinaryBody("file", content, ContentType.APPLICATION_OCTET_STREAM, name)
                        .build());
    }

    private static HttpEntity json(String json, String type) {
        return new ByteArrayEntity(json.getBytes(StandardCharsets.UTF_8), ContentType.parse(type));
    }

    public Answer send(String method, String path, HttpEntity body) {
        HttpUriRequestBase request = new HttpUriRequestBase(method, java.net.URI.create(base + path));
        headers.forEach(request::setHeader);
        if (body != null) {
            request.setEntity(body);
        }
        try {
            return CLIENT.execute(request, response -> {
                Map<String, String> found = new LinkedHashMap<>();
                for (var header : response.getHeaders()) {
                    found.put(header.getName().toLowerCase(Locale.ROOT), header.getValue());
                }
                byte[] bytes =
                        response.getEntity() == null ? new byte[0] : EntityUtils.toByteArray(response.getEntity());
                return new Answer(response.getCode(), found, bytes);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        }
    }
}
