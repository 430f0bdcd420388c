package com.innodus.crm.calendars;

import com.innodus.crm.calendars.Invitations.Asked;
import com.innodus.crm.calendars.Invitations.State;
import com.innodus.kernel.web.RateLimit;
import com.innodus.tenants.context.TenantScope;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/**
 * Where somebody without log-in answers an invitation. Opening the page answers nothing, because scanners of mail open
 * links.
 */
@Controller
class RsvpPage {
    private final Invitations invitations;
    private final RateLimit visits = new RateLimit(120, Duration.ofHours(1));

    RsvpPage(Invitations invitations) {
        this.invitations = invitations;
    }

    /** The base host has no events. */
    @ModelAttribute
    void onTenantsHostOnly(HttpServletRequest request) {
        if (TenantScope.currentOrNull() == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        if (!visits.allows(request.getRemoteAddr())) {
            throw new ResponseStatusException(HttpStatus.TOO_MANY_REQUESTS);
        }
    }

    @GetMapping("/rsvp")
    String page(@RequestParam String token, Model model, Locale locale) {
        Optional<Asked> asked = invitations.byToken(token);
        model.addAttribute("token", token);
        model.addAttribute("valid", asked.isPresent());
        asked.ifPresent(found -> {
            model.addAttribute("subject", found.event().getTitle());
            model.addAttribute("when", TimeText.of(Times.of(found.event()), locale));
            model.addAttribute("place", found.event().getPlace());
            model.addAttribute("organiser", found.organiser());
            model.addAttribute("state", found.invitation().state().word());
        });
        return "rsvp";
    }

    @PostMapping("/rsvp")
    String answer(@RequestParam String token, @RequestParam String answer, Model model, Locale locale) {
        boolean isAnswered = Stream.of(State.ACCEPTED, State.TENTATIVE, State.DECLINED)
                .filter(state -> state.word().equals(answer))
                .anyMatch(state -> invitations.answer(token, state));
        model.addAttribute("answered", isAnswered);
        return page(token, model, locale);
    }
}
