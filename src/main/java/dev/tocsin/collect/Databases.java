package dev.tocsin.collect;

import dev.tocsin.config.Secret;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** Opens connections to databases; implemented where the drivers are known. Safe for any thread. */
public interface Databases {
    /**
     * A new connection, which the caller closes. May block for as long as the driver does.
     *
     * @param timeout how long the driver may take to connect, and to wait for any answer
     */
    Connection open(Login login, Duration timeout) throws SQLException;

    /**
     * Which database, and as whom.
     *
     * @param url such as {@code jdbc:postgresql://host:5432/name}; may hold secrets, so it is never printed as it is
     */
    record Login(String url, String user, Optional<Secret> password) {
        private static final String PREFIX = "://";

        /** Host, port and name of the database: what may be printed. */
        public String place() {
            String rest = url.substring(url.contains(PREFIX) ? url.indexOf(PREFIX) + PREFIX.length() : 0);
            String bare = rest.split("[?;]", 2)[0];
            return bare.substring(bare.lastIndexOf('@') + 1);
        }

        /** User and place. */
        @Override
        public String toString() {
            return user + " at " + place();
        }
    }
}
