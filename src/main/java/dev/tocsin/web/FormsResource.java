package dev.tocsin.web;

import dev.tocsin.api.Gate;
import dev.tocsin.api.Handing;
import dev.tocsin.api.Leave;
import dev.tocsin.api.Unpinning;
import dev.tocsin.app.Agent;
import dev.tocsin.app.AgentBean;
import dev.tocsin.clock.SystemChance;
import dev.tocsin.engine.Inbox.Item;
import dev.tocsin.incident.Word;
import dev.tocsin.model.Durations;
import dev.tocsin.model.Matcher;
import dev.tocsin.model.Matchers;
import dev.tocsin.mute.Silence;
import dev.tocsin.remedy.Act;
import dev.tocsin.remedy.Command;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What people say in the console's forms. Each is told to the loop, and answered with the page that shows what came of it. */
@Path("/")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@RunOnVirtualThread
public class FormsResource {
    private static final int MOST_NAME = 100;
    private static final int MOST_TEXT = 1000;

    private final AgentBean bean;
    private final Frames frames;
    private final Seal seal;
    private final Gate gate;
    private final SystemChance chance = new SystemChance();

    FormsResource(AgentBean bean, Frames frames, Seal seal, Gate gate) {
        this.bean = bean;
        this.frames = frames;
        this.seal = seal;
        this.gate = gate;
    }

    /** Somebody has it; for a while, or without {@code for} until the end. */
    @POST
    @Path("incidents/{id}/acknowledge")
    public Response acknowledge(
            @PathParam("id") String id,
            @FormParam("by") @DefaultValue("") String by,
            @FormParam("for") @DefaultValue("") String span,
            @FormParam("seal") @DefaultValue("") String mark) {
        return spoken(id, mark, "acknowledged", agent -> {
            Optional<Duration> limit =
                    Optional.of(span).filter(text -> !text.isEmpty()).map(Durations::parse);
            return new Word.Acknowledge(id, name(by), now(agent), limit);
        });
    }

    /** Nobody has it any more. */
    @POST
    @Path("incidents/{id}/unacknowledge")
    public Response unacknowledge(
            @PathParam("id") String id,
            @FormParam("by") @DefaultValue("") String by,
            @FormParam("seal") @DefaultValue("") String mark) {
        return spoken(id, mark, "unacknowledged", agent -> new Word.Unacknowledge(id, name(by), now(agent)));
    }

    /** Somebody else is to take it. */
    @POST
    @Path("incidents/{id}/handover")
    public Response handOver(
            @PathParam("id") String id,
            @FormParam("by") @DefaultValue("") String by,
            @FormParam("to") @DefaultValue("") String to,
            @FormParam("seal") @DefaultValue("") String mark) {
        return spoken(id, mark, "handed", agent -> {
            Handing.unfit(agent, to).ifPresent(why -> {
                throw new IllegalArgumentException(why);
            });
            return new Word.HandOver(id, name(by), to, now(agent));
        });
    }

    /** Something worth keeping. */
    @POST
    @Path("incidents/{id}/note")
    public Response note(
            @PathParam("id") String id,
            @FormParam("by") @DefaultValue("") String by,
            @FormParam("text") @DefaultValue("") String text,
            @FormParam("seal") @DefaultValue("") String mark) {
        return spoken(id, mark, "noted", agent -> new Word.Note(id, name(by), text("a note", text), now(agent)));
    }

    /** Leave for an act that waits for it, or none. */
    @POST
    @Path("acts")
    public Response act(
            @FormParam("act") @DefaultValue("") String act,
            @FormParam("incident") @DefaultValue("") String incident,
            @FormParam("say") @DefaultValue("") String say,
            @FormParam("by") @DefaultValue("") String by,
            @FormParam("seal") @DefaultValue("") String mark) {
        return sealed(mark, "/incidents", agent -> {
            Optional<Act> known = agent.state().remedies().find(act);
            if (known.isEmpty()) {
                return notice(agent, 404, "No such act", "Nothing of this name waits for leave.", "/incidents");
            }
            boolean approve = switch (say) {
                case "approve" -> true;
                case "reject" -> false;
                default -> throw new IllegalArgumentException("say approve or reject");
            };
            Command command = approve
                    ? new Command.Approve(act, name(by), now(agent))
                    : new Command.Reject(act, name(by), now(agent));
            Optional<String> deaf = Leave.refused(known.get(), command);
            if (deaf.isPresent()) {
                return notice(agent, 409, "Too late", deaf.get(), "/incidents/" + segment(incident));
            }
            return told(
                    agent,
                    new Item.Commanded(command),
                    "/incidents/" + segment(incident),
                    approve ? "approved" : "rejected");
        });
    }

    /** Production, which a rollback has pinned, is to go on. */
    @POST
    @Path("acts/unpin")
    public Response unpin(
            @FormParam("service") @DefaultValue("") String service,
            @FormParam("deployment") @DefaultValue("") String deployment,
            @FormParam("incident") @DefaultValue("") String incident,
            @FormParam("by") @DefaultValue("") String by,
            @FormParam("seal") @DefaultValue("") String mark) {
        String page = "/incidents/" + segment(incident);
        return sealed(mark, page, agent -> {
            Optional<String> unfit = Unpinning.unfit(agent, service);
            if (unfit.isPresent()) {
                return notice(agent, 409, "This cannot be done", unfit.get(), page);
            }
            Command command = Unpinning.of(agent, service, deployment, incident, name(by));
            return told(agent, new Item.Commanded(command), page, "unpinned");
        });
    }

    /** Makes a silence that begins now. */
    @POST
    @Path("silences")
    public Response silence(
            @FormParam("matchers") @DefaultValue("") String matchers,
            @FormParam("for") @DefaultValue("") String span,
            @FormParam("by") @DefaultValue("") String by,
            @FormParam("comment") @DefaultValue("") String comment,
            @FormParam("seal") @DefaultValue("") String mark) {
        return sealed(mark, "/silences", agent -> {
            List<Matcher> wanted = Matchers.parse(matchers);
            if (Silence.isBlanket(wanted)) {
                throw new IllegalArgumentException(
                        "name at least one label with a value: this would silence everything");
            }
            Instant now = now(agent);
            Silence silence = new Silence(
                    chance.key(),
                    wanted,
                    now,
                    now.plus(Durations.parse(span)),
                    new Silence.Authorship(name(by), text("the reason", comment), now));
            return told(agent, new Item.Silenced(silence), "/silences", "silenced");
        });
    }

    /** Ends a silence now. */
    @POST
    @Path("silences/{id}/end")
    public Response end(@PathParam("id") String id, @FormParam("seal") @DefaultValue("") String mark) {
        return sealed(mark, "/silences", agent -> {
            Silence known = agent.state().mutes().silences().get(id);
            if (known == null) {
                return notice(agent, 404, "No such silence", "It is not known any more.", "/silences");
            }
            return told(agent, new Item.Silenced(known.ended(now(agent))), "/silences", "ended");
        });
    }

    private Response spoken(String id, String mark, String said, Function<Agent, Word> word) {
        return sealed(mark, "/incidents/" + segment(id), agent -> {
            if (agent.state().incidents().find(id).isEmpty()) {
                return notice(agent, 404, "It is over", "No open incident has this name any more.", "/incidents");
            }
            return told(agent, new Item.Said(word.apply(agent)), "/incidents/" + segment(id), said);
        });
    }

    private Response told(Agent agent, Item item, String page, String said) {
        return agent.tell(item)
                .lacking()
                .map(why -> notice(agent, 503, "Not taken for good", why, page))
                .orElseGet(() -> back(page, said));
    }

    private Response sealed(String mark, String page, Function<Agent, Response> answer) {
        return bean.agent()
                .map(agent -> {
                    if (!seal.fits(mark)) {
                        String text = "It is of another page, or from before the agent was restarted. Nothing was done:"
                                + " look again, and send it once more.";
                        return notice(agent, 403, "This form is not taken", text, page);
                    }
                    try {
                        return answer.apply(agent);
                    } catch (IllegalArgumentException bad) {
                        return notice(agent, 400, "This cannot be taken", String.valueOf(bad.getMessage()), page);
                    }
                })
                .orElseGet(Html::notStarted);
    }

    private Response notice(Agent agent, int status, String heading, String text, String back) {
        Frame frame = frames.console(heading, "", Glance.of(agent));
        return Html.answer(status, Templates.notice(frame, heading, text, back));
    }

    private static Response back(String page, String said) {
        return Response.seeOther(URI.create(page + "?said=" + said)).build();
    }

    private static Instant now(Agent agent) {
        return agent.clock().now();
    }

    /** An id as it may stand in an address; ours are of letters, digits and dashes. */
    private static String segment(String id) {
        return id.replaceAll("[^A-Za-z0-9-]", "");
    }

    /** Who says it: by the token, or on this machine by their own word. */
    private String name(String by) {
        if (by.isBlank() || by.length() > MOST_NAME) {
            throw new IllegalArgumentException("say who you are, in at most " + MOST_NAME + " letters");
        }
        return gate.caller().signature(by.strip());
    }

    private static String text(String what, String text) {
        if (text.isBlank() || text.length() > MOST_TEXT) {
            throw new IllegalArgumentException(what + " must have from 1 to " + MOST_TEXT + " letters");
        }
        return text.strip();
    }
}
