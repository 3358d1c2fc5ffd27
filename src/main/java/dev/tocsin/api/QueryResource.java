package dev.tocsin.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.app.Agent;
import dev.tocsin.app.AgentBean;
import dev.tocsin.promql.Engine;
import dev.tocsin.promql.Outcome;
import dev.tocsin.promql.Promql;
import dev.tocsin.promql.Value;
import dev.tocsin.promql.syntax.Expr;
import dev.tocsin.promql.syntax.Parsed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;

/** Instant queries, as Prometheus' HTTP API has them. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class QueryResource {
    private static final double MILLIS = 1000;

    private final AgentBean bean;
    private final Engine engine = new Engine(Engine.Options.standard());

    QueryResource(AgentBean bean) {
        this.bean = bean;
    }

    /** {@code time} is seconds since 1970 or RFC 3339; now where there is none. */
    @GET
    @Path("query")
    public Response get(
            @QueryParam("query") @DefaultValue("") String query, @QueryParam("time") @DefaultValue("") String time) {
        return query(query, time);
    }

    /** The same, as a form. */
    @POST
    @Path("query")
    public Response post(
            @FormParam("query") @DefaultValue("") String query, @FormParam("time") @DefaultValue("") String time) {
        return query(query, time);
    }

    private Response query(String query, String time) {
        return bean.agent()
                .map(agent -> query(agent, query, time))
                .orElseGet(() -> error(503, "unavailable", "the agent is not started"));
    }

    private Response query(Agent agent, String query, String time) {
        long at;
        try {
            at = time.isEmpty() ? agent.clock().now().toEpochMilli() : millis(time);
        } catch (IllegalArgumentException | DateTimeException wrong) {
            return error(
                    400, "bad_data", "invalid parameter \"time\": cannot parse \"" + time + "\" to a valid timestamp");
        }
        return switch (Promql.parse(query)) {
            case Parsed.Bad bad -> error(400, "bad_data", "invalid parameter \"query\": " + bad.fault());
            case Parsed.Good(Expr expr) ->
                answer(engine.instant(expr, agent.sensing().series(), at));
        };
    }

    private static long millis(String time) {
        try {
            return Math.round(Double.parseDouble(time) * MILLIS);
        } catch (NumberFormatException notSeconds) {
            return OffsetDateTime.parse(time).toInstant().toEpochMilli();
        }
    }

    private static Response answer(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Failure(Outcome.Cause cause, String message) ->
                cause == Outcome.Cause.TIMEOUT ? error(503, "timeout", message) : error(422, "execution", message);
            case Outcome.Answer(Value value, List<String> warnings, List<String> infos) -> {
                ObjectNode body = Json.object().put("status", "success");
                ObjectNode data = body.putObject("data").put("resultType", value.kind());
                fill(data, value);
                texts(body, "warnings", warnings);
                texts(body, "infos", infos);
                yield Json.answer(body);
            }
        };
    }

    private static void fill(ObjectNode data, Value value) {
        switch (value) {
            case Value.Vector(List<Value.Entry> entries) -> {
                ArrayNode result = data.putArray("result");
                entries.stream().filter(entry -> !entry.isHistogram()).forEach(entry -> {
                    ObjectNode one = result.addObject();
                    one.set("metric", Json.of(entry.labels()));
                    point(one.putArray("value"), entry.timeMillis(), number(entry.value()));
                });
            }
            case Value.Scalar scalar -> point(data.putArray("result"), scalar.timeMillis(), number(scalar.value()));
            case Value.Text text -> point(data.putArray("result"), text.timeMillis(), text.text());
            case Value.Matrix matrix -> {
                ArrayNode result = data.putArray("result");
                matrix.series().forEach(series -> {
                    ObjectNode one = result.addObject();
                    one.set("metric", Json.of(series.labels()));
                    ArrayNode values = one.putArray("values");
                    for (int at = 0; at < series.size(); at++) {
                        point(values.addArray(), series.time(at), number(series.value(at)));
                    }
                });
            }
        }
    }

    private static void point(ArrayNode point, long timeMillis, String value) {
        point.add(timeMillis / MILLIS).add(value);
    }

    /** As Go prints a float in its shortest form. */
    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        return Double.toString(value).replace("E", "e");
    }

    private static void texts(ObjectNode body, String key, List<String> texts) {
        if (!texts.isEmpty()) {
            texts.forEach(body.putArray(key)::add);
        }
    }

    private static Response error(int status, String type, String message) {
        ObjectNode body =
                Json.object().put("status", "error").put("errorType", type).put("error", message);
        return Response.status(status).entity(body.toString()).build();
    }
}
