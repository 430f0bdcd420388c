package com.innodus.crm.signup;

import com.innodus.kernel.access.OneTimeTokens;
import com.innodus.kernel.access.Passwords;
import com.innodus.kernel.access.User;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.access.WorkspaceHints;
import com.innodus.kernel.accounts.AccountMails;
import com.innodus.kernel.features.Edition;
import com.innodus.tenants.catalogue.Slug;
import com.innodus.tenants.catalogue.Tenant;
import com.innodus.tenants.catalogue.Tenants;
import com.innodus.tenants.context.TenantScope;
import com.innodus.tenants.provisioning.Provisioning;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/** How an organisation comes in: by the sign-up page or by an operator's command. */
@Service
public class SignUp {
    /** Keys of the editions, in the order in which they are offered. */
    public static final List<String> EDITIONS =
            Stream.of(Edition.values()).map(Edition::key).toList();

    private static final Pattern EMAIL = Pattern.compile("[^\\s@]{1,64}@[^\\s@]+\\.[^\\s@]{2,63}");

    private final Provisioning provisioning;
    private final Tenants tenants;
    private final PasswordEncoder passwords;
    private final Users users;
    private final OneTimeTokens tokens;
    private final AccountMails mails;
    private final WorkspaceHints hints;
    private final JsonMapper json;

    SignUp(
            Provisioning provisioning,
            Tenants tenants,
            PasswordEncoder passwords,
            Users users,
            OneTimeTokens tokens,
            AccountMails mails,
            WorkspaceHints hints,
            JsonMapper json) {
        this.provisioning = provisioning;
        this.tenants = tenants;
        this.passwords = passwords;
        this.users = users;
        this.tokens = tokens;
        this.mails = mails;
        this.hints = hints;
        this.json = json;
    }

    /** What somebody typed. */
    public record Form(String organisation, String slug, String edition, String name, String email, String password) {
        @Override
        public String toString() {
            return organisation + " (" + slug + ")";
        }
    }

    /** What is wrong, by field: key of the sentence. Empty when nothing is. */
    public Map<String, String> problems(Form form) {
        Map<String, String> problems = new LinkedHashMap<>();
        if (form.organisation().isBlank()) {
            problems.put("organisation", "error.required");
        } else if (form.organisation().length() > 120) {
            problems.put("organisation", "signup.too-long");
        }
        Slug.problem(form.slug())
                .ifPresent(problem ->
                        problems.put("slug", "signup.slug." + problem.name().toLowerCase(Locale.ROOT)));
        if (!problems.containsKey("slug") && tenants.bySlug(form.slug()).isPresent()) {
            problems.put("slug", "signup.slug.taken");
        }
        if (!EDITIONS.contains(form.edition())) {
            problems.put("edition", "error.required");
        }
        if (form.name().isBlank()) {
            problems.put("name", "error.required");
        } else if (form.name().length() > 120) {
            problems.put("name", "signup.too-long");
        }
        if (!EMAIL.matcher(form.email()).matches() || form.email().length() > 254) {
            problems.put("email", "signup.email");
        }
        Passwords.problem(form.password(), form.email(), form.name())
                .ifPresent(problem -> problems.put("password", problem));
        return problems;
    }

    /**
     * Makes the tenant and mails the link that confirms the address.
     *
     * @return token that logs the newcomer in on the new host, good for two minutes
     */
    public Welcome signUp(Form form, Locale locale) {
        Tenant tenant = create(form, locale, false);
        String token = TenantScope.supply(tenant, () -> {
            User user = users.byEmail(form.email()).orElseThrow();
            mails.sendConfirmation(user);
            return tokens.issue(user.id(), OneTimeTokens.Purpose.SIGN_IN);
        });
        return new Welcome(tenant, token);
    }

    /** A new tenant, and the key to its door. */
    public record Welcome(Tenant tenant, String token) {}

    /** Makes the tenant, with an address that needs no confirmation if an operator vouches for it. */
    public Tenant create(Form form, Locale locale, boolean confirmed) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("name", form.name().strip());
        request.put("email", form.email().strip());
        request.put("passwordHash", passwords.encode(form.password()));
        request.put("locale", locale.getLanguage());
        request.put("confirmed", confirmed);
        Tenant tenant = provisioning.provision(
                form.slug(), form.organisation().strip(), form.edition(), json.writeValueAsString(request));
        TenantScope.run(tenant, () -> hints.remember(form.email()));
        return tenant;
    }
}
