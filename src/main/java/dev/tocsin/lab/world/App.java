package dev.tocsin.lab.world;

import dev.tocsin.clock.Clock;
import dev.tocsin.lab.Call;
import dev.tocsin.lab.LoopbackServer;
import dev.tocsin.lab.Reply;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * What is deployed: a real HTTP server with a page, {@code /health} as JSON and {@code /metrics} as Prometheus text. While the
 * version that runs is bad, its page crashes, {@code /health} answers 200 and says {@code "database": false}, and every third request fails.
 */
public final class App implements AutoCloseable {
    private static final double REQUESTS_A_SECOND = 50;

    private final LoopbackServer server;
    private final Clock clock;
    private Release release;
    private Traffic traffic = new Traffic(0, 0);
    private Duration since;

    /** What runs: its version as {@code /health} tells it, and whether it works. */
    public record Release(String version, boolean works) {}

    private record Traffic(double good, double bad) {
        Traffic plus(Duration time, boolean works) {
            double requests = time.toMillis() / 1000.0 * REQUESTS_A_SECOND;
            double failed = works ? 0 : requests / 3;
            return new Traffic(good + requests - failed, bad + failed);
        }
    }

    /** Listens on a free port of the loopback address. */
    public App(Clock clock, Release release) {
        this.clock = clock;
        this.release = release;
        this.since = clock.elapsed();
        this.server = LoopbackServer.start(0, this::answer);
    }

    /** Where it listens. */
    public URI uri() {
        return server.uri();
    }

    /** From now on {@code next} runs. */
    public synchronized void run(Release next) {
        count();
        release = next;
    }

    /** What runs now. */
    public synchronized Release running() {
        return release;
    }

    private synchronized String health() {
        String status = release.works() ? "ok" : "degraded";
        return "{\"status\": \"%s\", \"version\": \"%s\", \"database\": %s, \"redis\": true}"
                .formatted(status, release.version(), release.works());
    }

    private synchronized String metrics() {
        count();
        String text = """
                # HELP http_requests_total Requests answered.
                # TYPE http_requests_total counter
                http_requests_total{method="GET",handler="/api/flows",status="2xx"} %f
                http_requests_total{method="GET",handler="/api/flows",status="5xx"} %f
                """;
        return String.format(Locale.ROOT, text, traffic.good(), traffic.bad());
    }

    private synchronized Reply page() {
        return release.works()
                ? new Reply(200, Map.of("Content-Type", "text/html"), "<!doctype html><title>Flows</title>")
                : Reply.of(500, "Application error: a client-side exception has occurred");
    }

    private void count() {
        Duration now = clock.elapsed();
        traffic = traffic.plus(now.minus(since), release.works());
        since = now;
    }

    private Reply answer(Call call) {
        return switch (call.path()) {
            case "/health" -> Reply.json(200, health());
            case "/" -> page();
            case "/metrics" -> new Reply(200, Map.of("Content-Type", "text/plain; version=0.0.4"), metrics());
            default -> Reply.of(404, "not found");
        };
    }

    @Override
    public void close() {
        server.close();
    }
}
