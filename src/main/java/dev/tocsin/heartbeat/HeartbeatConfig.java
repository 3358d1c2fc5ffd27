package dev.tocsin.heartbeat;

import dev.tocsin.config.Fields;
import dev.tocsin.config.Secret;
import dev.tocsin.http.Dsn;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One entry of {@code heartbeats}: whom to tell, every {@code interval}, that the line works. */
public record HeartbeatConfig(String name, Way way, Duration interval, Duration timeout) {
    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration MARGIN = Duration.ofMinutes(2);
    private static final Secret NOWHERE = Secret.of("http://key@invalid.invalid/1");

    private enum Method {
        GET,
        POST
    }

    /** The list under {@code heartbeats}; {@code environment} is what Sentry is told. */
    public static List<HeartbeatConfig> list(Fields in, String environment) {
        Set<String> names = new HashSet<>();
        return in.list("heartbeats", one -> {
            HeartbeatConfig read = read(one, environment);
            if (!names.add(read.name())) {
                one.fault("name", "is taken: there is another heartbeat \"" + read.name() + '"');
            }
            return read;
        });
    }

    private static HeartbeatConfig read(Fields in, String environment) {
        Duration interval = in.duration("interval", INTERVAL);
        if (interval.compareTo(SHORTEST) < 0) {
            in.fault("interval", "must be at least 1s");
        }
        Duration timeout = in.duration("timeout", TIMEOUT);
        if (!timeout.isPositive()) {
            in.fault("timeout", "must be positive");
        }
        if (in.has("url") == in.has("sentry")) {
            in.fault("", "needs either url, an address to ask, or sentry, a monitor to check in at");
        }
        Way way = in.has("sentry")
                ? in.one("sentry", sentry -> checkIn(sentry, environment, interval))
                : new Way.Ping(address(in, "url"), isPost(in), trouble(in));
        return new HeartbeatConfig(in.text("name"), way, interval, timeout);
    }

    private static boolean isPost(Fields in) {
        return in.choice("method", Method.class, Method.GET) == Method.POST;
    }

    private static Optional<Secret> trouble(Fields in) {
        return in.has("fail_url") ? Optional.of(address(in, "fail_url")) : Optional.empty();
    }

    private static Way checkIn(Fields in, String environment, Duration interval) {
        Dsn dsn = Dsn.read(in, "dsn", in.secret("dsn"));
        String monitor = in.text("monitor");
        if (!monitor.matches("[a-z0-9_-]{0,50}")) {
            in.fault("monitor", "must be a slug: lower-case letters, digits, - and _, 50 at most");
        }
        if (interval.toSecondsPart() != 0 || interval.toMinutes() == 0) {
            in.fault("monitor", "Sentry counts in minutes: interval must be whole minutes");
        }
        String where = in.text("environment", environment.isEmpty() ? "production" : environment);
        return new Way.CheckIn(dsn, monitor, where, in.duration("margin", MARGIN));
    }

    private static Secret address(Fields in, String key) {
        Secret url = in.secret(key);
        if (!url.isEmpty() && !isAddress(url.reveal())) {
            in.fault(key, "must be an absolute URL, such as https://example.com/ping");
        }
        return isAddress(url.reveal()) ? url : NOWHERE;
    }

    private static boolean isAddress(String text) {
        try {
            URI uri = new URI(text);
            return text.matches("https?://.*") && uri.getHost() != null;
        } catch (URISyntaxException garbage) {
            return false;
        }
    }
}
