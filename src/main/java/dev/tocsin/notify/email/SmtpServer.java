package dev.tocsin.notify.email;

import dev.tocsin.config.Secret;
import dev.tocsin.http.Tls;
import java.util.Optional;

/** The mail server to hand mails to: a smarthost, how it is secured, and who we are there. */
record SmtpServer(String host, int port, String hello, Security security, Optional<Login> login) {
    /** How the connection is secured. */
    record Security(Mode mode, Tls tls) {}

    /** When TLS begins. */
    enum Mode {
        /** Never. */
        NONE,
        /** After {@code STARTTLS}; a server without it gets no mail. */
        STARTTLS,
        /** From the first byte, as on port 465. */
        IMPLICIT
    }

    /** User and password. */
    record Login(String user, Secret password) {}
}
