package dev.tocsin.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.app.Agent;
import dev.tocsin.app.AgentBean;
import dev.tocsin.clock.SystemChance;
import dev.tocsin.engine.Heard;
import dev.tocsin.engine.Inbox.Item;
import dev.tocsin.incident.Directory;
import dev.tocsin.model.Durations;
import dev.tocsin.oncall.Replacement;
import dev.tocsin.oncall.Schedule;
import dev.tocsin.oncall.Schedules;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;

/** Who is on call, and who stands in for whom. */
@Path("/api/tocsin/v1/oncall")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class OncallResource {
    private final AgentBean bean;
    private final Gate gate;
    private final SystemChance chance = new SystemChance();

    OncallResource(AgentBean bean, Gate gate) {
        this.bean = bean;
        this.gate = gate;
    }

    /** Of each schedule, who is on call at {@code at} (RFC 3339; now without), and who is next. */
    @GET
    public Response oncall(@QueryParam("at") @DefaultValue("") String at) {
        return bean.agent()
                .map(agent -> {
                    try {
                        Instant when = at.isEmpty()
                                ? agent.clock().wall()
                                : Schedules.local(at, java.time.ZoneOffset.UTC).toInstant(java.time.ZoneOffset.UTC);
                        return Json.answer(OncallJson.of(
                                directory(agent).schedules().values(),
                                agent.state().rota(),
                                when));
                    } catch (IllegalArgumentException bad) {
                        return Json.refusal(400, String.valueOf(bad.getMessage()));
                    }
                })
                .orElseGet(Json::notStarted);
    }

    /**
     * {@code {"user": "bea", "start": "...", "end": "...", "by": "ann"}}: stands in from {@code start} (now without) until {@code end}, or
     * {@code "for": "8h"}. Times without an offset are of the schedule's zone.
     */
    @POST
    @Path("{schedule}/overrides")
    public Response override(@PathParam("schedule") String name, String body) {
        return on(
                name,
                (agent, schedule) -> Speaker.of(gate, body, (by, words) -> {
                    String user = words.path("user").asText();
                    if (!directory(agent).people().containsKey(user)) {
                        return Json.refusal(404, "nobody is called " + user);
                    }
                    Instant now = agent.clock().wall();
                    Instant start = time(words, "start", schedule).orElse(now);
                    Instant end = end(words, start, schedule);
                    if (!end.isAfter(start) || !end.isAfter(now)) {
                        return Json.refusal(400, "end must be after start, and not in the past");
                    }
                    Replacement replacement =
                            new Replacement(chance.key(), name, user, start, end, new Replacement.Making(by, now));
                    Heard heard = agent.tell(
                            new Item.Replaced(replacement), noted(agent, user + " is on call by " + name, by));
                    return Json.relied(heard, () -> Json.answer(OncallJson.of(replacement)));
                }));
    }

    /** {@code {"by": "ann"}} in the body or nothing: it ends now. */
    @DELETE
    @Path("{schedule}/overrides/{id}")
    public Response revoke(@PathParam("schedule") String name, @PathParam("id") String id, String body) {
        return on(name, (agent, schedule) -> {
            Replacement known = agent.state().rota().replacements().get(id);
            if (known == null || !known.schedule().equals(name)) {
                return Json.refusal(404, "no override of " + name + " is called " + id);
            }
            String by = gate.caller()
                    .signature(Json.read(body)
                            .map(said -> said.path("by").asText())
                            .orElse("somebody"));
            Heard heard = agent.tell(
                    new Item.Replaced(known.ended(agent.clock().wall())),
                    noted(agent, "ended that " + known.user() + " is on call by " + name, by));
            return Json.relied(heard, () -> Response.noContent().build());
        });
    }

    private static Item noted(Agent agent, String what, String by) {
        return new Item.Noted(Audit.of(agent.clock().now(), what, by));
    }

    private static Instant end(JsonNode words, Instant start, Schedule schedule) {
        if (words.has("for")) {
            return start.plus(Durations.parse(words.path("for").asText()));
        }
        return time(words, "end", schedule)
                .orElseThrow(
                        () -> new IllegalArgumentException("say until when: {\"end\": time} or {\"for\": \"8h\"}"));
    }

    private static Optional<Instant> time(JsonNode words, String key, Schedule schedule) {
        String text = words.path(key).asText("");
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(Schedules.local(text, schedule.zone())
                        .atZone(schedule.zone())
                        .toInstant());
    }

    private Response on(String name, BiFunction<Agent, Schedule, Response> answer) {
        return bean.agent()
                .map(agent -> Optional.ofNullable(directory(agent).schedules().get(name))
                        .map(schedule -> answer.apply(agent, schedule))
                        .orElseGet(() -> Json.refusal(404, "no schedule is called " + name)))
                .orElseGet(Json::notStarted);
    }

    private static Directory directory(Agent agent) {
        return agent.configuration().settings().telling().receivers().directory();
    }
}
