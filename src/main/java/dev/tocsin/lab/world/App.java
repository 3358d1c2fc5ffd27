package dev.tocsin.lab.world;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tocsin.clock.Clock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The backend that is deployed: a real HTTP server with {@code /health} as JSON and {@code /metrics} as Prometheus text. While the
 * version that runs is bad, it answers 200 and says {@code "database": false}, and every third request fails.
 */
public final class App implements AutoCloseable {
    private static final double REQUESTS_A_SECOND = 50;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
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
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        server.setExecutor(threads);
        server.createContext("/health", exchange -> answer(exchange, "application/json", health()));
        server.createContext("/metrics", exchange -> answer(exchange, "text/plain; version=0.0.4", metrics()));
        server.start();
    }

    /** Where it listens. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
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
        return """
                # HELP http_requests_total Requests answered.
                # TYPE http_requests_total counter
                http_requests_total{method="GET",handler="/api/flows",status="2xx"} %f
                http_requests_total{method="GET",handler="/api/flows",status="5xx"} %f
                """.formatted(traffic.good(), traffic.bad());
    }

    private void count() {
        Duration now = clock.elapsed();
        traffic = traffic.plus(now.minus(since), release.works());
        since = now;
    }

    private static void answer(HttpExchange exchange, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
