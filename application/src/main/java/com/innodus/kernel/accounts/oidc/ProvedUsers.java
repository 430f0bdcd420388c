package com.innodus.kernel.accounts.oidc;

import com.innodus.kernel.access.User;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.accounts.oidc.Identities.Proof;
import com.innodus.kernel.accounts.web.LogIns;
import com.innodus.kernel.accounts.web.SignedIn;
import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.outbound.Outbound;
import jakarta.servlet.http.HttpSession;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** From what a provider proved to a user of the tenant, before anybody is logged in. */
@Component
class ProvedUsers implements OAuth2UserService<OidcUserRequest, OidcUser> {
    /** Begins the codes of our own refusals. */
    static final String REFUSAL = "innodus.";

    private final TenantRegistrations registrations;
    private final Identities identities;
    private final Users users;
    private final OidcUserService claims = new OidcUserService();

    ProvedUsers(TenantRegistrations registrations, Identities identities, Users users, Outbound outbound) {
        this.registrations = registrations;
        this.identities = identities;
        this.users = users;
        RestTemplate client = new RestTemplate(outbound.requests());
        client.setInterceptors(List.of(outbound.limits()));
        DefaultOAuth2UserService userInfo = new DefaultOAuth2UserService();
        userInfo.setRestOperations(client);
        claims.setOauth2UserService(userInfo);
    }

    /**
     * A user whom a provider vouches for, for the moment between proof and log-in. It has no authority and acts for
     * nobody.
     *
     * @param replaces the session that this log-in takes the place of
     * @param linked whether somebody who was logged in added a way in
     */
    record Proved(OidcUser proof, User user, @Nullable SignedIn replaces, boolean linked) implements OidcUser {
        @Override
        public Map<String, Object> getClaims() {
            return proof.getClaims();
        }

        @Override
        @SuppressWarnings("NullAway") // not every provider has it
        public OidcUserInfo getUserInfo() {
            return proof.getUserInfo();
        }

        @Override
        public OidcIdToken getIdToken() {
            return proof.getIdToken();
        }

        @Override
        public Map<String, Object> getAttributes() {
            return proof.getAttributes();
        }

        @Override
        public Collection<? extends GrantedAuthority> getAuthorities() {
            return List.of();
        }

        @Override
        public String getName() {
            return proof.getName();
        }
    }

    @Override
    public OidcUser loadUser(OidcUserRequest request) {
        OidcUser person = claims.loadUser(request);
        IdentityProvider provider = registrations
                .provider(request.getClientRegistration().getRegistrationId())
                .orElseThrow(() -> refused(Identities.Refusal.UNKNOWN));
        Proof proof = new Proof(
                provider,
                Objects.requireNonNull(person.getSubject()),
                Objects.requireNonNullElse(person.getEmail(), ""),
                Boolean.TRUE.equals(person.getEmailVerified()),
                Objects.requireNonNullElse(person.getFullName(), ""),
                person.getClaimAsString("hd"),
                language(person));
        HttpSession session = session();
        SignedIn here = signedIn();
        try {
            if (here != null
                    && session.getAttribute(LinkIntent.ATTRIBUTE) instanceof LinkIntent intent
                    && intent.isFor(here.actor().id(), provider.id())) {
                session.removeAttribute(LinkIntent.ATTRIBUTE);
                identities.link(here.actor().id(), proof);
                return new Proved(person, users.byId(here.actor().id()).orElseThrow(), here, true);
            }
            String invitation = (String) session.getAttribute(LogIns.INVITATION);
            User user = identities.enter(proof, invitation);
            session.removeAttribute(LogIns.INVITATION);
            return new Proved(person, user, here, false);
        } catch (Identities.Refused e) {
            throw refused(e.refusal);
        }
    }

    private static OAuth2AuthenticationException refused(Identities.Refusal refusal) {
        return new OAuth2AuthenticationException(
                new OAuth2Error(REFUSAL + refusal.name().toLowerCase(Locale.ROOT)));
    }

    private static Locale language(OidcUser person) {
        return Texts.nearest(Optional.ofNullable(person.getLocale())
                .map(Locale::forLanguageTag)
                .filter(locale -> !locale.getLanguage().isEmpty())
                .orElseGet(LocaleContextHolder::getLocale));
    }

    private static HttpSession session() {
        return ((ServletRequestAttributes) Objects.requireNonNull(RequestContextHolder.getRequestAttributes()))
                .getRequest()
                .getSession();
    }

    private static @Nullable SignedIn signedIn() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof SignedIn signedIn ? signedIn : null;
    }
}
