package com.innodus.kernel.accounts.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why the last log-in failed; kept in the session until it has been shown.
 *
 * @param text key of the sentence
 * @param email the address that was typed, which stays in its field
 * @param until when the next attempt is possible, or null for at once
 */
public record LogInProblem(
        String text, @Nullable String email, @Nullable Instant until) implements Serializable {
    private static final String ATTRIBUTE = LogInProblem.class.getName();

    /** Shows the sentence on the next log-in page of this session. */
    public static void show(HttpServletRequest request, String text) {
        show(request, new LogInProblem(text, null, null));
    }

    static void show(HttpServletRequest request, LogInProblem problem) {
        request.getSession().setAttribute(ATTRIBUTE, problem);
    }

    /** What there is to show, once. */
    public static @Nullable LogInProblem take(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null) {
            return null;
        }
        Object problem = session.getAttribute(ATTRIBUTE);
        session.removeAttribute(ATTRIBUTE);
        return (LogInProblem) problem;
    }

    /** The wait in whole seconds below two minutes, else in minutes; both rounded up. */
    record Wait(boolean minutes, long amount) {}

    @Nullable Wait waitFrom(Instant now) {
        if (until == null) {
            return null;
        }
        long seconds = Math.max(1, Duration.between(now, until).plusMillis(999).toSeconds());
        return seconds < 120 ? new Wait(false, seconds) : new Wait(true, (seconds + 59) / 60);
    }
}
