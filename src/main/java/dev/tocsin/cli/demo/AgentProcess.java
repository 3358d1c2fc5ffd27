package dev.tocsin.cli.demo;

import dev.tocsin.http.Client;
import dev.tocsin.http.Exchange;
import dev.tocsin.http.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The agent as a process of its own. It ends with this process, however that ends. */
final class AgentProcess {
    private static final Duration SHUTDOWN = Duration.ofSeconds(12);
    private static final Duration ANSWER = Duration.ofSeconds(2);
    /** Exit codes above this tell of a signal, by its number. */
    private static final int SIGNALS = 128;

    private final Process process;
    private final URI ready;

    private AgentProcess(Process process, URI ready) {
        this.process = process;
        this.ready = ready;
    }

    /** Where the agent listens: the same at every start, so that a person can keep an address. */
    record Ports(int listenPort, int managementPort) {
        static Ports free() {
            return new Ports(freePort(), freePort());
        }

        private static int freePort() {
            try (ServerSocket socket = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException none) {
                throw new UncheckedIOException(none);
            }
        }

        URI api() {
            return URI.create("http://127.0.0.1:" + listenPort);
        }

        URI management() {
            return URI.create("http://127.0.0.1:" + managementPort);
        }
    }

    static AgentProcess start(Executable executable, Home home, Ports ports, Map<String, String> world) {
        String here = Long.toString(ProcessHandle.current().pid());
        List<String> run = List.of("run", "--config", home.configuration().toString(), "--beside", here);
        ProcessBuilder builder = new ProcessBuilder(executable.with(run))
                .directory(home.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(home.log().toFile()));
        builder.environment().putAll(world);
        builder.environment().putAll(home.environment());
        builder.environment().put("DEMO_LISTEN", "127.0.0.1:" + ports.listenPort());
        builder.environment().put("DEMO_MANAGEMENT", "127.0.0.1:" + ports.managementPort());
        try {
            return new AgentProcess(builder.start(), ports.management().resolve("/q/health/ready"));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    long pid() {
        return process.pid();
    }

    /** Waits {@code time} at most; true when it has ended. */
    boolean endsWithin(Duration time) throws InterruptedException {
        return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** How it ended: a signal or a code. */
    String end() {
        int code = process.exitValue();
        return wasKilled() ? "was killed by signal " + (code - SIGNALS) : "ended with code " + code;
    }

    /** Whether somebody ended it, rather than it itself. */
    boolean wasKilled() {
        return process.exitValue() > SIGNALS;
    }

    boolean isReady(Client client) {
        return process.isAlive()
                && client.exchange(Request.get(ready).withTimeout(ANSWER)) instanceof Exchange.Answered answered
                && answered.reply().ok();
    }

    /** Ends it as an operator would, and by force when that takes too long. */
    void stop() {
        process.destroy();
        try {
            if (!endsWithin(SHUTDOWN)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException hurry) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
