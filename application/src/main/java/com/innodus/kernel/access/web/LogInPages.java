package com.innodus.kernel.access.web;

import com.innodus.kernel.access.OneTimeTokens;
import com.innodus.kernel.access.OneTimeTokens.Purpose;
import com.innodus.kernel.access.Passwords;
import com.innodus.kernel.access.Sessions;
import com.innodus.kernel.access.User;
import com.innodus.kernel.access.Users;
import com.innodus.tenants.context.TenantScope;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.SessionAttribute;

/** The pages of a tenant's host that need no log-in. */
@Controller
class LogInPages {
    private final Users users;
    private final OneTimeTokens tokens;
    private final Sessions sessions;
    private final LogIns logIns;
    private final AccountMails mails;

    LogInPages(Users users, OneTimeTokens tokens, Sessions sessions, LogIns logIns, AccountMails mails) {
        this.users = users;
        this.tokens = tokens;
        this.sessions = sessions;
        this.logIns = logIns;
        this.mails = mails;
    }

    @GetMapping("/login")
    String logIn(Model model, @SessionAttribute(name = LogInFailure.EMAIL, required = false) @Nullable String email) {
        if (TenantScope.currentOrNull() == null) {
            return "redirect:/";
        }
        model.addAttribute("email", email);
        return "login";
    }

    /** From the sign-up page into the new workspace. */
    @GetMapping("/welcome")
    String welcome(@RequestParam String token, HttpServletRequest request, HttpServletResponse response) {
        Optional<User> user = tokens.redeem(token, Purpose.SIGN_IN).flatMap(users::byId);
        user.ifPresent(newcomer -> {
            users.noteLogIn(newcomer.id());
            logIns.logIn(newcomer, request, response);
        });
        return user.isPresent() ? "redirect:/app" : "redirect:/login";
    }

    /** Shows a button, because scanners of mail open links and would use the token up. */
    @GetMapping("/confirm")
    String confirmPage(@RequestParam String token, Model model) {
        model.addAttribute("token", token);
        model.addAttribute("valid", tokens.peek(token, Purpose.CONFIRM_EMAIL).isPresent());
        return "confirm";
    }

    @PostMapping("/confirm")
    String confirm(@RequestParam String token) {
        Optional<UUID> user = tokens.redeem(token, Purpose.CONFIRM_EMAIL);
        user.ifPresent(users::confirmEmail);
        return user.isPresent() ? "redirect:/app?confirmed" : "redirect:/login";
    }

    @GetMapping("/password/forgotten")
    String forgotten() {
        return "forgotten";
    }

    /** Answers the same whether the address is known or not. */
    @PostMapping("/password/forgotten")
    String sendReset(@RequestParam String email, Model model) {
        users.byEmail(email).filter(user -> user.state() == User.State.ACTIVE).ifPresent(mails::sendReset);
        model.addAttribute("sent", true);
        return "forgotten";
    }

    @GetMapping("/password/new")
    String newPasswordPage(@RequestParam String token, Model model) {
        return passwordPage(token, Purpose.RESET_PASSWORD, "/password/new", model);
    }

    @PostMapping("/password/new")
    String newPassword(@RequestParam String token, @RequestParam String password, Model model, HttpSession session) {
        return setPassword(token, password, Purpose.RESET_PASSWORD, "/password/new", model);
    }

    @GetMapping("/invitation")
    String invitationPage(@RequestParam String token, Model model) {
        return passwordPage(token, Purpose.INVITATION, "/invitation", model);
    }

    @PostMapping("/invitation")
    String acceptInvitation(@RequestParam String token, @RequestParam String password, Model model) {
        return setPassword(token, password, Purpose.INVITATION, "/invitation", model);
    }

    private String passwordPage(String token, Purpose purpose, String action, Model model) {
        model.addAttribute("token", token);
        model.addAttribute("action", action);
        model.addAttribute("valid", tokens.peek(token, purpose).isPresent());
        return "password";
    }

    private String setPassword(String token, String password, Purpose purpose, String action, Model model) {
        Optional<User> user = tokens.peek(token, purpose).flatMap(users::byId);
        Optional<String> problem = user.flatMap(known -> Passwords.problem(password, known.email(), known.name()));
        if (user.isEmpty() || problem.isPresent()) {
            problem.ifPresent(key -> model.addAttribute("problem", key));
            return passwordPage(token, purpose, action, model);
        }
        tokens.redeem(token, purpose).ifPresent(id -> {
            users.setPassword(id, password);
            // whoever opened the link reads the mailbox
            users.confirmEmail(id);
            sessions.endAll(id);
        });
        return "redirect:/login?changed";
    }

    @PostMapping("/language")
    String language(@RequestParam String language, HttpSession session, @RequestParam String back) {
        session.setAttribute("language", Locale.of(language));
        return "redirect:" + (back.matches("/[a-z/?]*") ? back : "/");
    }
}
