package dev.tocsin.lab;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A real HTTP server on loopback for one stand-in: a virtual thread a request, faults by script. */
public final class LoopbackServer implements AutoCloseable {
    /** The longest that a request is kept waiting, so that no thread outlives its test for long. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Script<Fault> faults = new Script<>();
    private final Function<Call, Reply> answers;
    private final Function<Call, Optional<Fault>> sometimes;

    private LoopbackServer(
            HttpServer server, Function<Call, Reply> answers, Function<Call, Optional<Fault>> sometimes) {
        this.server = server;
        this.answers = answers;
        this.sometimes = sometimes;
    }

    /** Starts at {@code port}, or at any free one for 0. {@code answers} is called by several threads at once. */
    public static LoopbackServer start(int port, Function<Call, Reply> answers) {
        return start(port, answers, call -> Optional.empty());
    }

    /** As the other; {@code sometimes} is asked first how to misbehave, for faults of one kind of call only. */
    public static LoopbackServer start(
            int port, Function<Call, Reply> answers, Function<Call, Optional<Fault>> sometimes) {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            LoopbackServer server = new LoopbackServer(http, answers, sometimes);
            http.setExecutor(server.threads);
            http.createContext("/", server::handle);
            http.start();
            return server;
        } catch (IOException taken) {
            throw new UncheckedIOException("cannot listen on loopback port " + port, taken);
        }
    }

    /** Where it listens, without a slash at the end. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** How it is to misbehave. */
    public Script<Fault> faults() {
        return faults;
    }

    /** Stops at once; who waits for an answer gets none. */
    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Call call = call(exchange);
            Optional<Fault> fault = sometimes.apply(call).or(faults::take);
            if (fault.isEmpty()) {
                write(exchange, answers.apply(call));
                return;
            }
            misbehave(exchange, call, fault.get());
        }
    }

    private void misbehave(HttpExchange exchange, Call call, Fault fault) throws IOException {
        switch (fault) {
            case Fault.Instead(Reply reply) -> write(exchange, reply);
            case Fault.Slow(Duration by) -> {
                hold(by);
                write(exchange, answers.apply(call));
            }
            case Fault.Silent() -> hold(LONGEST);
            case Fault.HangUp() -> {}
            case Fault.AnswerLost() -> {
                Reply unused = answers.apply(call);
            }
        }
    }

    private void hold(Duration time) {
        try {
            boolean closed = closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
            if (closed) {
                Thread.currentThread().interrupt();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static Call call(HttpExchange exchange) throws IOException {
        Map<String, List<String>> headers = new TreeMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
        URI uri = exchange.getRequestURI();
        String query = Optional.ofNullable(uri.getRawQuery()).orElse("");
        byte[] body = exchange.getRequestBody().readAllBytes();
        return new Call(exchange.getRequestMethod(), uri.getRawPath(), query, headers, body);
    }

    private static void write(HttpExchange exchange, Reply reply) throws IOException {
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }
}
