package com.innodus.kernel.accounts.web;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;

/** A further door of a tenant's host, behind the same guards as the log-in. */
public interface TenantDoor {
    /** Adds its filters to those of a tenant's host. */
    void addTo(HttpSecurity http);
}
