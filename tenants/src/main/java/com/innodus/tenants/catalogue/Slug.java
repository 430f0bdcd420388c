package com.innodus.tenants.catalogue;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Rules for the name that becomes a tenant's host label (RFC 1035 label, 2 to 32 characters, and none of ours). */
public final class Slug {
    private static final Pattern VALID = Pattern.compile("[a-z][a-z0-9-]{0,30}[a-z0-9]");

    /** Labels that are ours, that browsers or mail treat specially, or that would mislead visitors. */
    static final Set<String> RESERVED = Set.of(
            "admin",
            "administrator",
            "api",
            "app",
            "assets",
            "auth",
            "autoconfig",
            "autodiscover",
            "billing",
            "blog",
            "brand",
            "cdn",
            "crm",
            "dashboard",
            "demo",
            "dev",
            "docs",
            "ext",
            "files",
            "ftp",
            "health",
            "help",
            "hostmaster",
            "hooks",
            "imap",
            "info",
            "innodus",
            "internal",
            "isatap",
            "localdomain",
            "localhost",
            "login",
            "mail",
            "metrics",
            "mx",
            "news",
            "ns",
            "ns1",
            "ns2",
            "oauth",
            "operator",
            "pay",
            "platform",
            "pop",
            "portal",
            "postmaster",
            "public",
            "quartz",
            "root",
            "security",
            "signup",
            "smtp",
            "ssl",
            "staging",
            "static",
            "stats",
            "status",
            "stripe",
            "support",
            "sysadmin",
            "system",
            "test",
            "tenant",
            "tenants",
            "webmail",
            "webmaster",
            "wpad",
            "www",
            "www1",
            "www2");

    /** Why a text can't be a slug. */
    public enum Problem {
        INVALID,
        RESERVED
    }

    private Slug() {}

    /** What is wrong with a text as a slug; empty when nothing is. */
    public static Optional<Problem> problem(String slug) {
        if (!isPossible(slug)) {
            return Optional.of(Problem.INVALID);
        }
        return RESERVED.contains(slug) ? Optional.of(Problem.RESERVED) : Optional.empty();
    }

    /** Whether any tenant could have it; the directory needn't be asked about the rest. */
    public static boolean isPossible(String label) {
        return VALID.matcher(label).matches() && !label.contains("--");
    }

    /** Name of the schema of the tenant with this slug. */
    public static String schemaOf(String slug) {
        return "t_" + slug.replace('-', '_');
    }
}
