package com.innodus.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.cookie.BasicCookieStore;
import org.apache.hc.client5.http.cookie.Cookie;
import org.apache.hc.client5.http.entity.UrlEncodedFormEntity;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.NameValuePair;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.message.BasicNameValuePair;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * A person's browser without scripts: follows redirects, keeps cookies by host, sends forms as they stand on the page.
 * Every name leads to this machine. Links of the product name port 0, since the real one is drawn later.
 */
public final class Browser {
    private final int port;
    private final BasicCookieStore cookies = new BasicCookieStore();
    private final CloseableHttpClient client;

    public Browser(int port) {
        this.port = port;
        client = HttpClients.custom()
                .disableRedirectHandling()
                .setDefaultCookieStore(cookies)
                .setUserAgent("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new Here())
                        .build())
                .build();
    }

    private static final class Here implements org.apache.hc.client5.http.DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            return new InetAddress[] {InetAddress.getByName("127.0.0.1")};
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    /** An answer, and where it came from. */
    public record Page(URI address, int status, Map<String, List<String>> headers, String body) {
        public Document document() {
            return Jsoup.parse(body, address.toString());
        }

        public String text() {
            return document().text();
        }

        public String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .flatMap(header -> header.getValue().stream())
                    .findFirst()
                    .orElse("");
        }

        /** The form whose action contains the text. */
        public Element form(String action) {
            return document().select("form").stream()
                    .filter(form -> form.attr("action").contains(action))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("No form " + action + " on " + address + ": " + text()));
        }
    }

    public List<Cookie> cookies() {
        return cookies.getCookies();
    }

    /** Takes over another browser's cookies, as a thief would: for the host named. */
    public void steal(Browser other, String host) {
        for (Cookie cookie : other.cookies()) {
            var copy =
                    new org.apache.hc.client5.http.impl.cookie.BasicClientCookie(cookie.getName(), cookie.getValue());
            copy.setDomain(host);
            copy.setPath("/");
            cookies.addCookie(copy);
        }
    }

    /** Asks without following redirects. */
    public Page once(String method, String url, Map<String, String> form, String... headers) {
        URI uri = URI.create(url.replaceFirst("^(http://[^/]*localhost):0/", "$1:" + port + "/"));
        HttpUriRequestBase request = new HttpUriRequestBase(method, uri);
        request.setHeader("Accept-Language", "es-ES,es;q=0.9");
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        if (!form.isEmpty()) {
            List<NameValuePair> pairs = new ArrayList<>();
            form.forEach((name, value) -> pairs.add(new BasicNameValuePair(name, value)));
            request.setEntity(new UrlEncodedFormEntity(pairs, StandardCharsets.UTF_8));
        }
        try {
            trustThisMachine();
            return client.execute(request, response -> {
                Map<String, List<String>> found = new java.util.TreeMap<>();
                for (Header header : response.getHeaders()) {
                    found.computeIfAbsent(header.getName(), name -> new ArrayList<>())
                            .add(header.getValue());
                }
                String body = response.getEntity() == null ? "" : EntityUtils.toString(response.getEntity());
                return new Page(uri, response.getCode(), found, body);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Browsers send secure cookies to loopback addresses by plain HTTP too. */
    private void trustThisMachine() {
        for (Cookie cookie : cookies.getCookies()) {
            if (cookie.isSecure()) {
                ((org.apache.hc.client5.http.impl.cookie.BasicClientCookie) cookie).setSecure(false);
            }
        }
    }

    public Page get(String url) {
        return follow(once("GET", url, Map.of()));
    }

    public Page post(String url, Map<String, String> form) {
        return follow(once("POST", url, form));
    }

    /** Goes on until no redirect is left, or until the address begins with {@code stop}. */
    public Page get(String url, String stop) {
        Page page = once("GET", url, Map.of());
        while (page.status() / 100 == 3 && !location(page).contains(stop)) {
            page = once("GET", location(page), Map.of());
        }
        return page;
    }

    private Page follow(Page first) {
        Page page = first;
        for (int i = 0; page.status() / 100 == 3; i++) {
            if (i > 10) {
                throw new AssertionError("Redirects without end at " + page.address());
            }
            page = once("GET", location(page), Map.of());
        }
        return page;
    }

    /** Where a redirect leads. */
    public static String location(Page page) {
        return page.address().resolve(page.header("Location")).toString();
    }

    /** What the form would send, with these values typed in. */
    public static Map<String, String> filled(Element form, Map<String, String> typed) {
        Map<String, String> values = new java.util.LinkedHashMap<>();
        for (Element input : form.select("input[name], button[name]")) {
            boolean chosen = !input.attr("type").equals("radio") || input.hasAttr("checked");
            if (chosen && !input.tagName().equals("button")) {
                values.put(input.attr("name"), input.attr("value"));
            }
        }
        values.putAll(typed);
        return values;
    }

    /** Fills the form in, sends it, and follows. */
    public Page submit(Page page, String action, Map<String, String> typed) {
        return follow(send(page, action, typed));
    }

    /** Fills the form in and sends it, without following. */
    public Page send(Page page, String action, Map<String, String> typed) {
        Element form = page.form(action);
        return once("POST", page.address().resolve(form.attr("action")).toString(), filled(form, typed));
    }
}
