package com.innodus.support;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** A browser without a screen: keeps cookies, follows nothing, says any Host that it is told to say. */
public final class Visitor {
    private final int port;
    private final String host;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final List<String> moreHeaders = new ArrayList<>();

    public Visitor(int port, String host) {
        this.port = port;
        this.host = host;
    }

    /** What came back. */
    public record Answer(int status, Map<String, String> headers, String body) {
        public String location() {
            return headers.getOrDefault("location", "");
        }

        public Document page() {
            return Jsoup.parse(body);
        }
    }

    /** The same cookies at another host, as a thief would carry them. */
    public Visitor at(String other) {
        Visitor thief = new Visitor(port, other);
        thief.cookies.putAll(cookies);
        return thief;
    }

    /** Says this too, with each request. */
    public Visitor saying(String header) {
        moreHeaders.add(header);
        return this;
    }

    public Answer get(String path) {
        return send("GET " + path, "");
    }

    /** Posts a form with the token of the page that it stands on. */
    public Answer post(String page, String action, Map<String, String> fields) {
        Element token = get(page).page().selectFirst("input[name=_csrf]");
        Map<String, String> all = new LinkedHashMap<>(fields);
        if (token != null) {
            all.put("_csrf", token.val());
        }
        return post(action, all);
    }

    public Answer post(String action, Map<String, String> fields) {
        return send(
                "POST " + action,
                fields.entrySet().stream()
                        .map(field ->
                                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&")));
    }

    private Answer send(String line, String body) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(30_000);
            StringBuilder request = new StringBuilder(line)
                    .append(" HTTP/1.0\r\nHost: ")
                    .append(host)
                    .append("\r\nAccept-Language: es\r\n");
            if (!cookies.isEmpty()) {
                request.append("Cookie: ")
                        .append(cookies.entrySet().stream()
                                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                                .collect(Collectors.joining("; ")))
                        .append("\r\n");
            }
            moreHeaders.forEach(header -> request.append(header).append("\r\n"));
            if (line.startsWith("POST")) {
                request.append("Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ")
                        .append(body.length())
                        .append("\r\n");
            }
            request.append("\r\n").append(body);
            socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.ISO_8859_1));
            return read(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(line + " at " + host, e);
        }
    }

    private Answer read(String answer) throws IOException {
        int end = answer.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new EOFException("no whole answer: " + answer);
        }
        List<String> lines = answer.substring(0, end).lines().toList();
        Map<String, String> headers = new LinkedHashMap<>();
        for (String header : lines.subList(1, lines.size())) {
            String name = header.substring(0, header.indexOf(':')).toLowerCase(Locale.ROOT);
            String value = header.substring(header.indexOf(':') + 1).strip();
            headers.put(name, value);
            if (name.equals("set-cookie")) {
                String cookie = value.split(";", 2)[0];
                cookies.put(cookie.substring(0, cookie.indexOf('=')), cookie.substring(cookie.indexOf('=') + 1));
            }
        }
        return new Answer(Integer.parseInt(lines.getFirst().split(" ")[1]), headers, answer.substring(end + 4));
    }
}
