package dev.tocsin.app;

import dev.tocsin.lab.Call;
import dev.tocsin.lab.LoopbackServer;
import dev.tocsin.lab.Reply;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Histogram;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/**
 * A real web application on loopback: it answers {@code /orders}, counts and times what it answers with Prometheus' own client, and
 * shows that on {@code /metrics}; {@code /health} says how it is. Only how long an answer took is made up.
 */
final class Shop implements AutoCloseable {
    static final String WELL = "{\"status\": \"ok\", \"version\": \"1.4.2\", \"database\": true, \"redis\": true}";

    private final CollectorRegistry registry = new CollectorRegistry();
    private final Counter requests = Counter.build("http_requests_total", "Requests answered.")
            .labelNames("handler", "method", "status")
            .register(registry);
    private final Histogram durations;
    private final LoopbackServer server = LoopbackServer.start(0, this::answer);
    private final HttpClient customer = HttpClient.newHttpClient();
    private volatile Reply health = Reply.json(200, WELL);
    private volatile int status = 200;
    private volatile double seconds = 0.05;

    Shop(double... buckets) {
        durations = Histogram.build("http_request_duration_seconds", "How long answers took.")
                .labelNames("handler", "method")
                .buckets(buckets)
                .register(registry);
    }

    URI uri() {
        return server.uri();
    }

    void health(Reply next) {
        health = next;
    }

    void answersWith(int next) {
        status = next;
    }

    void takes(double next) {
        seconds = next;
    }

    /** That many customers come, one after the other. */
    void serve(int customers) {
        HttpRequest order = HttpRequest.newBuilder(uri().resolve("/orders")).build();
        try {
            for (int number = 0; number < customers; number++) {
                HttpResponse<Void> unused = customer.send(order, HttpResponse.BodyHandlers.discarding());
            }
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private Reply answer(Call call) {
        return switch (call.path()) {
            case "/health" -> answered(call, health);
            case "/orders" -> answered(call, Reply.of(status, "an order"));
            case "/metrics" -> Reply.of(200, page());
            default -> Reply.of(404, "");
        };
    }

    private Reply answered(Call call, Reply reply) {
        requests.labels(call.path(), call.method(), String.valueOf(reply.status()))
                .inc();
        durations.labels(call.path(), call.method()).observe(seconds);
        return reply;
    }

    private String page() {
        try {
            StringWriter page = new StringWriter();
            TextFormat.write004(page, registry.metricFamilySamples());
            return page.toString();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @Override
    public void close() {
        customer.close();
        server.close();
    }
}
