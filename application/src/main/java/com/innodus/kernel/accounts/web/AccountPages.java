package com.innodus.kernel.accounts.web;

import com.innodus.kernel.access.OneTimeTokens;
import com.innodus.kernel.access.OneTimeTokens.Purpose;
import com.innodus.kernel.access.Passwords;
import com.innodus.kernel.access.Sessions;
import com.innodus.kernel.access.User;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.accounts.AccountMails;
import com.innodus.kernel.web.RateLimit;
import com.innodus.tenants.context.TenantScope;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.task.TaskExecutor;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/**
 * What links in mails lead to. Each shows a button first, because scanners of mail open links and would use the token
 * up.
 */
@Controller
class AccountPages {
    private final Users users;
    private final OneTimeTokens tokens;
    private final Sessions sessions;
    private final LogIns logIns;
    private final AccountMails mails;
    private final List<LogInMethod> methods;
    private final TaskExecutor executor;
    private final RateLimit resetsOfConnection = new RateLimit(20, Duration.ofHours(1));
    private final RateLimit resetsOfAddress = new RateLimit(3, Duration.ofHours(1));

    AccountPages(
            Users users,
            OneTimeTokens tokens,
            Sessions sessions,
            LogIns logIns,
            AccountMails mails,
            List<LogInMethod> methods,
            @Qualifier("applicationTaskExecutor") TaskExecutor executor) {
        this.users = users;
        this.tokens = tokens;
        this.sessions = sessions;
        this.logIns = logIns;
        this.mails = mails;
        this.methods = methods;
        this.executor = executor;
    }

    /** The base host has no accounts. */
    @ModelAttribute
    void onTenantsHostOnly() {
        if (TenantScope.currentOrNull() == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }

    @GetMapping("/confirm")
    String confirmPage(@RequestParam String token, Model model) {
        model.addAttribute("token", token);
        model.addAttribute("valid", tokens.peek(token, Purpose.CONFIRM_EMAIL).isPresent());
        return "confirm";
    }

    @PostMapping("/confirm")
    String confirm(@RequestParam String token, Model model) {
        Optional<UUID> user = tokens.redeem(token, Purpose.CONFIRM_EMAIL);
        user.ifPresent(users::confirmEmail);
        return user.isPresent() ? "redirect:/app" : confirmPage(token, model);
    }

    @GetMapping("/password/forgotten")
    String forgotten() {
        return "forgotten";
    }

    /** Answers before anything is looked up, so that neither the words nor the time tell whether the address is known. */
    @PostMapping("/password/forgotten")
    String sendReset(@RequestParam String email, HttpServletRequest request, Model model) {
        String address = email.strip().toLowerCase(Locale.ROOT);
        if (resetsOfConnection.allows(request.getRemoteAddr())
                && address.length() < 255
                && resetsOfAddress.allows(address)) {
            executor.execute(TenantScope.capture(() -> users.byEmail(address)
                    .filter(user -> user.state() == User.State.ACTIVE)
                    .ifPresent(mails::sendReset)));
        }
        model.addAttribute("sent", true);
        return "forgotten";
    }

    @GetMapping("/password/new")
    String newPasswordPage(@RequestParam String token, Model model) {
        return passwordPage(token, Purpose.RESET_PASSWORD, "/password/new", model);
    }

    @PostMapping("/password/new")
    String newPassword(
            @RequestParam String token,
            @RequestParam String password,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        return setPassword(token, password, Purpose.RESET_PASSWORD, "/password/new", model, request, response);
    }

    /** The invitation stays open in the session, so that a log-in through a provider can take it up. */
    @GetMapping("/invitation")
    String invitationPage(@RequestParam String token, Model model, HttpServletRequest request) {
        if (tokens.peek(token, Purpose.INVITATION).isPresent()) {
            request.getSession().setAttribute(LogIns.INVITATION, token);
        }
        return passwordPage(token, Purpose.INVITATION, "/invitation", model);
    }

    @PostMapping("/invitation")
    String acceptInvitation(
            @RequestParam String token,
            @RequestParam String password,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        return setPassword(token, password, Purpose.INVITATION, "/invitation", model, request, response);
    }

    private String passwordPage(String token, Purpose purpose, String action, Model model) {
        Optional<User> user = tokens.peek(token, purpose).flatMap(users::byId);
        model.addAttribute("token", token);
        model.addAttribute("action", action);
        model.addAttribute("valid", user.isPresent());
        model.addAttribute("email", user.map(User::email).orElse(""));
        model.addAttribute("invited", purpose == Purpose.INVITATION);
        model.addAttribute("doors", purpose == Purpose.INVITATION ? LogInPages.doors(methods) : List.of());
        return "password";
    }

    private String setPassword(
            String token,
            String password,
            Purpose purpose,
            String action,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        Optional<User> user = tokens.peek(token, purpose).flatMap(users::byId);
        Optional<String> problem = user.flatMap(known -> Passwords.problem(password, known.email(), known.name()));
        if (user.isEmpty() || problem.isPresent()) {
            problem.ifPresent(key -> model.addAttribute("problem", key));
            return passwordPage(token, purpose, action, model);
        }
        Optional<User> welcome = tokens.redeem(token, purpose).flatMap(id -> {
            users.setPassword(id, password);
            // whoever opened the link reads the mailbox
            users.confirmEmail(id);
            sessions.endAll(id);
            return users.byId(id);
        });
        if (welcome.filter(one -> one.state() == User.State.ACTIVE).isEmpty()) {
            return "redirect:/login";
        }
        users.noteLogIn(welcome.get().id());
        logIns.logIn(welcome.get(), request, response);
        request.getSession().removeAttribute(LogIns.INVITATION);
        return "redirect:/app";
    }
}
