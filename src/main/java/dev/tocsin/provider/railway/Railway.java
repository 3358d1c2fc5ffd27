package dev.tocsin.provider.railway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.clock.Clock;
import dev.tocsin.provider.Answer;
import dev.tocsin.provider.Answer.Cause;
import dev.tocsin.provider.Lever;
import dev.tocsin.provider.Levers;
import dev.tocsin.provider.Pull;
import dev.tocsin.provider.Size;
import dev.tocsin.provider.View;
import dev.tocsin.provider.railway.GraphQl.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** One service on Railway. Its mutations answer with a Boolean: what they did is seen by looking. */
final class Railway implements Levers {
    private static final int LISTED = 20;
    private static final String LIST = """
            query Deployments($input: DeploymentListInput!, $first: Int) {
              deployments(input: $input, first: $first) {
                edges { node { id status createdAt statusUpdatedAt canRollback meta } }
              }
            }
            """;
    private static final String INSTANCE = """
            query Instance($serviceId: String!, $environmentId: String!) {
              serviceInstance(serviceId: $serviceId, environmentId: $environmentId) {
                numReplicas
                latestDeployment { id status createdAt statusUpdatedAt canRollback meta instances { id status } }
                activeDeployments { id status createdAt statusUpdatedAt canRollback meta instances { id status } }
              }
            }
            """;
    // The documentation shows a selection here; by the schema it is a Boolean, and a selection is refused.
    private static final String ROLL_BACK = """
            mutation Rollback($id: String!) {
              deploymentRollback(id: $id)
            }
            """;
    private static final String RESTART = """
            mutation Restart($id: String!) {
              deploymentRestart(id: $id)
            }
            """;
    private static final String SCALE = """
            mutation Scale($serviceId: String!, $environmentId: String, $input: ServiceInstanceUpdateInput!) {
              serviceInstanceUpdate(serviceId: $serviceId, environmentId: $environmentId, input: $input)
            }
            """;
    // Of serviceInstanceLimitOverride the schema says that it is JSON; what is in it is what environmentPatchCommit
    // takes.
    private static final String LIMITS = """
            query Limits($serviceId: String!, $environmentId: String!) {
              serviceInstance(serviceId: $serviceId, environmentId: $environmentId) {
                latestDeployment { id status createdAt statusUpdatedAt canRollback meta }
                activeDeployments { id status createdAt statusUpdatedAt canRollback meta }
              }
              serviceInstanceLimitOverride(serviceId: $serviceId, environmentId: $environmentId)
            }
            """;
    // What Railway's own command line sends: it sets what is named, and deploys what that touches, without a build.
    private static final String RESIZE = """
            mutation Resize($environmentId: String!, $patch: EnvironmentConfig!, $commitMessage: String) {
              environmentPatchCommit(environmentId: $environmentId, patch: $patch, commitMessage: $commitMessage)
            }
            """;

    private final RailwayConfig config;
    private final Clock clock;
    private final Transport transport;
    private final GraphQl api;

    Railway(RailwayConfig config, Transport transport, Clock clock) {
        this.config = config;
        this.clock = clock;
        this.transport = transport;
        this.api = new GraphQl(config, transport, clock);
    }

    /** A project token in the other header is "Not Authorized", and the other way round. */
    static Map<String, String> headers(RailwayConfig config) {
        return switch (config.kind()) {
            case PROJECT -> Map.of("Project-Access-Token", config.token().reveal());
            case ACCOUNT, WORKSPACE ->
                Map.of("Authorization", "Bearer " + config.token().reveal());
        };
    }

    @Override
    public Answer<View> look(Lever lever, Instant deadline) {
        return switch (lever) {
            case ROLLBACK -> deployments(deadline);
            case RESTART, SCALE -> instance(deadline);
            case RESIZE ->
                api.send(
                        new Operation("Limits", LIMITS, place()),
                        left(deadline),
                        data -> Limits.read(data).map(sized -> sized));
            case PROMOTE, WORKFLOW, WEBHOOK -> Levers.none(lever);
        };
    }

    @Override
    public Answer<Accepted> pull(Pull pull, Instant deadline) {
        return switch (pull) {
            case Pull.Rollback(String deployment) ->
                ask(new Operation("Rollback", ROLL_BACK, id(deployment)), "deploymentRollback", deadline);
            case Pull.Restart(String deployment) ->
                ask(new Operation("Restart", RESTART, id(deployment)), "deploymentRestart", deadline);
            case Pull.Scale(int replicas) ->
                ask(new Operation("Scale", SCALE, scale(replicas)), "serviceInstanceUpdate", deadline);
            case Pull.Resize(Size size) -> resize(size, deadline);
            case Pull.Promote promote -> Levers.none(promote.lever());
            case Pull.Workflow workflow -> Levers.none(workflow.lever());
            case Pull.Webhook webhook -> Levers.none(webhook.lever());
        };
    }

    @Override
    public void close() {
        transport.close();
    }

    private Answer<View> deployments(Instant deadline) {
        ObjectNode variables = GraphQl.object();
        variables
                .putObject("input")
                .put("projectId", config.target().project())
                .put("environmentId", config.target().environment())
                .put("serviceId", config.target().service());
        variables.put("first", LISTED);
        return api.send(
                new Operation("Deployments", LIST, variables),
                left(deadline),
                data -> Deployments.read(data).map(list -> new View.Served(list, new View.Way.Anew())));
    }

    private Answer<View> instance(Instant deadline) {
        return api.send(
                new Operation("Instance", INSTANCE, place()),
                left(deadline),
                data -> Instance.read(data).map(running -> running));
    }

    private static ObjectNode id(String deployment) {
        return GraphQl.object().put("id", deployment);
    }

    private ObjectNode place() {
        return GraphQl.object()
                .put("serviceId", config.target().service())
                .put("environmentId", config.target().environment());
    }

    private ObjectNode scale(int replicas) {
        ObjectNode variables = place();
        variables.putObject("input").put("numReplicas", replicas);
        return variables;
    }

    private Answer<Accepted> resize(Size size, Instant deadline) {
        ObjectNode variables = GraphQl.object()
                .put("environmentId", config.target().environment())
                .put("commitMessage", "resized by Tocsin");
        variables.set("patch", Limits.patch(config.target().service(), size));
        // It answers with an id of its own: that it answers at all is the yes.
        return api.send(
                new Operation("Resize", RESIZE, variables),
                left(deadline),
                data -> Optional.of(data.path("environmentPatchCommit"))
                        .filter(JsonNode::isTextual)
                        .map(id -> new Accepted(Optional.empty())));
    }

    private Answer<Accepted> ask(Operation operation, String field, Instant deadline) {
        Answer<Boolean> said = api.send(operation, left(deadline), data -> bool(data.path(field)));
        // Railway does not say what it made of it: that is found by looking.
        return said.then(yes -> yes
                ? new Answer.Ok<>(new Accepted(Optional.empty()))
                : new Answer.Refused<>(Cause.REJECTED, "Railway said false"));
    }

    private static Optional<Boolean> bool(JsonNode said) {
        return said.isBoolean() ? Optional.of(said.booleanValue()) : Optional.empty();
    }

    private Duration left(Instant deadline) {
        return Duration.between(clock.now(), deadline);
    }
}
