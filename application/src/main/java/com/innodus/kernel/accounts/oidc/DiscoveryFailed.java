package com.innodus.kernel.accounts.oidc;

/** The provider's description can't be had or isn't good; the problem says which sentence to show. */
public class DiscoveryFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is wrong with the description. */
    public enum Problem {
        UNSAFE,
        UNREACHABLE,
        UNREADABLE,
        OTHER_ISSUER,
        INCOMPLETE
    }

    private final Problem problem;

    DiscoveryFailed(Problem problem, String issuer) {
        super(problem + ": " + issuer);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
