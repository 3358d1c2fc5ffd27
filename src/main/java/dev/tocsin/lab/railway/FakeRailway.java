package dev.tocsin.lab.railway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.clock.Clock;
import dev.tocsin.clock.Timers;
import dev.tocsin.lab.Call;
import dev.tocsin.lab.Fault;
import dev.tocsin.lab.LoopbackServer;
import dev.tocsin.lab.Reply;
import dev.tocsin.lab.Script;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Railway with one service, as a real server: a rollback answers {@code true} at once and shows its effect later, and a second one
 * makes another deployment. Safe for any thread.
 */
public final class FakeRailway implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PATH = "/graphql/v2";

    private final Settings settings;
    private final Clock clock;
    private final History history;
    private final Script<Fault> rollbackFaults = new Script<>();
    private final Script<Effect> effects = new Script<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final LoopbackServer server;

    /** The ids of the one service, the project token that opens it, and how long things take. */
    public record Settings(String project, String environment, String service, String projectToken, Times times) {}

    /**
     * How long things take: until a new deployment is {@code listed}, until it {@code starts} after that, until the one before has
     * {@code drained}, and for how long its image is {@code kept} after that.
     */
    public record Times(Duration listed, Duration starts, Duration drained, Duration kept) {
        /** Everything at once, images for five days. */
        public static final Times QUICK = new Times(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ofDays(5));
    }

    private record Listener(Timers timers, Consumer<Deployed> told) {}

    private FakeRailway(Clock clock, Settings settings, int port) {
        this.clock = clock;
        this.settings = settings;
        this.history = new History(clock, settings.times());
        this.server = LoopbackServer.start(port, this::answer, this::rollbackFault);
    }

    /** Starts at {@code port}, or at any free one for 0. Times are those of {@code clock}. */
    public static FakeRailway start(Clock clock, Settings settings, int port) {
        return new FakeRailway(clock, settings, port);
    }

    /** The GraphQL endpoint. */
    public URI url() {
        return URI.create(server.uri() + PATH);
    }

    /** Somebody deploys {@code commit}; its id. */
    public String deploy(String commit) {
        return add(commit, true, false).id();
    }

    /** Somebody deploys {@code commit}, and it cannot be started; its id. */
    public String deployBroken(String commit) {
        return add(commit, false, false).id();
    }

    /** The deployment that serves now. */
    public Optional<Deployed> serving() {
        return history.serving();
    }

    /** Tells {@code told} of every deployment that begins to serve from now on, on the thread of {@code timers}. */
    public void whenServing(Timers timers, Consumer<Deployed> told) {
        listeners.add(new Listener(timers, told));
    }

    /** Every deployment made so far, oldest first. */
    public List<Deployed> deployments() {
        return history.views().reversed().stream().map(History.View::deployed).toList();
    }

    /** Everything that was carried out, in order. */
    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** The rollbacks that were carried out, in order: those that a caller got no answer to are here too. */
    public List<Asked> rollbacks() {
        return asked.stream()
                .filter(one -> one.field().equals("deploymentRollback"))
                .toList();
    }

    /** How it is to misbehave as a server, whatever is asked. */
    public Script<Fault> faults() {
        return server.faults();
    }

    /** How it is to misbehave as a server when a rollback is asked for. */
    public Script<Fault> rollbackFaults() {
        return rollbackFaults;
    }

    /** What rollbacks are to lead to. */
    public Script<Effect> effects() {
        return effects;
    }

    @Override
    public void close() {
        server.close();
    }

    private Optional<Fault> rollbackFault(Call call) {
        return call.text().contains("deploymentRollback") ? rollbackFaults.take() : Optional.empty();
    }

    private Deployed add(String commit, boolean starts, boolean rollback) {
        Deployed deployed = history.add(commit, starts, rollback);
        if (starts) {
            listeners.forEach(
                    one -> one.timers().at(deployed.settled(), () -> one.told().accept(deployed)));
        }
        return deployed;
    }

    private Reply answer(Call call) {
        if (!call.path().equals(PATH) || !call.method().equals("POST")) {
            return Reply.of(404, "Not Found");
        }
        if (!isAuthorized(call)) {
            return Answers.error("Not Authorized");
        }
        try {
            JsonNode body = JSON.readTree(call.text());
            Document document = Document.parse(body.path("query").asText(""));
            return Schema.fault(document)
                    .map(Answers::invalid)
                    .orElseGet(() -> carryOut(document.fields().getFirst(), body.path("variables")));
        } catch (JsonProcessingException | IllegalArgumentException garbled) {
            return Answers.invalid(String.valueOf(garbled.getMessage()));
        }
    }

    /** A project token is not one for {@code Authorization}: Railway does not say so, it says Not Authorized. */
    private boolean isAuthorized(Call call) {
        return call.header("project-access-token").equals(Optional.of(settings.projectToken()))
                && call.header("authorization").isEmpty();
    }

    private Reply carryOut(Document.Field field, JsonNode variables) {
        if (hasNull(variables)) {
            return Answers.error("a null would unset something");
        }
        return switch (field.name()) {
            case "deployments" -> list(field, variables);
            case "deployment" -> one(field, variables);
            default -> rollBack(argument(field, "id", variables).asText(""));
        };
    }

    private Reply list(Document.Field field, JsonNode variables) {
        JsonNode input = argument(field, "input", variables);
        boolean ours = input.path("projectId").asText("").equals(settings.project())
                && input.path("environmentId").asText("").equals(settings.environment())
                && input.path("serviceId").asText("").equals(settings.service());
        if (!ours) {
            return Answers.error("Not Authorized");
        }
        asked.add(new Asked(clock.now(), "deployments", ""));
        int first = argument(field, "first", variables).asInt(Integer.MAX_VALUE);
        return Answers.list(history.views().stream().limit(first).toList());
    }

    private Reply one(Document.Field field, JsonNode variables) {
        String id = argument(field, "id", variables).asText("");
        asked.add(new Asked(clock.now(), "deployment", id));
        return history.find(id).map(Answers::one).orElseGet(() -> Answers.error("Deployment not found"));
    }

    private synchronized Reply rollBack(String id) {
        Optional<History.View> target = history.find(id);
        if (target.isEmpty()) {
            return Answers.error("Deployment not found");
        }
        if (!target.get().canRollback()) {
            return Answers.error("Deployment cannot be rolled back");
        }
        asked.add(new Asked(clock.now(), "deploymentRollback", id));
        String commit = target.get().deployed().commit();
        switch (effects.take().orElse(Effect.USUAL)) {
            case USUAL -> add(commit, true, true);
            case NOTHING -> {}
            case TWICE -> {
                add(commit, true, true);
                add(commit, true, true);
            }
            case FAILS -> add(commit, false, true);
        }
        return Answers.rolledBack();
    }

    private static JsonNode argument(Document.Field field, String name, JsonNode variables) {
        String written = field.arguments().getOrDefault(name, "");
        return written.startsWith("$")
                ? variables.path(written.substring(1))
                : JSON.getNodeFactory().textNode(written.replace("\"", ""));
    }

    private static boolean hasNull(JsonNode node) {
        if (node.isNull()) {
            return true;
        }
        for (JsonNode child : node) {
            if (hasNull(child)) {
                return true;
            }
        }
        return false;
    }
}
