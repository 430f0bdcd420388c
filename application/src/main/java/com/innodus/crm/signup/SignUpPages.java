package com.innodus.crm.signup;

import com.innodus.kernel.web.RateLimit;
import com.innodus.tenants.catalogue.Tenants;
import com.innodus.tenants.context.TenantScope;
import com.innodus.tenants.routing.Addresses;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Product page and sign-up, on the base host only. */
@Controller
class SignUpPages {
    /** A person needs longer than this to fill the form in. */
    private static final Duration FASTEST_PERSON = Duration.ofSeconds(2);

    private static final int SIGN_UPS_PER_HOUR = 10;

    private final SignUp signUp;
    private final Addresses addresses;
    private final Clock clock;
    private final RateLimit signUps = new RateLimit(SIGN_UPS_PER_HOUR, Duration.ofHours(1));

    SignUpPages(SignUp signUp, Addresses addresses, Clock clock) {
        this.signUp = signUp;
        this.addresses = addresses;
        this.clock = clock;
    }

    @GetMapping("/")
    String home(Model model) {
        if (TenantScope.currentOrNull() != null) {
            return "redirect:/app";
        }
        return "home";
    }

    @GetMapping("/signup")
    String form(Model model, @RequestParam(defaultValue = "sales") String edition) {
        if (TenantScope.currentOrNull() != null) {
            return "redirect:/app";
        }
        return show(new SignUp.Form("", "", edition, "", "", ""), Map.of(), model);
    }

    @PostMapping("/signup")
    String submit(
            SignUp.Form form,
            @RequestParam(defaultValue = "") String website,
            @RequestParam(defaultValue = "0") long shown,
            HttpServletRequest request,
            Locale locale,
            Model model) {
        if (TenantScope.currentOrNull() != null) {
            return "redirect:/app";
        }
        SignUp.Form typed = new SignUp.Form(
                clean(form.organisation()),
                clean(form.slug()).toLowerCase(Locale.ROOT),
                clean(form.edition()),
                clean(form.name()),
                clean(form.email()),
                Objects.requireNonNullElse(form.password(), ""));
        Map<String, String> problems = signUp.problems(typed);
        if (problems.isEmpty() && isBot(website, shown)) {
            problems = Map.of("", "signup.bot");
        }
        if (problems.isEmpty() && !signUps.allows(request.getRemoteAddr())) {
            problems = Map.of("", "signup.too-many");
        }
        if (!problems.isEmpty()) {
            return show(typed, problems, model);
        }
        try {
            SignUp.Welcome welcome = signUp.signUp(typed, locale);
            return "redirect:" + addresses.of(welcome.tenant()) + "/welcome?token=" + welcome.token();
        } catch (Tenants.SlugTaken e) {
            return show(typed, Map.of("slug", "signup.slug.taken"), model);
        }
    }

    private String show(SignUp.Form form, Map<String, String> problems, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("problems", problems);
        model.addAttribute("editions", SignUp.EDITIONS);
        model.addAttribute("baseHost", addresses.baseHost());
        model.addAttribute("shown", clock.millis());
        return "signup";
    }

    /** The hidden field is filled in, or the form came back faster than a person types. */
    private boolean isBot(String website, long shown) {
        return !website.isEmpty() || clock.millis() - shown < FASTEST_PERSON.toMillis();
    }

    private static String clean(@Nullable String text) {
        // what is typed here are lines of text; and PostgreSQL takes no NUL
        return text == null ? "" : text.replaceAll("\\p{Cntrl}", " ").strip();
    }
}
