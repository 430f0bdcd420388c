package com.innodus.crm.operators;

import com.innodus.crm.operators.Operators.Operator;
import com.innodus.crm.operators.TenantOffice.Order;
import com.innodus.crm.operators.TenantOffice.Search;
import com.innodus.crm.operators.TenantOffice.Summary;
import com.innodus.kernel.features.Edition;
import com.innodus.kernel.features.Features;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.catalogue.TenantNotFound;
import com.innodus.tenants.catalogue.Tenants.HostTaken;
import com.innodus.tenants.catalogue.Tenants.WrongState;
import com.innodus.tenants.context.TenantScope;
import com.innodus.tenants.routing.Addresses;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.ZoneId;
import java.util.function.Consumer;
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
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

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
    void onBaseHostOnly(Model model, @AuthenticationPrincipal Operator operator) {
        if (TenantScope.currentOrNull() != null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        model.addAttribute("operator", operator);
        model.addAttribute("zone", ZoneId.of("Europe/Madrid"));
    }

    @ExceptionHandler({TenantNotFound.class, IllegalArgumentException.class, MethodArgumentTypeMismatchException.class})
    void unknown(HttpServletResponse response) throws IOException {
        response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }

    @GetMapping("/login")
    String logIn() {
        return "operator-login";
    }

    @GetMapping
    String tenants(
            Model model,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "CREATED") Order sort,
            @RequestParam(defaultValue = "true") boolean desc,
            @RequestParam(defaultValue = "0") int page) {
        Search search = new Search(q, sort, desc, page);
        TenantOffice.Page found = office.find(search);
        model.addAttribute("search", search);
        model.addAttribute("orders", Order.values());
        model.addAttribute("tenants", found.tenants());
        model.addAttribute("found", found.found());
        model.addAttribute("first", search.page() * Search.PAGE + 1);
        model.addAttribute("last", search.page() * Search.PAGE + found.tenants().size());
        return "operator";
    }

    /** A feature, whether the tenant may have it, and whether its own administrator put it off. */
    public record Grant(String key, boolean granted, boolean off) {}

    @GetMapping("/tenants/{slug}")
    String tenant(@PathVariable String slug, Model model) {
        Summary summary = office.summary(slug);
        Tenant tenant = summary.tenant();
        model.addAttribute("tenant", tenant);
        model.addAttribute("bytes", summary.bytes());
        model.addAttribute("address", addresses.of(tenant));
        model.addAttribute("editions", Edition.values());
        model.addAttribute("deeds", office.deeds(slug));
        model.addAttribute(
                "grants",
                features.all().stream()
                        .map(feature -> new Grant(
                                feature.key(),
                                Features.isGranted(tenant, feature),
                                tenant.features().off().contains(feature.key())))
                        .toList());
        return "operator-tenant";
    }

    @PostMapping("/tenants/{slug}/suspend")
    String suspend(@PathVariable String slug, @AuthenticationPrincipal Operator operator, RedirectAttributes next) {
        return done(slug, "suspended", next, office -> office.suspend(slug, operator.email()));
    }

    @PostMapping("/tenants/{slug}/resume")
    String resume(@PathVariable String slug, @AuthenticationPrincipal Operator operator, RedirectAttributes next) {
        return done(slug, "resumed", next, office -> office.resume(slug, operator.email()));
    }

    @PostMapping("/tenants/{slug}/edition")
    String edition(
            @PathVariable String slug,
            @RequestParam String edition,
            @AuthenticationPrincipal Operator operator,
            RedirectAttributes next) {
        Edition chosen = Edition.of(edition).orElseThrow(IllegalArgumentException::new);
        return done(slug, "saved", next, office -> office.setEdition(slug, chosen, operator.email()));
    }

    @PostMapping("/tenants/{slug}/features")
    String grant(
            @PathVariable String slug,
            @RequestParam String feature,
            @RequestParam boolean granted,
            @AuthenticationPrincipal Operator operator,
            RedirectAttributes next) {
        return done(slug, "saved", next, office -> office.grant(slug, feature, granted, operator.email()));
    }

    @PostMapping("/tenants/{slug}/hosts")
    String addHost(
            @PathVariable String slug,
            @RequestParam String host,
            @AuthenticationPrincipal Operator operator,
            RedirectAttributes next) {
        next.addFlashAttribute("host", host);
        try {
            return done(slug, "saved", next, office -> office.addHost(slug, host, operator.email()));
        } catch (HostTaken e) {
            next.addFlashAttribute("hostProblem", "operator.host.taken");
        } catch (IllegalArgumentException e) {
            next.addFlashAttribute("hostProblem", "operator.host.invalid");
        }
        return "redirect:/operator/tenants/" + slug + "#host";
    }

    @PostMapping("/tenants/{slug}/hosts/remove")
    String removeHost(
            @PathVariable String slug,
            @RequestParam String host,
            @AuthenticationPrincipal Operator operator,
            RedirectAttributes next) {
        return done(slug, "saved", next, office -> office.removeHost(slug, host, operator.email()));
    }

    /** Back to the tenant's page, which says what was done, or that somebody else was faster. */
    private String done(String slug, String what, RedirectAttributes next, Consumer<TenantOffice> deed) {
        try {
            deed.accept(office);
            next.addFlashAttribute("done", "operator.done." + what);
            next.addFlashAttribute("host", null);
        } catch (WrongState e) {
            next.addFlashAttribute("problem", "operator.stale");
        }
        return "redirect:/operator/tenants/" + slug;
    }
}
