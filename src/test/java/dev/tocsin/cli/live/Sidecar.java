package dev.tocsin.cli.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.clock.SystemClock;
import dev.tocsin.http.Client;
import dev.tocsin.http.Exchange;
import dev.tocsin.http.Payload;
import dev.tocsin.http.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** An agent as a process of its own: the native binary where there is one, else the packaged jar. It may be killed and paused. */
final class Sidecar implements AutoCloseable {
    private static final Duration ANSWER = Duration.ofSeconds(2);
    private static final int GRACE_SECONDS = 15;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final Process process;
    private final URI api;
    private final URI management;
    private final Path log;
    private final Client client = new Client(new SystemClock(), "test");

    private Sidecar(String name, Process process, Address address, Path log) {
        this.name = name;
        this.process = process;
        this.api = address.api();
        this.management = address.management();
        this.log = log;
    }

    private record Address(int listenPort, int managementPort) {
        static Address free() throws IOException {
            try (ServerSocket one = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
                    ServerSocket other = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
                return new Address(one.getLocalPort(), other.getLocalPort());
            }
        }

        URI api() {
            return URI.create("http://127.0.0.1:" + listenPort);
        }

        URI management() {
            return URI.create("http://127.0.0.1:" + managementPort);
        }
    }

    /** Starts it in the folder {@code name} of {@code home} with {@code configuration}, which may name {@code variables}. */
    static Sidecar start(String name, Path home, String configuration, Map<String, String> variables) {
        try {
            Path directory = Files.createDirectories(home.resolve(name));
            Address address = Address.free();
            String web = "\nweb: {listen: '127.0.0.1:%d', management: '127.0.0.1:%d'}\n"
                    .formatted(address.listenPort(), address.managementPort());
            Files.writeString(directory.resolve("tocsin.yml"), configuration + web);
            Path log = directory.resolve("agent.log");
            ProcessBuilder builder = new ProcessBuilder(command())
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().putAll(variables);
            return new Sidecar(name, builder.start(), address, log);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static List<String> command() {
        List<String> command = new ArrayList<>();
        Path binary = Path.of(System.getProperty("native.image.path", "target/none"));
        if (Files.isExecutable(binary)) {
            command.add(binary.toAbsolutePath().toString());
        } else {
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC", "-Xmx128m"));
            command.addAll(List.of("-XX:TieredStopAtLevel=1", "-jar"));
            command.add(Path.of("target", "quarkus-app", "quarkus-run.jar")
                    .toAbsolutePath()
                    .toString());
        }
        command.addAll(List.of(
                "run",
                "--config",
                "tocsin.yml",
                "--beside",
                Long.toString(ProcessHandle.current().pid())));
        return command;
    }

    boolean isReady() {
        return process.isAlive()
                && answer(Request.get(management.resolve("/q/health/ready"))).isPresent();
    }

    /** Whether it is the one that decides. */
    boolean decides() {
        return answer(Request.get(management.resolve("/metrics")))
                .filter(page -> page.contains("\ntocsin_holder 1"))
                .isPresent();
    }

    /** Whether what it decides is in the database. */
    boolean isDurable() {
        return answer(Request.get(management.resolve("/q/health/ready")))
                .filter(text -> text.contains("\"durable\""))
                .isPresent();
    }

    /** The ids of the incidents that it shows as open. */
    List<String> incidents() {
        List<String> ids = new ArrayList<>();
        answer(Request.get(api.resolve("/api/tocsin/v1/incidents")))
                .ifPresent(
                        text -> json(text).forEach(one -> ids.add(one.path("id").asText())));
        return ids;
    }

    /** {@code by} has everything that is open. */
    boolean acknowledge(String by) {
        return incidents().stream()
                .allMatch(id -> answer(Request.post(
                                api.resolve("/api/tocsin/v1/incidents/" + id + "/acknowledge"),
                                Payload.json("{\"by\": \"" + by + "\"}")))
                        .isPresent());
    }

    private Optional<String> answer(Request request) {
        return client.exchange(request.withTimeout(ANSWER)) instanceof Exchange.Answered answered
                        && answered.reply().ok()
                ? Optional.of(answered.reply().text())
                : Optional.empty();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException garbage) {
            throw new UncheckedIOException(garbage);
        }
    }

    /** {@code kill -9}. */
    void kill() {
        process.destroyForcibly();
        ended();
    }

    /** Takes the processor from it, as a machine that is overloaded or put to sleep does. */
    void pause() {
        signal("STOP");
    }

    /** Gives the processor back. */
    void resume() {
        signal("CONT");
    }

    private void signal(String signal) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .inheritIO()
                    .start();
            if (kill.waitFor() != 0) {
                throw new AssertionError(this + " took no " + signal);
            }
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean ended() {
        try {
            return process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What it wrote; for whoever asks why something did not happen. */
    @Override
    public String toString() {
        try {
            return name + ":\n" + Files.readString(log);
        } catch (IOException none) {
            return name;
        }
    }

    @Override
    public void close() {
        process.destroy();
        if (!ended()) {
            process.destroyForcibly();
        }
        client.close();
    }
}
