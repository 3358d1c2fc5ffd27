package dev.tocsin.heartbeat;

import dev.tocsin.config.Secret;
import dev.tocsin.http.Dsn;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** How somebody hears of us. Addresses are secrets: whoever knows one can pretend to be us. */
public sealed interface Way {
    /** A request to {@code url} while all is well, and to {@code trouble}, if there is one, while it is not. */
    record Ping(Secret url, boolean post, Optional<Secret> trouble) implements Way {}

    /**
     * Check-ins of a cron monitor at Sentry, which makes the monitor too.
     *
     * @param margin how late a check-in may be before Sentry tells
     */
    record CheckIn(Dsn dsn, String monitor, String environment, Duration margin) implements Way {
        /** {@code https://host/api/PROJECT/cron/MONITOR/KEY/} of {@code https://KEY@host/PROJECT}. */
        URI address() {
            return dsn.api("cron/" + monitor + '/' + dsn.key().reveal() + '/');
        }
    }
}
