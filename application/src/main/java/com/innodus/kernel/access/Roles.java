package com.innodus.kernel.access;

/** Keys of the roles that every tenant starts with. */
public final class Roles {
    /** Not a role that a person can have. */
    static final String SYSTEM = "system";

    /** Everything, including the end of the tenant. */
    public static final String OWNER = "owner";

    /** Everything but handing over ownership. */
    public static final String ADMIN = "admin";

    /** Daily work on all records. */
    public static final String MEMBER = "member";

    /** Sees and comments, changes nothing. */
    public static final String READER = "reader";

    /** What everybody may, whatever their role; nobody's role alone. */
    public static final String BASELINE = "baseline";

    private Roles() {}

    /** Whether the role may change settings, users and brand. */
    public static boolean isAdministrator(String role) {
        return role.equals(OWNER) || role.equals(ADMIN) || role.equals(SYSTEM);
    }
}
