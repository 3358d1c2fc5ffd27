package dev.tocsin.provider.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.http.Headers;
import dev.tocsin.http.Payload;
import dev.tocsin.http.Reply;
import dev.tocsin.http.Request;
import dev.tocsin.provider.Answer;
import dev.tocsin.provider.Answer.Cause;
import dev.tocsin.provider.Calls;
import dev.tocsin.provider.Lever;
import dev.tocsin.provider.Levers;
import dev.tocsin.provider.Platform;
import dev.tocsin.provider.Pull;
import dev.tocsin.provider.View;
import dev.tocsin.provider.View.Run;
import dev.tocsin.provider.Words;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One workflow on GitHub. */
final class GitHub implements Levers {
    private static final int LISTED = 30;
    private static final int NO_CONTENT = 204;

    private final GitHubConfig config;
    private final Calls calls;

    GitHub(GitHubConfig config, Platform.Means means) {
        this.config = config;
        this.calls = new Calls(
                means, new Words(config.token()), body -> body.path("message").asText(""));
    }

    @Override
    public Answer<View> look(Lever lever, Instant deadline) {
        return lever == Lever.WORKFLOW
                ? calls.json(get("/runs?event=workflow_dispatch&per_page=" + LISTED), deadline, GitHub::runs)
                : Levers.none(lever);
    }

    @Override
    public Answer<Accepted> pull(Pull pull, Instant deadline) {
        if (!(pull instanceof Pull.Workflow(String act))) {
            return Levers.none(pull.lever());
        }
        Request request = get("/dispatches")
                .withMethod("POST")
                .withBody(Optional.of(Payload.json(body(act).toString())));
        return calls.send(request, deadline, GitHub::accepted);
    }

    /** Nothing is held that is not the client's. */
    @Override
    public void close() {}

    private ObjectNode body(String act) {
        GitHubConfig.Workflow workflow = config.workflow();
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("ref", workflow.ref());
        ObjectNode inputs = body.putObject("inputs");
        config.inputs().forEach(inputs::put);
        if (!workflow.actInput().isEmpty()) {
            inputs.put(workflow.actInput(), act);
        }
        return body.put("return_run_details", true);
    }

    /** Older servers answer 204 and nothing: then the run is found by its title. */
    private static Answer<Accepted> accepted(Reply reply) {
        if (reply.status() == NO_CONTENT) {
            return new Answer.Ok<>(new Accepted(Optional.empty()));
        }
        return Calls.parse(reply.text())
                .map(body -> body.path("workflow_run_id"))
                .filter(JsonNode::isIntegralNumber)
                .<Answer<Accepted>>map(id -> new Answer.Ok<>(new Accepted(Optional.of(id.asText()))))
                .orElseGet(() -> new Answer.Unknown<>(Cause.GARBLED, "HTTP " + reply.status() + " without a run"));
    }

    private static Optional<View> runs(JsonNode body) {
        JsonNode items = body.path("workflow_runs");
        if (!items.isArray()) {
            return Optional.empty();
        }
        List<Run> runs = new ArrayList<>();
        for (JsonNode item : items) {
            if (!item.path("id").isIntegralNumber()) {
                return Optional.empty();
            }
            String title = item.path("display_title").asText(item.path("name").asText(""));
            runs.add(new Run(item.path("id").asText(), title, state(item)));
        }
        return Optional.of(new View.Runs(runs));
    }

    private static Run.State state(JsonNode run) {
        if (!run.path("status").asText("").equals("completed")) {
            return Run.State.UNDER_WAY;
        }
        return run.path("conclusion").asText("").equals("success") ? Run.State.SUCCEEDED : Run.State.FAILED;
    }

    private Request get(String what) {
        String base = config.url().toString().replaceAll("/+$", "");
        String file = URLEncoder.encode(config.workflow().file(), StandardCharsets.UTF_8);
        String path = "/repos/" + config.workflow().repository() + "/actions/workflows/" + file + what;
        return Request.get(URI.create(base + path))
                .withHeaders(Headers.NONE
                        .with("Accept", "application/vnd.github+json")
                        .with("Authorization", "Bearer " + config.token().reveal())
                        .with("X-GitHub-Api-Version", "2022-11-28"));
    }
}
