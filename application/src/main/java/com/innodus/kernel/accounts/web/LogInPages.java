package com.innodus.kernel.accounts.web;

import com.innodus.kernel.access.OneTimeTokens;
import com.innodus.kernel.access.OneTimeTokens.Purpose;
import com.innodus.kernel.access.User;
import com.innodus.kernel.access.Users;
import com.innodus.kernel.i18n.Texts;
import com.innodus.kernel.web.LocalPath;
import com.innodus.tenants.context.TenantScope;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The way in. */
@Controller
class LogInPages {
    private final Users users;
    private final OneTimeTokens tokens;
    private final LogIns logIns;
    private final List<LogInMethod> methods;
    private final Clock clock;

    LogInPages(Users users, OneTimeTokens tokens, LogIns logIns, List<LogInMethod> methods, Clock clock) {
        this.users = users;
        this.tokens = tokens;
        this.logIns = logIns;
        this.methods = methods;
        this.clock = clock;
    }

    /** On the base host nobody has an account; there it helps to find one's workspace. */
    @GetMapping("/login")
    String logIn(Model model, HttpServletRequest request, @AuthenticationPrincipal @Nullable Object principal) {
        if (TenantScope.currentOrNull() == null) {
            return "workspaces";
        }
        if (principal instanceof SignedIn) {
            return "redirect:/app";
        }
        LogInProblem problem = LogInProblem.take(request);
        if (problem != null) {
            model.addAttribute("problem", problem);
            model.addAttribute("email", problem.email());
            model.addAttribute("wait", problem.waitFrom(clock.instant()));
        }
        model.addAttribute("doors", doors(methods));
        return "login";
    }

    static List<LogInMethod.Door> doors(List<LogInMethod> methods) {
        return methods.stream().flatMap(method -> method.doors().stream()).toList();
    }

    /** From the sign-up page into the new workspace. */
    @GetMapping("/welcome")
    String welcome(@RequestParam String token, HttpServletRequest request, HttpServletResponse response) {
        if (TenantScope.currentOrNull() == null) {
            return "redirect:/";
        }
        Optional<User> user = tokens.redeem(token, Purpose.SIGN_IN).flatMap(users::byId);
        user.ifPresent(newcomer -> {
            users.noteLogIn(newcomer.id());
            logIns.logIn(newcomer, request, response);
        });
        return user.isPresent() ? "redirect:/app" : "redirect:/login";
    }

    @PostMapping("/language")
    String language(@RequestParam String language, HttpSession session, @RequestParam(required = false) String back) {
        session.setAttribute("language", Texts.nearest(Locale.of(language)));
        return "redirect:" + LocalPath.or(back, "/");
    }
}
