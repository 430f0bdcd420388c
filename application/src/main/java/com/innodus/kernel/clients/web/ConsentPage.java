package com.innodus.kernel.clients.web;

import com.innodus.kernel.clients.ApiClient;
import com.innodus.kernel.clients.ApiClients;
import com.innodus.kernel.clients.ApiScopes;
import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.records.RecordTypes;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Asks a person whether an app may act in their name. */
@Controller
class ConsentPage {
    private final ApiClients clients;
    private final ApiScopes scopes;
    private final RecordTypes types;

    ConsentPage(ApiClients clients, ApiScopes scopes, RecordTypes types) {
        this.clients = clients;
        this.scopes = scopes;
        this.types = types;
    }

    @GetMapping("/oauth2/consent")
    String ask(
            @RequestParam("client_id") String clientId,
            @RequestParam String scope,
            @RequestParam String state,
            Model model,
            HttpServletResponse response) {
        ApiClient client =
                clients.byClientId(clientId).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        Locale locale = LocaleContextHolder.getLocale();
        List<Asked> asked = ApiScopes.read(scope).stream()
                .filter(one -> scopes.unknown(List.of(one)).isEmpty())
                .map(one -> new Asked(one, words(one, locale)))
                .toList();
        model.addAttribute("client", client);
        model.addAttribute("asked", asked);
        model.addAttribute("state", state);
        model.addAttribute(
                "where",
                client.redirects().stream().map(ConsentPage::place).distinct().toList());
        // browsers hold the redirect that answers a form against form-action too
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; base-uri 'none'; "
                        + "frame-ancestors 'none'; form-action 'self' "
                        + client.redirects().stream().map(ConsentPage::origin).collect(Collectors.joining(" ")));
        return "consent";
    }

    /** A scope with what it means. */
    record Asked(String scope, String words) {}

    private String words(String scope, Locale locale) {
        if (scope.equals(ApiScopes.ALL)) {
            return Texts.text(locale, "clients.scope.all");
        }
        String[] parts = scope.split(":");
        // of a type that the tenant has deleted since, the scope gives nothing
        return types.byPlural(parts[0])
                .map(type -> type.pluralName(locale) + ": " + Texts.text(locale, "clients.verb." + parts[1]))
                .orElse(scope);
    }

    private static String place(String redirect) {
        URI uri = URI.create(redirect);
        return uri.getHost() == null ? uri.getScheme() : uri.getHost();
    }

    private static String origin(String redirect) {
        URI uri = URI.create(redirect);
        return uri.getHost() == null ? uri.getScheme() + ":" : uri.getScheme() + "://" + uri.getRawAuthority();
    }
}
