package dev.tocsin.provider.railway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.clock.Clock;
import dev.tocsin.provider.Answer;
import dev.tocsin.provider.Answer.Cause;
import dev.tocsin.provider.Deployment;
import dev.tocsin.provider.Rollbacks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One service on Railway. */
final class Railway implements Rollbacks {
    private static final int LISTED = 20;
    private static final String LIST = """
            query Deployments($input: DeploymentListInput!, $first: Int) {
              deployments(input: $input, first: $first) {
                edges { node { id status createdAt statusUpdatedAt canRollback meta } }
              }
            }
            """;
    // The documentation shows a selection here; by the schema it is a Boolean, and a selection is refused.
    private static final String ROLL_BACK = """
            mutation Rollback($id: String!) {
              deploymentRollback(id: $id)
            }
            """;

    private final RailwayConfig config;
    private final Clock clock;
    private final GraphQl api;

    Railway(RailwayConfig config, Transport transport, Clock clock) {
        this.config = config;
        this.clock = clock;
        this.api = new GraphQl(transport, headers(config), new Words(config.token()));
    }

    /** A project token in the other header is "Not Authorized", and the other way round. */
    private static Map<String, String> headers(RailwayConfig config) {
        return switch (config.kind()) {
            case PROJECT -> Map.of("Project-Access-Token", config.token().reveal());
            case ACCOUNT, WORKSPACE ->
                Map.of("Authorization", "Bearer " + config.token().reveal());
        };
    }

    @Override
    public Answer<List<Deployment>> deployments(Instant deadline) {
        ObjectNode variables = GraphQl.object();
        variables
                .putObject("input")
                .put("projectId", config.target().project())
                .put("environmentId", config.target().environment())
                .put("serviceId", config.target().service());
        variables.put("first", LISTED);
        return api.send(new GraphQl.Operation("Deployments", LIST, variables), left(deadline), Deployments::read);
    }

    @Override
    public Answer<Accepted> rollback(String deployment, Instant deadline) {
        ObjectNode variables = GraphQl.object().put("id", deployment);
        Answer<Boolean> said =
                api.send(new GraphQl.Operation("Rollback", ROLL_BACK, variables), left(deadline), Railway::accepted);
        return switch (said) {
            // Railway does not say which deployment it made: it is found by listing them.
            case Answer.Ok<Boolean>(Boolean yes) when yes -> new Answer.Ok<>(new Accepted(Optional.empty()));
            case Answer.Ok<Boolean> no -> new Answer.Refused<>(Cause.REJECTED, "Railway said false");
            case Answer.Refused<Boolean>(Cause cause, String detail) -> new Answer.Refused<>(cause, detail);
            case Answer.Deferred<Boolean>(Cause cause, Optional<Duration> after) -> new Answer.Deferred<>(cause, after);
            case Answer.Unknown<Boolean>(Cause cause, String detail) -> new Answer.Unknown<>(cause, detail);
        };
    }

    private static Optional<Boolean> accepted(JsonNode data) {
        JsonNode said = data.path("deploymentRollback");
        return said.isBoolean() ? Optional.of(said.booleanValue()) : Optional.empty();
    }

    private Duration left(Instant deadline) {
        return Duration.between(clock.now(), deadline);
    }
}
