package dev.tocsin.promql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Prometheus 2.42, as Debian has it. */
public final class DebianPrometheus implements AutoCloseable {
    private static final String SERVER = "/usr/bin/prometheus";
    private static final String TOOL = "/usr/bin/promtool";

    private final Process process;
    private final int port;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    private DebianPrometheus(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Whether it is there, in the version that answers are written down of. */
    public static boolean isInstalled() throws IOException, InterruptedException {
        return Files.isExecutable(Path.of(SERVER)) && tool("--version").contains("version 2.42.");
    }

    /** Likewise, with the files of {@code directory} that {@code pattern} names. */
    static String tool(String command, Path directory, String pattern) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, pattern)) {
            files.forEach(file -> arguments.add(file.toString()));
        }
        return tool(arguments.toArray(new String[0]));
    }

    /** What promtool prints to {@code arguments}, with a last line {@code exit N}. */
    static String tool(String... arguments) throws IOException, InterruptedException {
        if (!Files.isExecutable(Path.of(TOOL))) {
            return "";
        }
        List<String> command = new ArrayList<>(List.of(TOOL));
        command.addAll(List.of(arguments));
        Process tool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return output + "exit " + tool.waitFor() + "\n";
    }

    /** Starts it with the samples of {@code openMetrics}, in a new {@code directory}. */
    static DebianPrometheus start(Path directory, String openMetrics) throws IOException, InterruptedException {
        Path page = Files.writeString(directory.resolve("page"), openMetrics);
        String made = tool(
                "tsdb",
                "create-blocks-from",
                "openmetrics",
                page.toString(),
                directory.resolve("data").toString());
        if (!made.endsWith("exit 0\n")) {
            throw new IOException(made);
        }
        return run(directory, "global: {}\n");
    }

    /** Starts it, scraping {@code target} five times a second. */
    public static DebianPrometheus scraping(Path directory, String target) throws IOException {
        return run(
                directory,
                "global: {scrape_interval: 200ms, scrape_timeout: 200ms}\n"
                        + "scrape_configs: [{job_name: it, static_configs: [{targets: [\"" + target + "\"]}]}]\n");
    }

    private static DebianPrometheus run(Path directory, String configuration) throws IOException {
        Path config = Files.writeString(directory.resolve("prometheus.yml"), configuration);
        int port = freePort();
        Process process = new ProcessBuilder(
                        SERVER,
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + directory.resolve("data"),
                        "--storage.tsdb.retention.time=100y",
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .start();
        awaitReady(process);
        return new DebianPrometheus(process, port);
    }

    /** A port of this machine that nobody listens at. */
    public static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    /** The first series that {@code query} gives now; asks until there is one. */
    public double await(String query) throws IOException, InterruptedException {
        JsonNode result = get("query?query=" + encoded(query)).path("data").path("result");
        for (int tries = 0; result.isEmpty() && tries < 100_000; tries++) {
            result = get("query?query=" + encoded(query)).path("data").path("result");
        }
        return result.path(0).path("value").path(1).asDouble();
    }

    private static void awaitReady(Process process) throws IOException {
        BufferedReader log = process.inputReader(StandardCharsets.UTF_8);
        String last = "";
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            if (line.contains("Server is ready")) {
                Thread.ofVirtual().start(() -> drain(log));
                return;
            }
            last = line;
        }
        throw new IOException("it did not start: " + last);
    }

    /** What it says from now on is read and forgotten, so that it never waits for us. */
    private static void drain(BufferedReader log) {
        try {
            log.transferTo(Writer.nullWriter());
        } catch (IOException ended) {
            return;
        }
    }

    JsonNode instant(String query, long time) throws IOException, InterruptedException {
        return get("query?query=" + encoded(query) + "&time=" + seconds(time));
    }

    JsonNode range(String query, long from, long to, long step) throws IOException, InterruptedException {
        return get("query_range?query=" + encoded(query) + "&start=" + seconds(from) + "&end=" + seconds(to) + "&step="
                + step / 1e3);
    }

    private static String seconds(long millis) {
        return BigDecimal.valueOf(millis, 3).toPlainString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + "/api/v1/" + path);
        HttpResponse<String> answer =
                client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        return json.readTree(answer.body());
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor(10, TimeUnit.SECONDS);
    }
}
