package dev.tocsin.scrape;

import dev.tocsin.config.Fields;
import dev.tocsin.http.Auth;
import dev.tocsin.http.Limits;
import dev.tocsin.http.Redaction;
import dev.tocsin.http.Request;
import dev.tocsin.http.Tls;
import dev.tocsin.http.Wire;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Where a job's targets are found, besides those that stand in the configuration. */
sealed interface Discovery {
    /** How often it is looked at. */
    Duration refresh();

    /** For people, without secrets. */
    String name();

    /**
     * Files with lists of targets.
     *
     * @param patterns absolute; {@code *} within the last part
     */
    record Files(List<String> patterns, Duration refresh) implements Discovery {
        private static final Duration USUAL = Duration.ofMinutes(5);
        private static final Pattern ALLOWED = Pattern.compile("[^*]*(\\*[^/]*)?\\.(json|yml|yaml|JSON|YML|YAML)");

        public Files {
            patterns = List.copyOf(patterns);
        }

        /** Reads {@code files} and {@code refresh_interval}. */
        static Files read(Fields in) {
            List<String> patterns = new ArrayList<>();
            for (Path path : in.paths("files")) {
                if (ALLOWED.matcher(path.toString()).matches()) {
                    patterns.add(path.toString());
                } else {
                    in.fault("files", "must end with .json, .yml or .yaml, and have * in its last part alone: " + path);
                }
            }
            if (!in.has("files")) {
                in.fault("files", "is required");
            }
            return new Files(patterns, interval(in, USUAL));
        }

        @Override
        public String name() {
            return String.join(", ", patterns);
        }
    }

    /** An address that answers with a list of targets. */
    record Http(Request request, Duration refresh) implements Discovery {
        private static final Duration USUAL = Duration.ofMinutes(1);
        private static final Duration TIMEOUT = Duration.ofSeconds(30);
        private static final long LARGEST = 16 << 20;
        private static final int REDIRECTS = 10;

        /** Reads {@code url}, {@code refresh_interval} and what Prometheus' HTTP clients have. */
        static Http read(Fields in) {
            Duration refresh = interval(in, USUAL);
            URI url = in.uri("url");
            Limits limits = new Limits(TIMEOUT, LARGEST, true, in.flag("follow_redirects", true) ? REDIRECTS : 0);
            Wire wire = Wire.POOLED
                    .withTls(in.optional("tls_config", Tls::read).orElse(Tls.DEFAULT))
                    .withProxy(in.optionalUri("proxy_url"))
                    .withHttp2(in.flag("enable_http2", true));
            Request request = Request.get(url)
                    .withHeader("Accept", "application/json")
                    .withHeader("X-Prometheus-Refresh-Interval-Seconds", Long.toString(refresh.toSeconds()))
                    .withAuth(Auth.read(in))
                    .withWire(wire)
                    .withLimits(limits);
            return new Http(request, refresh);
        }

        @Override
        public String name() {
            return Redaction.address(request.uri());
        }
    }

    private static Duration interval(Fields in, Duration usual) {
        Duration interval = in.duration("refresh_interval", usual);
        if (!interval.isPositive()) {
            in.fault("refresh_interval", "must be positive");
        }
        return interval;
    }
}
