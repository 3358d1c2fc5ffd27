package dev.tocsin.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.lab.Scratch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A headless Chromium of its own, spoken to by the Chrome DevTools Protocol over its web socket. */
final class Chromium implements AutoCloseable {
    private static final List<String> NAMES = List.of(
            "chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome", "headless_shell");
    private static final String LISTENING = "DevTools listening on ";
    private static final long PATIENCE_SECONDS = 30;

    private final ObjectMapper mapper = new ObjectMapper();
    private final Process process;
    private final Path profile;
    private final HttpClient client = HttpClient.newHttpClient();
    private final WebSocket socket;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final List<Consumer<JsonNode>> audience = new CopyOnWriteArrayList<>();

    private Chromium(Process process, Path profile, URI address) {
        this.process = process;
        this.profile = profile;
        this.socket =
                client.newWebSocketBuilder().buildAsync(address, new Ear()).join();
    }

    /** Where one is, by the search path. */
    static Optional<Path> find(String searchPath) {
        return Stream.of(searchPath.split(":", -1))
                .filter(folder -> !folder.isEmpty())
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Chromium start(Path executable) {
        try {
            Path profile = Files.createTempDirectory("tocsin-chromium-");
            Process process = new ProcessBuilder(
                            executable.toString(),
                            "--headless=new",
                            "--remote-debugging-port=0",
                            "--user-data-dir=" + profile,
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-dev-shm-usage",
                            "--disable-extensions",
                            "--disable-background-networking",
                            "--no-first-run",
                            "--force-color-profile=srgb",
                            "--hide-scrollbars",
                            "about:blank")
                    .redirectErrorStream(true)
                    .start();
            return new Chromium(process, profile, address(process));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static URI address(Process process) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder said = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(LISTENING)) {
                // What it says later nobody reads, and it must not wait for a reader.
                Thread.ofVirtual().start(() -> lines.lines().forEach(unread -> {}));
                return URI.create(line.substring(LISTENING.length()).strip());
            }
            said.append(line).append('\n');
        }
        throw new IOException("Chromium does not start: " + said);
    }

    /** A new tab of this width, in the dark or not. */
    Tab tab(int width, int height, boolean dark) {
        String target = call("", "Target.createTarget", object().put("url", "about:blank"))
                .path("targetId")
                .asText();
        ObjectNode attach = object().put("targetId", target).put("flatten", true);
        String session =
                call("", "Target.attachToTarget", attach).path("sessionId").asText();
        return new Tab(this, target, session, new Tab.Shape(width, height, dark));
    }

    ObjectNode object() {
        return mapper.createObjectNode();
    }

    void listen(Consumer<JsonNode> listener) {
        audience.add(listener);
    }

    /** Asks {@code method} of a session, or of the browser itself, and gives its result. */
    JsonNode call(String session, String method, ObjectNode parameters) {
        return result(method, send(session, method, parameters));
    }

    /** Asks, and waits for nothing. */
    CompletableFuture<JsonNode> send(String session, String method, ObjectNode parameters) {
        int id = ids.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        ObjectNode message = object().put("id", id).put("method", method);
        message.set("params", parameters);
        if (!session.isEmpty()) {
            message.put("sessionId", session);
        }
        synchronized (socket) {
            socket.sendText(message.toString(), true).join();
        }
        return answer;
    }

    private static JsonNode result(String method, CompletableFuture<JsonNode> answer) {
        try {
            JsonNode given = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (given.has("error")) {
                throw new IllegalStateException(method + ": " + given.path("error"));
            }
            return given.path("result");
        } catch (InterruptedException | ExecutionException | TimeoutException fault) {
            throw new IllegalStateException(method, fault);
        }
    }

    private final class Ear implements WebSocket.Listener {
        private final StringBuilder message = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            message.append(data);
            if (last) {
                hear(message.toString());
                message.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedStage(null);
        }

        private void hear(String text) {
            try {
                JsonNode node = mapper.readTree(text);
                CompletableFuture<JsonNode> answer =
                        answers.remove(node.path("id").asInt());
                if (answer != null) {
                    answer.complete(node);
                } else {
                    audience.forEach(one -> one.accept(node));
                }
            } catch (IOException fault) {
                throw new UncheckedIOException(fault);
            }
        }
    }

    @Override
    public void close() {
        socket.abort();
        client.shutdownNow();
        // Its helpers write into the profile for a while after it has ended.
        List<ProcessHandle> all = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
        process.destroy();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        all.forEach(ProcessHandle::destroyForcibly);
        Scratch.remove(profile);
    }
}
