package dev.tocsin.lab.railway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.clock.Clock;
import dev.tocsin.clock.Timers;
import dev.tocsin.lab.Asked;
import dev.tocsin.lab.Call;
import dev.tocsin.lab.Deployed;
import dev.tocsin.lab.FakePlatform;
import dev.tocsin.lab.Fault;
import dev.tocsin.lab.LoopbackServer;
import dev.tocsin.lab.Reply;
import dev.tocsin.lab.Script;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Railway with one service, as a real server: a rollback answers {@code true} at once and shows its effect later, and a second one
 * makes another deployment. Safe for any thread.
 */
public final class FakeRailway implements FakePlatform {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PATH = "/graphql/v2";
    private static final int MOST_REPLICAS = 50;

    private final Settings settings;
    private final Clock clock;
    private final History history;
    private final Fleet fleet;
    private final Allowance limits = new Allowance();
    private final Script<Fault> mutationFaults = new Script<>();
    private final Script<Effect> effects = new Script<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final LoopbackServer server;
    private volatile Map<String, Double> usage = Map.of();
    private volatile List<String> regions = List.of("us-west2");

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
        this.fleet = new Fleet(settings.times().starts());
        this.server = LoopbackServer.start(port, this::answer, this::mutationFault);
    }

    /** Starts at {@code port}, or at any free one for 0. Times are those of {@code clock}. */
    public static FakeRailway start(Clock clock, Settings settings, int port) {
        return new FakeRailway(clock, settings, port);
    }

    @Override
    public URI url() {
        return URI.create(server.uri() + PATH);
    }

    @Override
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

    @Override
    public void whenServing(Timers timers, Consumer<Deployed> told) {
        listeners.add(new Listener(timers, told));
    }

    @Override
    public List<Deployed> deployments() {
        return history.views().reversed().stream().map(History.View::deployed).toList();
    }

    @Override
    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    @Override
    public List<Asked> rollbacks() {
        return changes("deploymentRollback");
    }

    /** The changes of this kind that were carried out, such as {@code serviceInstanceUpdate}, in order. */
    public List<Asked> changes(String field) {
        return asked.stream().filter(one -> one.field().equals(field)).toList();
    }

    /** Somebody sets the number of replicas by hand. */
    public synchronized void scale(int replicas) {
        fleet.scale(replicas, clock.now());
    }

    /** Somebody says by hand how much each process may use. */
    public synchronized void limit(double cpus, long bytes) {
        limits.set(cpus, bytes);
    }

    /** From now on these limits are shown. */
    public synchronized void limits(JsonNode shown) {
        limits.set(shown);
    }

    /** The limits as they are shown now. */
    public synchronized JsonNode limits() {
        return limits.shown();
    }

    /** From now on this is measured, by the names of Railway's measurements. */
    public void usage(Map<String, Double> measured) {
        usage = new TreeMap<>(measured);
    }

    /** From now on the service runs in these regions. */
    public void regions(String... names) {
        regions = List.of(names);
    }

    /** How it is to misbehave as a server, whatever is asked. */
    public Script<Fault> faults() {
        return server.faults();
    }

    /** How it is to misbehave as a server when a change is asked for. */
    public Script<Fault> mutationFaults() {
        return mutationFaults;
    }

    /** What changes are to lead to. */
    public Script<Effect> effects() {
        return effects;
    }

    @Override
    public void close() {
        server.close();
    }

    private Optional<Fault> mutationFault(Call call) {
        return call.text().contains("mutation ") ? mutationFaults.take() : Optional.empty();
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
                    .orElseGet(() -> Answers.together(document.fields().stream()
                            .map(field -> carryOut(field, body.path("variables")))
                            .toList()));
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
            case "serviceInstance" -> isOurs(field, variables) ? instance() : Answers.error("Not Authorized");
            case "metrics" ->
                isOurs(field, variables) ? Answers.metrics(usage, clock.now()) : Answers.error("Not Authorized");
            case "deploymentRestart" ->
                restart(field.name(), argument(field, "id", variables).asText(""));
            case "serviceInstanceUpdate" ->
                isOurs(field, variables) ? scale(field, variables) : Answers.error("Not Authorized");
            case "serviceInstanceLimitOverride" ->
                isOurs(field, variables) ? Answers.data(field.name(), limits.shown()) : Answers.error("Not Authorized");
            case "environmentPatchCommit" -> commit(field, variables);
            default -> rollBack(argument(field, "id", variables).asText(""));
        };
    }

    private boolean isOurs(Document.Field field, JsonNode variables) {
        return argument(field, "serviceId", variables).asText("").equals(settings.service())
                && argument(field, "environmentId", variables).asText("").equals(settings.environment());
    }

    private synchronized Reply instance() {
        asked.add(new Asked(clock.now(), "serviceInstance", ""));
        List<History.View> views = history.views();
        if (views.isEmpty()) {
            return Answers.error("ServiceInstance not found");
        }
        Optional<History.View> active =
                views.stream().filter(view -> view.status().equals("SUCCESS")).findFirst();
        List<Fleet.Replica> replicas = active.map(
                        view -> fleet.replicas(view.deployed().id(), clock.now()))
                .orElse(List.of());
        return Answers.instance(active, views.getFirst(), fleet.wished(), new Answers.Regions(regions, replicas));
    }

    private synchronized Reply restart(String field, String id) {
        if (history.find(id).isEmpty()) {
            return Answers.error("Deployment not found");
        }
        asked.add(new Asked(clock.now(), field, id));
        if (effects.take().orElse(Effect.USUAL) != Effect.NOTHING) {
            fleet.restart(clock.now());
        }
        return Answers.done(field);
    }

    private synchronized Reply scale(Document.Field field, JsonNode variables) {
        int replicas = argument(field, "input", variables).path("numReplicas").asInt(0);
        if (replicas < 1 || replicas > MOST_REPLICAS) {
            return Answers.error("numReplicas must be between 1 and " + MOST_REPLICAS);
        }
        asked.add(new Asked(clock.now(), field.name(), Integer.toString(replicas)));
        if (effects.take().orElse(Effect.USUAL) != Effect.NOTHING) {
            fleet.scale(replicas, clock.now());
        }
        return Answers.done(field.name());
    }

    /** It deploys what it touches, from the image that is there. */
    private synchronized Reply commit(Document.Field field, JsonNode variables) {
        if (!argument(field, "environmentId", variables).asText("").equals(settings.environment())) {
            return Answers.error("Not Authorized");
        }
        Effect effect = effects.take().orElse(Effect.USUAL);
        JsonNode patch = argument(field, "patch", variables);
        Optional<String> fault = effect == Effect.NOTHING ? Optional.empty() : limits.commit(patch, settings.service());
        if (fault.isPresent()) {
            return Answers.error(fault.get());
        }
        asked.add(new Asked(clock.now(), field.name(), patch.toString()));
        if (effect != Effect.NOTHING) {
            serving().ifPresent(now -> add(now.commit(), effect != Effect.FAILS, false));
        }
        return Answers.data(field.name(), JSON.getNodeFactory().textNode("patch-" + asked.size()));
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
        return Answers.done("deploymentRollback");
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
