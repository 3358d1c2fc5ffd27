package dev.tocsin.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.clock.SystemClock;
import dev.tocsin.config.Secret;
import dev.tocsin.http.Auth;
import dev.tocsin.http.Client;
import dev.tocsin.http.Exchange;
import dev.tocsin.http.Reply;
import dev.tocsin.http.Request;
import dev.tocsin.http.Tls;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a running agent is, and how it is asked. */
final class AgentOptions {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:9911",
            description = "The agent's API (default: ${DEFAULT-VALUE}).")
    private URI url;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "A file with the token that the agent asks for (default: the variable TOCSIN_TOKEN).")
    private @Nullable Path tokenFile;

    @Option(
            names = "--ca-file",
            paramLabel = "FILE",
            description = "Certificates (PEM) to trust instead of the machine's.")
    private @Nullable Path authorities;

    /** {@code path} there; {@code query} is encoded already. */
    URI at(String path, String query) {
        String base = url.toString().replaceAll("/+$", "");
        return URI.create(base + path + (query.isEmpty() ? "" : "?" + query));
    }

    /** {@code text} as a part of an address. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The answer as JSON, whatever its status; a sentence when there is none. */
    JsonNode ask(Request request) {
        return json(send(request.withTimeout(TIMEOUT)));
    }

    /** The answer as JSON when the agent did what was asked; else a sentence. */
    JsonNode askWell(Request request) {
        Reply reply = send(request.withTimeout(TIMEOUT));
        JsonNode answer = json(reply);
        if (!reply.ok()) {
            throw new Complaint(answer.path("error").asText("the agent answered " + reply.status()));
        }
        return answer;
    }

    private JsonNode json(Reply reply) {
        try {
            return JSON.readTree(reply.text());
        } catch (JsonProcessingException garbage) {
            throw new Complaint("what answers at " + url + " is not a Tocsin: it does not speak JSON");
        }
    }

    private Reply send(Request request) {
        Tls tls =
                new Tls(Optional.ofNullable(authorities), Optional.empty(), Optional.empty(), Optional.empty(), false);
        Request trusting = request.withWire(request.wire().withTls(tls));
        Request signed =
                token().map(token -> trusting.withAuth(new Auth.Bearer(token))).orElse(trusting);
        try (Client client = new Client(new SystemClock(), "cli")) {
            return switch (client.exchange(signed)) {
                case Exchange.Answered answered -> answered.reply();
                case Exchange.Failed failed ->
                    throw new Complaint("no agent answers at " + url + ": " + failed.detail());
            };
        }
    }

    /** Never an argument: arguments are seen by everybody on the machine. */
    private Optional<Secret> token() {
        if (tokenFile == null) {
            return Optional.ofNullable(System.getenv("TOCSIN_TOKEN"))
                    .map(String::strip)
                    .filter(token -> !token.isEmpty())
                    .map(Secret::of);
        }
        try {
            return Optional.of(Secret.of(Files.readString(tokenFile).strip()));
        } catch (IOException unreadable) {
            throw new Complaint("--token-file " + tokenFile + " cannot be read");
        }
    }
}
