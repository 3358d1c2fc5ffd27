package dev.tocsin.lab.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.clock.Clock;
import dev.tocsin.lab.Asked;
import dev.tocsin.lab.Call;
import dev.tocsin.lab.Fault;
import dev.tocsin.lab.LoopbackServer;
import dev.tocsin.lab.Reply;
import dev.tocsin.lab.Script;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** GitHub with one workflow that can be started by hand. Safe for any thread. */
public final class FakeGitHub implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Clock clock;
    private final Settings settings;
    private final List<Run> runs = new ArrayList<>();
    private final List<Asked> dispatched = new ArrayList<>();
    private final Script<Effect> effects = new Script<>();
    private final LoopbackServer server;

    /**
     * The repository, the workflow's file and the inputs that it knows; {@code titled} is the input that its {@code run-name} shows, or
     * empty; how long until a run is listed and until it is over; and whether the server tells of the run that it made.
     */
    public record Settings(
            String repository, String workflow, String token, Set<String> inputs, String titled, Times times) {}

    /** How long until a run is {@code listed}, how long it {@code takes}, and whether the answer {@code tells} its id. */
    public record Times(Duration listed, Duration takes, boolean tells) {}

    /** What a dispatch that was accepted leads to. */
    public enum Effect {
        USUAL,
        NOTHING,
        FAILS
    }

    private record Run(long id, String title, Instant listed, Instant ended, boolean succeeds) {}

    private FakeGitHub(Clock clock, Settings settings) {
        this.clock = clock;
        this.settings = settings;
        this.server = LoopbackServer.start(0, this::answer);
    }

    /** Starts on a free port. Times are those of {@code clock}. */
    public static FakeGitHub start(Clock clock, Settings settings) {
        return new FakeGitHub(clock, settings);
    }

    /** Where its API is. */
    public URI url() {
        return server.uri();
    }

    /** The dispatches that were carried out, with the value of the input that titles the run. */
    public synchronized List<Asked> dispatched() {
        return List.copyOf(dispatched);
    }

    /** How it is to misbehave as a server. */
    public Script<Fault> faults() {
        return server.faults();
    }

    /** What dispatches are to lead to. */
    public Script<Effect> effects() {
        return effects;
    }

    @Override
    public void close() {
        server.close();
    }

    private synchronized Reply answer(Call call) {
        if (call.header("user-agent").isEmpty()) {
            return message(403, "Request forbidden by administrative rules: a User-Agent is required");
        }
        if (!call.header("authorization").equals(Optional.of("Bearer " + settings.token()))) {
            return message(401, "Bad credentials");
        }
        String workflow = "/repos/" + settings.repository() + "/actions/workflows/" + settings.workflow();
        if (call.method().equals("GET") && call.path().equals(workflow + "/runs")) {
            return list();
        }
        return call.method().equals("POST") && call.path().equals(workflow + "/dispatches")
                ? dispatch(call)
                : message(404, "Not Found");
    }

    private Reply dispatch(Call call) {
        JsonNode body;
        try {
            body = JSON.readTree(call.text());
        } catch (JsonProcessingException garbled) {
            return message(400, "Problems parsing JSON");
        }
        if (body.path("ref").asText("").isEmpty()) {
            return message(422, "Invalid request. \"ref\" wasn't supplied.");
        }
        List<String> unknown = new ArrayList<>();
        body.path("inputs").fieldNames().forEachRemaining(name -> {
            if (!settings.inputs().contains(name)) {
                unknown.add(name);
            }
        });
        if (!unknown.isEmpty()) {
            return message(422, "Unexpected inputs provided: " + unknown);
        }
        return start(body);
    }

    private Reply start(JsonNode body) {
        Instant now = clock.now();
        String shown = body.path("inputs").path(settings.titled()).asText("");
        dispatched.add(new Asked(now, "dispatch", shown));
        long id = 1000L + dispatched.size();
        Effect effect = effects.take().orElse(Effect.USUAL);
        if (effect != Effect.NOTHING) {
            Instant listed = now.plus(settings.times().listed());
            Instant ended = listed.plus(settings.times().takes());
            runs.addFirst(new Run(id, ("Rollback " + shown).strip(), listed, ended, effect == Effect.USUAL));
        }
        if (!settings.times().tells() || !body.path("return_run_details").asBoolean(false)) {
            return Reply.of(204, "");
        }
        ObjectNode details = JSON.createObjectNode().put("workflow_run_id", id);
        details.put("run_url", url() + "/repos/" + settings.repository() + "/actions/runs/" + id);
        return Reply.json(200, details.toString());
    }

    private Reply list() {
        Instant now = clock.now();
        ObjectNode body = JSON.createObjectNode();
        ArrayNode items = body.putArray("workflow_runs");
        runs.stream().filter(run -> !now.isBefore(run.listed())).forEach(run -> {
            boolean over = !now.isBefore(run.ended());
            ObjectNode item = items.addObject()
                    .put("id", run.id())
                    .put("name", "Rollback")
                    .put("display_title", run.title())
                    .put("event", "workflow_dispatch")
                    .put("status", over ? "completed" : "in_progress")
                    .put("created_at", run.listed().toString());
            if (over) {
                item.put("conclusion", run.succeeds() ? "success" : "failure");
            } else {
                item.putNull("conclusion");
            }
        });
        body.put("total_count", items.size());
        return Reply.json(200, body.toString());
    }

    private static Reply message(int status, String text) {
        return Reply.json(status, JSON.createObjectNode().put("message", text).toString());
    }
}
