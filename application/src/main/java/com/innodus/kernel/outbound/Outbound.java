package com.innodus.kernel.outbound;

import com.innodus.kernel.platform.InnodusProperties;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.stereotype.Component;

/**
 * The way out to addresses that tenants typed in or that a stranger's answer named. The name is looked up once and the
 * connection goes to what was checked (no rebinding); redirects aren't followed; answers are small and quick or fail.
 */
@Component
public class Outbound implements DisposableBean {
    private static final int MOST_BYTES = 512 * 1024;
    private static final int MOST_SHOWN = 2_000;
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Timeout PATIENCE = Timeout.ofSeconds(4);

    private final OutboundRules rules;
    private final CloseableHttpClient client;
    private final ClientHttpRequestFactory requests;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("outbound-watch").daemon().factory());

    Outbound(InnodusProperties properties) {
        rules = new OutboundRules(properties.isEmbedded());
        client = HttpClients.custom()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAutomaticRetries()
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(PATIENCE)
                        .setConnectionRequestTimeout(PATIENCE)
                        .build())
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new CheckedNames(rules))
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(PATIENCE)
                                .setSocketTimeout(PATIENCE)
                                .build())
                        .build())
                .build();
        requests = new HttpComponentsClientHttpRequestFactory(client);
    }

    /**
     * What somebody answered.
     *
     * @param text the beginning of the answer's body
     */
    public record Answer(int status, String text) {}

    /**
     * Sends a text to an address and waits for the answer, ten seconds at most.
     *
     * @throws UnsafeAddress when it may not be asked
     * @throws IOException when nothing came back in time
     */
    public Answer post(String url, Map<String, String> headers, String body) throws IOException {
        HttpPost request = new HttpPost(rules.check(url));
        headers.forEach(request::setHeader);
        request.setEntity(new ByteArrayEntity(
                body.getBytes(StandardCharsets.UTF_8),
                ContentType.parseLenient(headers.get(HttpHeaders.CONTENT_TYPE))));
        // a receiver that answers a letter now and then would else hold the connection for ever
        ScheduledFuture<?> deadline = watch.schedule(request::cancel, LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        try (ClassicHttpResponse answer = client.executeOpen(null, request, null)) {
            HttpEntity entity = answer.getEntity();
            String text = entity == null
                    ? ""
                    : new String(entity.getContent().readNBytes(MOST_SHOWN), StandardCharsets.UTF_8);
            if (entity != null && (entity.getContentLength() < 0 || entity.getContentLength() > MOST_SHOWN)) {
                // closing it would read all the rest
                request.cancel();
            }
            return new Answer(answer.getCode(), text);
        } finally {
            deadline.cancel(false);
        }
    }

    @Override
    public void destroy() throws IOException {
        watch.shutdownNow();
        client.close();
    }

    /** Makes the requests; always together with {@link #limits()}. */
    public ClientHttpRequestFactory requests() {
        return requests;
    }

    /** Checks each address before it is asked and bounds each answer. */
    public ClientHttpRequestInterceptor limits() {
        return (HttpRequest request, byte[] body, ClientHttpRequestExecution execution) -> {
            rules.check(request.getURI().toString());
            return new Bounded(execution.execute(request, body));
        };
    }

    /**
     * The address, when it may be asked as far as its text tells.
     *
     * @throws UnsafeAddress when it may not
     */
    public URI check(String url) {
        return rules.check(url);
    }

    /** Makes connections that aren't by HTTP, to addresses that may be asked. */
    public SocketFactory sockets() {
        return new CheckedSockets(rules);
    }

    /** Look-up and check in one, so that nothing can change in between. */
    private record CheckedNames(OutboundRules rules) implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            InetAddress[] found = SystemDefaultDnsResolver.INSTANCE.resolve(host);
            for (InetAddress address : found) {
                if (!rules.allows(address)) {
                    throw new UnknownHostException(host);
                }
            }
            return found;
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    private record Bounded(ClientHttpResponse answer) implements ClientHttpResponse {
        @Override
        public HttpStatusCode getStatusCode() throws IOException {
            return answer.getStatusCode();
        }

        @Override
        public String getStatusText() throws IOException {
            return answer.getStatusText();
        }

        @Override
        public void close() {
            answer.close();
        }

        @Override
        public HttpHeaders getHeaders() {
            return answer.getHeaders();
        }

        @Override
        public InputStream getBody() throws IOException {
            return new BoundedStream(answer.getBody());
        }
    }

    private static final class BoundedStream extends FilterInputStream {
        private final long deadline = System.nanoTime() + LONGEST.toNanos();
        private int left = MOST_BYTES;

        BoundedStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            return count(super.read(), 1);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            return count(read, Math.max(read, 0));
        }

        private int count(int read, int bytes) throws IOException {
            left -= bytes;
            if (left < 0 || System.nanoTime() > deadline) {
                throw new IOException("The answer is too long or too slow");
            }
            return read;
        }
    }
}
