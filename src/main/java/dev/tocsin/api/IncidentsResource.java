package dev.tocsin.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.tocsin.app.Agent;
import dev.tocsin.app.AgentBean;
import dev.tocsin.engine.Inbox.Item;
import dev.tocsin.incident.Incident;
import dev.tocsin.incident.Word;
import dev.tocsin.ledger.LedgerGone;
import dev.tocsin.model.Durations;
import dev.tocsin.remedy.Act;
import dev.tocsin.remedy.Command;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;

/** Open incidents, their timelines, and what people say to them and to acts that wait for leave. */
@Path("/api/tocsin/v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class IncidentsResource {
    private static final int MOST_ENTRIES = 1000;
    private static final int MOST_TEXT = 1000;

    private final AgentBean bean;
    private final Gate gate;

    IncidentsResource(AgentBean bean, Gate gate) {
        this.bean = bean;
        this.gate = gate;
    }

    /** All open incidents. */
    @GET
    @Path("incidents")
    public Response incidents() {
        return withAgent(agent -> {
            ArrayNode all = Json.array();
            agent.state().incidents().stream().map(IncidentJson::of).forEach(all::add);
            return Json.answer(all);
        });
    }

    /** Incidents opened within the last {@code hours}, closed ones too, newest first. */
    @GET
    @Path("incidents/history")
    public Response history(@QueryParam("hours") @DefaultValue("24") long hours) {
        return withAgent(agent -> {
            try {
                ArrayNode all = Json.array();
                Instant since = agent.clock().now().minus(Duration.ofHours(hours));
                agent.history().incidents(since, MOST_ENTRIES).stream()
                        .map(IncidentJson::of)
                        .forEach(all::add);
                return Json.answer(all);
            } catch (LedgerGone gone) {
                return Json.refusal(503, "the ledger is gone: " + gone.getMessage());
            }
        });
    }

    /** What happened in an incident, oldest first. */
    @GET
    @Path("incidents/{id}/timeline")
    public Response timeline(@PathParam("id") String id) {
        return withAgent(agent -> {
            try {
                return Json.answer(IncidentJson.timeline(agent.history().entries(id, MOST_ENTRIES)));
            } catch (LedgerGone gone) {
                return Json.refusal(503, "the ledger is gone: " + gone.getMessage());
            }
        });
    }

    /** {@code {"by": "ann", "for": "30m"}}: somebody has it; without {@code for}, until the end. */
    @POST
    @Path("incidents/{id}/acknowledge")
    public Response acknowledge(@PathParam("id") String id, String body) {
        return said(id, body, (by, words) -> {
            Optional<Duration> limit =
                    Optional.ofNullable(words.get("for")).map(text -> Durations.parse(text.asText()));
            return new Word.Acknowledge(id, by, now(), limit);
        });
    }

    /** {@code {"by": "ann"}}: nobody has it any more. */
    @POST
    @Path("incidents/{id}/unacknowledge")
    public Response unacknowledge(@PathParam("id") String id, String body) {
        return withAgent(agent -> {
            boolean free = agent.state()
                    .incidents()
                    .find(id)
                    .filter(one -> one.escalation().acknowledgedBy().isEmpty())
                    .isPresent();
            return free
                    ? Json.refusal(409, "nobody has acknowledged " + id)
                    : said(id, body, (by, words) -> new Word.Unacknowledge(id, by, now()));
        });
    }

    /** {@code {"by": "ann", "to": "bea"}}: a person, or whom a schedule names, is to take it, and is told at once. */
    @POST
    @Path("incidents/{id}/handover")
    public Response handOver(@PathParam("id") String id, String body) {
        return withAgent(agent -> {
            String to = Json.read(body).map(said -> said.path("to").asText()).orElse("");
            Optional<String> unfit = Handing.unfit(agent, to);
            return unfit.isPresent()
                    ? Json.refusal(409, unfit.get())
                    : said(id, body, (by, words) -> new Word.HandOver(id, by, to, now()));
        });
    }

    /** {@code {"by": "ann", "text": "..."}}: worth keeping with the incident. */
    @POST
    @Path("incidents/{id}/note")
    public Response note(@PathParam("id") String id, String body) {
        return said(id, body, (by, words) -> new Word.Note(id, by, text(words), now()));
    }

    /** The acts that are not over, those that wait for leave first. */
    @GET
    @Path("acts")
    public Response acts() {
        return withAgent(agent -> Json.answer(ActJson.open(agent.state().remedies())));
    }

    /** {@code {"act": "INCIDENT/REMEDY", "by": "ann"}}: leave for an act that waits for it. */
    @POST
    @Path("acts/approve")
    public Response approve(String body) {
        return commanded(body, (act, by) -> new Command.Approve(act, by, now()));
    }

    /** {@code {"act": "INCIDENT/REMEDY", "by": "ann"}}: the act is not to be done. */
    @POST
    @Path("acts/reject")
    public Response reject(String body) {
        return commanded(body, (act, by) -> new Command.Reject(act, by, now()));
    }

    /**
     * {@code {"service": "api", "by": "ann"}}: the service may be acted on again although an act on it did not help: somebody has
     * looked at it.
     */
    @POST
    @Path("acts/pardon")
    public Response pardon(String body) {
        return withAgent(agent -> Speaker.of(gate, body, (by, words) -> {
            String service = words.path("service").asText();
            if (agent.state().remedies().stream().noneMatch(act -> act.service().equals(service))) {
                return Json.refusal(404, "no act on a service called " + service + " is remembered");
            }
            return Json.accepted(agent.tell(new Item.Commanded(new Command.Pardon(service, by, now()))));
        }));
    }

    /**
     * {@code {"service": "web", "by": "ann"}}, and where wished {@code "deployment"} and {@code "incident"}: production, which a rollback has
     * pinned, goes on to that deployment, or to the newest that is ready and never served.
     */
    @POST
    @Path("acts/unpin")
    public Response unpin(String body) {
        return withAgent(agent -> Speaker.of(gate, body, (by, words) -> {
            String service = words.path("service").asText();
            String incident = words.path("incident").asText();
            if (!incident.isEmpty() && Unpinning.known(agent, incident).isEmpty()) {
                return Json.refusal(404, "no incident is called " + incident);
            }
            Optional<String> unfit = Unpinning.unfit(agent, service);
            if (unfit.isPresent()) {
                return Json.refusal(409, unfit.get());
            }
            String deployment = words.path("deployment").asText();
            return Json.accepted(
                    agent.tell(new Item.Commanded(Unpinning.of(agent, service, deployment, incident, by))));
        }));
    }

    private Response said(String id, String body, BiFunction<String, JsonNode, Word> word) {
        return withAgent(agent -> {
            Optional<Incident> incident = agent.state().incidents().find(id);
            if (incident.isEmpty()) {
                return Json.refusal(404, "no open incident is called " + id);
            }
            return Speaker.of(gate, body, (by, words) -> {
                return Json.accepted(agent.tell(new Item.Said(word.apply(by, words))));
            });
        });
    }

    private Response commanded(String body, BiFunction<String, String, Command> command) {
        return withAgent(agent -> Speaker.of(gate, body, (by, words) -> {
            String act = words.path("act").asText();
            Optional<Act> known = agent.state().remedies().find(act);
            if (known.isEmpty()) {
                return Json.refusal(404, "no act is called " + act);
            }
            Command said = command.apply(act, by);
            Optional<String> deaf = Leave.refused(known.get(), said);
            if (deaf.isPresent()) {
                return Json.refusal(409, deaf.get());
            }
            return Json.accepted(agent.tell(new Item.Commanded(said)));
        }));
    }

    private static String text(JsonNode words) {
        String text = words.path("text").asText().strip();
        if (text.isEmpty() || text.length() > MOST_TEXT) {
            throw new IllegalArgumentException("a note is {\"text\": \"...\"}, of 1 to " + MOST_TEXT + " letters");
        }
        return text;
    }

    private Instant now() {
        return bean.agent().orElseThrow().clock().now();
    }

    private Response withAgent(java.util.function.Function<Agent, Response> answer) {
        return bean.agent().map(answer).orElseGet(Json::notStarted);
    }
}
