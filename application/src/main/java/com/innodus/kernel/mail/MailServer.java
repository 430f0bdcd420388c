package com.innodus.kernel.mail;

/**
 * A tenant's own mail server.
 *
 * @param user empty where the server asks for none
 * @param hasPassword whether one is kept, which nobody can read again
 * @param fromName what receivers see beside the address; empty for the tenant's name
 */
public record MailServer(
        String host,
        int port,
        Security security,
        String user,
        boolean hasPassword,
        String fromAddress,
        String fromName) {

    /** How the connection is kept from others. */
    public enum Security {
        /** Encrypted once the server was greeted (RFC 3207); never without. */
        STARTTLS,
        /** Encrypted from the beginning (RFC 8314). */
        TLS,
        /** Not at all; of installations for development. */
        NONE
    }
}
