package dev.tocsin.api;

import dev.tocsin.access.Role;
import dev.tocsin.access.Seal;
import dev.tocsin.access.Seal.Reason;
import dev.tocsin.api.Taken.Sender;
import dev.tocsin.app.Agent;
import dev.tocsin.app.AgentBean;
import dev.tocsin.config.Secret;
import dev.tocsin.engine.Heard;
import dev.tocsin.engine.Inbox.Item;
import dev.tocsin.incident.Entry;
import dev.tocsin.incident.Word;
import dev.tocsin.oncall.Person;
import dev.tocsin.remedy.Act;
import dev.tocsin.remedy.Command;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Buttons pressed in Slack. What is not genuine gets a status; a genuine press gets 200 at once, as Slack wants it within three
 * seconds, and the presser is told in Slack when nothing comes of it.
 */
@Path("/hooks/slack")
@RunOnVirtualThread
public class SlackHook {
    /** How far Slack's clock may be off ours, the way of the message included. */
    private static final Duration WINDOW = Duration.ofMinutes(5);

    private final AgentBean bean;
    private final Taken taken;
    private final Whisper whisper;

    SlackHook(AgentBean bean, Taken taken, Whisper whisper) {
        this.bean = bean;
        this.taken = taken;
        this.whisper = whisper;
    }

    /** A press, in the form that Slack calls {@code block_actions}. */
    @POST
    public Response press(
            @HeaderParam("X-Slack-Signature") @DefaultValue("") String signature,
            @HeaderParam("X-Slack-Request-Timestamp") @DefaultValue("") String timestamp,
            byte[] body) {
        return bean.agent()
                .map(agent -> press(agent, signature, timestamp, body))
                .orElseGet(Json::notStarted);
    }

    private Response press(Agent agent, String signature, String timestamp, byte[] body) {
        Optional<Secret> secret =
                agent.configuration().settings().running().hooks().slack();
        if (secret.isEmpty()) {
            return refuse(Reason.NOT_CONFIGURED);
        }
        Instant now = agent.clock().wall();
        return switch (Seal.slack(secret.get(), signature, timestamp, body, now, WINDOW)) {
            case Seal.Refused(Reason reason) -> refuse(reason);
            case Seal.Genuine(String id) -> once(agent, Sender.SLACK.word() + ":" + id, body);
        };
    }

    private Response once(Agent agent, String id, byte[] body) {
        if (!taken.take(agent, id, WINDOW.multipliedBy(2))) {
            return refuse(Reason.REPLAYED);
        }
        Optional<SlackPress> press = SlackPress.parse(body);
        if (press.isEmpty()) {
            return refuse(Reason.MALFORMED);
        }
        Optional<Person> person = agent.configuration()
                .settings()
                .telling()
                .receivers()
                .slackUser(press.get().user());
        if (person.isEmpty()) {
            return tell(
                    press.get(),
                    Reason.STRANGER,
                    "Tocsin does not know you: put slack_user: " + press.get().user() + " to your entry under people.");
        }
        Role needed = press.get().button() == SlackPress.Button.ACKNOWLEDGE ? Role.OPERATOR : Role.APPROVER;
        if (!person.get().may().covers(needed)) {
            return tell(
                    press.get(),
                    Reason.ROLE,
                    "This takes the role " + needed.word() + ", and you have the role "
                            + person.get().may().word() + ".");
        }
        return obey(agent, id, press.get(), person.get().name() + " via Slack");
    }

    private Response obey(Agent agent, String id, SlackPress press, String by) {
        Instant now = agent.clock().now();
        return switch (press.button()) {
            case ACKNOWLEDGE -> {
                if (agent.state().incidents().find(press.value()).isEmpty()) {
                    yield tell(press, Reason.TOO_LATE, "This incident is over.");
                }
                Word word = new Word.Acknowledge(press.value(), by, now, Optional.empty());
                yield done(agent, press, new Item.Said(word), Audit.of(now, "acknowledged " + press.value(), by, id));
            }
            case APPROVE -> command(agent, id, press, new Command.Approve(press.value(), by, now));
            case REJECT -> command(agent, id, press, new Command.Reject(press.value(), by, now));
        };
    }

    private Response command(Agent agent, String id, SlackPress press, Command command) {
        Optional<Act> act = agent.state().remedies().find(press.value());
        Optional<String> deaf =
                act.isEmpty() ? Optional.of("there is no such act any more") : Leave.refused(act.get(), command);
        if (deaf.isPresent()) {
            return tell(press, Reason.TOO_LATE, "Too late: " + deaf.get() + ".");
        }
        String what = command instanceof Command.Approve ? "approved " : "rejected ";
        Entry entry = Audit.of(command.at(), what + press.value(), command.by(), id);
        return done(agent, press, new Item.Commanded(command), entry);
    }

    /** A press that cannot be relied on gets a status at which Slack shows that it failed; the next one is a message of its own. */
    private Response done(Agent agent, SlackPress press, Item said, Entry entry) {
        Heard heard = agent.tell(said, new Item.Noted(entry));
        heard.lacking()
                .ifPresent(why -> press.answer().ifPresent(to -> whisper.say(to, "Press again, please: " + why + ".")));
        return Json.relied(heard, () -> {
            taken.accepted(Sender.SLACK);
            return Response.ok().build();
        });
    }

    private Response tell(SlackPress press, Reason reason, String sentence) {
        taken.refused(Sender.SLACK, reason);
        press.answer().ifPresent(to -> whisper.say(to, sentence));
        return Response.ok().build();
    }

    private Response refuse(Reason reason) {
        taken.refused(Sender.SLACK, reason);
        return Refusals.of(reason);
    }
}
