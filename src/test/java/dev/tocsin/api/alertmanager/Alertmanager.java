package dev.tocsin.api.alertmanager;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/** Debian's Alertmanager as a process of its own, on a free port of loopback. */
final class Alertmanager implements AutoCloseable {
    private static final Path BINARY = Path.of("/usr/bin/prometheus-alertmanager");
    private static final Pattern LISTENING = Pattern.compile("msg=\"Listening on\" address=(\\S+)");

    /** What it says where it can be reached. */
    static final String EXTERNAL = "http://alerts.example";

    private static final int PATIENCE = 600;
    private static final long PAUSE_MILLIS = 50;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final URI api;

    private Alertmanager(Process process, URI api) {
        this.process = process;
        this.api = api;
    }

    /** Where there is none, the test that asks for it is skipped, and says so. */
    static void assumed() {
        Assumptions.assumeTrue(
                Files.isExecutable(BINARY),
                "there is no Alertmanager, so that nothing is compared: install Debian's package prometheus-alertmanager");
    }

    static Alertmanager start(Path directory, String configuration) throws IOException, InterruptedException {
        Path file = Files.writeString(directory.resolve("alertmanager.yml"), configuration);
        Path log = directory.resolve("alertmanager.log");
        Process process = new ProcessBuilder(
                        BINARY.toString(),
                        "--config.file=" + file,
                        "--storage.path=" + directory.resolve("data"),
                        "--web.listen-address=127.0.0.1:0",
                        "--web.external-url=" + EXTERNAL,
                        "--web.route-prefix=/",
                        "--cluster.listen-address=")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new Alertmanager(process, URI.create("http://" + address(process, log) + "/api/v2/"));
    }

    /** The system chooses the port, so that no two choose the same; the log says which. */
    private static String address(Process process, Path log) throws IOException, InterruptedException {
        for (int at = 0; at < PATIENCE && process.isAlive(); at++) {
            Matcher listening = LISTENING.matcher(Files.readString(log));
            if (listening.find()) {
                return listening.group(1);
            }
            if (process.waitFor(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        end(process);
        throw new IllegalStateException("Alertmanager did not start: " + Files.readString(log));
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Where its tools find it. */
    URI address() {
        return api.resolve("/");
    }

    /** What it answers to a POST. */
    String post(String path, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(api.resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    void delete(String path) throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(api.resolve(path)).DELETE().build());
    }

    private String send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IllegalStateException(request + ": " + response.statusCode() + " " + response.body());
        }
        return response.body();
    }

    @Override
    public void close() {
        end(process);
        client.close();
    }

    /** Ends {@code process}, and waits for it: until then it writes into its directory, which somebody is about to remove. */
    static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException stop) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
