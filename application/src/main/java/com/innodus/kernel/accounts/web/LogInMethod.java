package com.innodus.kernel.accounts.web;

import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Optional;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;

/** A way to log in besides the password. */
public interface LogInMethod {
    /** Adds its filters to those of a tenant's host. */
    void addTo(HttpSecurity http);

    /** What the log-in page of the current tenant offers. */
    List<Door> doors();

    /** Where the browser must go on log-out so that the method's own session ends too. */
    Optional<String> farewell(HttpSession session);

    /**
     * A button of the log-in page.
     *
     * @param address where it leads
     */
    record Door(String name, String address) {}
}
