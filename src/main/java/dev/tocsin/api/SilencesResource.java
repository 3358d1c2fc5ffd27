package dev.tocsin.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.app.Agent;
import dev.tocsin.app.AgentBean;
import dev.tocsin.clock.SystemChance;
import dev.tocsin.engine.Inbox.Item;
import dev.tocsin.model.Matcher;
import dev.tocsin.mute.Silence;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Silences, as Alertmanager's API v2 has them. */
@Path("/api/v2")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SilencesResource {
    private final AgentBean bean;
    private final SystemChance chance = new SystemChance();

    SilencesResource(AgentBean bean) {
        this.bean = bean;
    }

    /** All silences that are active, pending or over. */
    @GET
    @Path("silences")
    public Response silences() {
        return bean.agent()
                .map(agent -> {
                    ArrayNode all = Json.array();
                    agent.state()
                            .mutes()
                            .silences()
                            .values()
                            .forEach(one -> all.add(json(one, agent.clock().now())));
                    return Json.answer(all);
                })
                .orElseGet(Json::notStarted);
    }

    /** Makes a silence, or changes the one whose {@code id} is given. */
    @POST
    @Path("silences")
    public Response make(String body) {
        return bean.agent().map(agent -> make(agent, body)).orElseGet(Json::notStarted);
    }

    /** Ends a silence now. */
    @DELETE
    @Path("silence/{id}")
    public Response expire(@PathParam("id") String id) {
        return bean.agent().map(agent -> expire(agent, id)).orElseGet(Json::notStarted);
    }

    private Response make(Agent agent, String body) {
        Optional<JsonNode> given = Json.read(body);
        if (given.isEmpty()) {
            return bad("the body is not a JSON object");
        }
        try {
            Silence silence = read(given.get(), agent.clock().now());
            agent.post(new Item.Silenced(silence));
            return Json.answer(Json.object().put("silenceID", silence.id()));
        } catch (IllegalArgumentException | DateTimeException wrong) {
            return bad(String.valueOf(wrong.getMessage()));
        }
    }

    private static Response expire(Agent agent, String id) {
        Silence known = agent.state().mutes().silences().get(id);
        if (known == null) {
            return Response.status(404)
                    .entity("\"silence " + id.replace("\"", "") + " not found\"")
                    .build();
        }
        agent.post(new Item.Silenced(known.ended(agent.clock().now())));
        return Response.ok().build();
    }

    private Silence read(JsonNode given, Instant now) {
        List<Matcher> matchers = new ArrayList<>();
        given.path("matchers").forEach(one -> matchers.add(matcher(one)));
        if (Silence.isBlanket(matchers)) {
            throw new IllegalArgumentException("at least one matcher must not match the empty string");
        }
        Instant starts = time(given, "startsAt").filter(now::isBefore).orElse(now);
        Instant ends = time(given, "endsAt").orElseThrow(() -> new IllegalArgumentException("endsAt is missing"));
        if (!ends.isAfter(starts)) {
            throw new IllegalArgumentException("endsAt must be after startsAt, and not in the past");
        }
        String id = given.path("id").asText("");
        return new Silence(
                id.isEmpty() || given.path("id").isNull() ? newId() : id,
                matchers,
                starts,
                ends,
                new Silence.Authorship(
                        given.path("createdBy").asText(""),
                        given.path("comment").asText(""),
                        now));
    }

    private String newId() {
        return UUID.nameUUIDFromBytes(chance.key().getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static Matcher matcher(JsonNode given) {
        boolean equal = given.path("isEqual").asBoolean(true);
        boolean regex = given.path("isRegex").asBoolean(false);
        Matcher.Op op = regex
                ? (equal ? Matcher.Op.MATCHES : Matcher.Op.NOT_MATCHES)
                : (equal ? Matcher.Op.EQUAL : Matcher.Op.NOT_EQUAL);
        String name = given.path("name").asText("");
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a matcher has no name");
        }
        return Matcher.of(name, op, given.path("value").asText(""));
    }

    private static Optional<Instant> time(JsonNode given, String key) {
        String text = given.path(key).asText("");
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(OffsetDateTime.parse(text).toInstant());
    }

    private static ObjectNode json(Silence silence, Instant now) {
        ObjectNode node = Json.object().put("id", silence.id());
        ArrayNode matchers = node.putArray("matchers");
        silence.matchers()
                .forEach(one -> matchers.addObject()
                        .put("name", one.name())
                        .put("value", one.value())
                        .put("isRegex", one.op() == Matcher.Op.MATCHES || one.op() == Matcher.Op.NOT_MATCHES)
                        .put("isEqual", one.op() == Matcher.Op.EQUAL || one.op() == Matcher.Op.MATCHES));
        node.put("startsAt", silence.starts().toString());
        node.put("endsAt", silence.ends().toString());
        node.put("updatedAt", silence.authorship().updated().toString());
        node.put("createdBy", silence.authorship().createdBy());
        node.put("comment", silence.authorship().comment());
        node.putObject("status").put("state", state(silence, now));
        return node;
    }

    private static String state(Silence silence, Instant now) {
        if (now.isBefore(silence.starts())) {
            return "pending";
        }
        return now.isBefore(silence.ends()) ? "active" : "expired";
    }

    private static Response bad(String sentence) {
        return Response.status(400)
                .entity(Json.object().textNode(sentence).toString())
                .build();
    }
}
