package com.innodus.crm.operators;

import com.innodus.crm.operators.Operators.Operator;
import com.innodus.crm.operators.TenantOffice.Summary;
import com.innodus.kernel.features.Edition;
import com.innodus.kernel.features.Feature;
import com.innodus.kernel.features.Features;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.catalogue.TenantNotFound;
import com.innodus.tenants.catalogue.Tenants.WrongState;
import com.innodus.tenants.context.TenantScope;
import com.innodus.tenants.routing.Addresses;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** What operators see: tenants from outside, never what is in them. */
@Controller
@RequestMapping("/operator")
class OperatorPages {
    private final TenantOffice office;
    private final Features features;
    private final Addresses addresses;

    OperatorPages(TenantOffice office, Features features, Addresses addresses) {
        this.office = office;
        this.features = features;
        this.addresses = addresses;
    }

    /** On a tenant's host there is no such place. */
    @ModelAttribute
    void onBaseHostOnly() {
        if (TenantScope.currentOrNull() != null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }

    @ExceptionHandler({TenantNotFound.class, IllegalArgumentException.class})
    String unknown() {
        throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }

    /** Somebody else was faster; the list shows how it is. */
    @ExceptionHandler(WrongState.class)
    String stale() {
        return "redirect:/operator";
    }

    @GetMapping("/login")
    String logIn() {
        return "operator-login";
    }

    @GetMapping
    String tenants(Model model, @RequestParam(defaultValue = "") String q) {
        String wanted = q.strip().toLowerCase(Locale.ROOT);
        List<Summary> found = office.all().stream()
                .filter(one -> one.tenant().slug().contains(wanted)
                        || one.tenant().name().toLowerCase(Locale.ROOT).contains(wanted))
                .toList();
        model.addAttribute("tenants", found);
        model.addAttribute("q", q);
        model.addAttribute("zone", ZoneId.of("Europe/Madrid"));
        return "operator";
    }

    /** A feature and whether the tenant may have it. */
    public record Grant(String key, boolean granted) {}

    @GetMapping("/tenants/{slug}")
    String tenant(@PathVariable String slug, Model model) {
        Tenant tenant = office.require(slug);
        model.addAttribute("tenant", tenant);
        model.addAttribute("address", addresses.of(tenant));
        model.addAttribute("editions", Edition.values());
        model.addAttribute(
                "grants",
                features.all().stream()
                        .map((Feature feature) -> new Grant(feature.key(), Features.isGranted(tenant, feature)))
                        .toList());
        return "operator-tenant";
    }

    @PostMapping("/tenants/{slug}/suspend")
    String suspend(@PathVariable String slug, @AuthenticationPrincipal Operator operator) {
        office.suspend(slug, operator.email());
        return "redirect:/operator/tenants/" + slug;
    }

    @PostMapping("/tenants/{slug}/resume")
    String resume(@PathVariable String slug, @AuthenticationPrincipal Operator operator) {
        office.resume(slug, operator.email());
        return "redirect:/operator/tenants/" + slug;
    }

    @PostMapping("/tenants/{slug}/edition")
    String edition(
            @PathVariable String slug, @RequestParam String edition, @AuthenticationPrincipal Operator operator) {
        office.setEdition(slug, Edition.of(edition).orElseThrow(IllegalArgumentException::new), operator.email());
        return "redirect:/operator/tenants/" + slug;
    }

    @PostMapping("/tenants/{slug}/features")
    String grant(
            @PathVariable String slug,
            @RequestParam String feature,
            @RequestParam boolean granted,
            @AuthenticationPrincipal Operator operator) {
        office.grant(slug, feature, granted, operator.email());
        return "redirect:/operator/tenants/" + slug;
    }
}
