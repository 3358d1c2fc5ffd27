package dev.tocsin.api;

import dev.tocsin.access.Seal;
import dev.tocsin.access.Seal.Reason;
import dev.tocsin.api.Taken.Sender;
import dev.tocsin.app.Agent;
import dev.tocsin.app.AgentBean;
import dev.tocsin.app.HooksConfig;
import dev.tocsin.config.Secret;
import dev.tocsin.engine.Heard;
import dev.tocsin.engine.Inbox.Item;
import dev.tocsin.incident.Incident;
import dev.tocsin.incident.Word;
import dev.tocsin.notify.Cut;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * PagerDuty's webhooks v3: what people do to an incident there counts here. Events that nobody did are ours coming back, or
 * PagerDuty's own timers; of these only the end of an acknowledgement that was made there is heard.
 */
@Path("/hooks/pagerduty")
@RunOnVirtualThread
public class PagerDutyHook {
    /** For so long PagerDuty tries to deliver: what is older was not sent by it. */
    private static final Duration OLDEST = Duration.ofHours(48);

    private static final Duration FUTURE = Duration.ofMinutes(5);
    /** Who says that it is over while it fires has it for so long; then the escalation goes on. */
    private static final Duration RESOLVED_HOLDS = Duration.ofMinutes(30);

    private static final Logger LOG = Logger.getLogger(PagerDutyHook.class);
    private static final String VIA = " via PagerDuty";

    private final AgentBean bean;
    private final Taken taken;
    private final PagerDutyAlerts alerts;

    PagerDutyHook(AgentBean bean, Taken taken, PagerDutyAlerts alerts) {
        this.bean = bean;
        this.taken = taken;
        this.alerts = alerts;
    }

    /** One event. Whatever is genuine and new gets a 2xx, so that the subscription stays enabled. */
    @POST
    public Response event(@HeaderParam("X-PagerDuty-Signature") @DefaultValue("") String signatures, byte[] body) {
        return bean.agent().map(agent -> event(agent, signatures, body)).orElseGet(Json::notStarted);
    }

    private Response event(Agent agent, String signatures, byte[] body) {
        List<Secret> secrets =
                agent.configuration().settings().running().hooks().pagerDuty();
        if (secrets.isEmpty()) {
            return refuse(Reason.NOT_CONFIGURED);
        }
        if (Seal.pagerDuty(secrets, signatures, body) instanceof Seal.Refused(Reason reason)) {
            return refuse(reason);
        }
        Optional<PagerDutyEvent> event = PagerDutyEvent.parse(body);
        if (event.isEmpty()) {
            return refuse(Reason.MALFORMED);
        }
        Instant now = agent.clock().wall();
        Instant at = event.get().at();
        if (at.isBefore(now.minus(OLDEST)) || at.isAfter(now.plus(FUTURE))) {
            return refuse(Reason.STALE);
        }
        return switch (keys(agent, event.get())) {
            // Not taken: PagerDuty delivers it again.
            case PagerDutyAlerts.Answer.Later later -> Response.status(503).build();
            case PagerDutyAlerts.Answer.Never never -> once(agent, event.get(), List.of());
            case PagerDutyAlerts.Answer.Keys(List<String> keys) -> once(agent, event.get(), keys);
        };
    }

    /** What we may know the incident by. */
    private PagerDutyAlerts.Answer keys(Agent agent, PagerDutyEvent event) {
        PagerDutyEvent.Subject subject = event.subject();
        Optional<HooksConfig.PagerDutyApi> api =
                agent.configuration().settings().running().hooks().pagerDutyApi();
        boolean ask = subject.key().isEmpty()
                && !subject.incident().isEmpty()
                && event.kind() != PagerDutyEvent.Kind.OTHER
                && api.isPresent();
        return ask
                ? alerts.keys(api.get(), subject.incident())
                : new PagerDutyAlerts.Answer.Keys(subject.key().isEmpty() ? List.of() : List.of(subject.key()));
    }

    private Response once(Agent agent, PagerDutyEvent event, List<String> keys) {
        String id = Sender.PAGERDUTY.word() + ":" + event.id();
        if (!taken.take(agent, id, OLDEST.plus(FUTURE))) {
            return refuse(Reason.REPLAYED);
        }
        List<Incident> known = keys.stream()
                .flatMap(key -> agent.state().incidents().find(key).stream())
                .distinct()
                .toList();
        if (known.isEmpty() && event.kind() != PagerDutyEvent.Kind.OTHER) {
            taken.unmatched(Sender.PAGERDUTY);
            LOG.infof(
                    "PagerDuty's incident %s is none of ours: %s not heard",
                    event.subject().incident(), event.kind().name().toLowerCase(Locale.ROOT));
        }
        List<Item> said = known.stream()
                .flatMap(incident -> said(agent, id, event, new About(incident, isSpent(incident, keys))))
                .toList();
        Heard heard = said.isEmpty() ? Heard.KEPT : agent.tell(said.toArray(Item[]::new));
        if (heard.lacking().isPresent()) {
            // PagerDuty delivers it again, under the same id.
            taken.forget(id);
        } else {
            taken.accepted(Sender.PAGERDUTY);
        }
        return Json.relied(heard, () -> Json.answer(Json.object().put("heard", !said.isEmpty())));
    }

    /** One of ours that an event is about; {@code spent}: it speaks only of calls in whose place somebody was called anew. */
    record About(Incident incident, boolean spent) {}

    private static boolean isSpent(Incident incident, List<String> keys) {
        return keys.stream().filter(incident::answersTo).allMatch(incident::isSpent);
    }

    private static Stream<Item> said(Agent agent, String id, PagerDutyEvent event, About about) {
        String by = Cut.to(100, Cut.line(event.who().orElse("a timer"))) + VIA;
        List<Word> words = words(about, event, by, agent.clock().now());
        if (words.isEmpty()) {
            return Stream.empty();
        }
        String what = event.kind().name().toLowerCase(Locale.ROOT) + " "
                + about.incident().id();
        Stream<Item> said = words.stream().map(Item.Said::new);
        Stream<Item> noted = Stream.of(new Item.Noted(Audit.of(agent.clock().now(), what, by, id)));
        return Stream.concat(said, noted);
    }

    /** Who was called anew must answer that call: an answer to an earlier one may be days old when it gets here. */
    static List<Word> words(About about, PagerDutyEvent event, String by, Instant now) {
        Incident incident = about.incident();
        boolean person = event.who().isPresent();
        if (about.spent()) {
            String text =
                    event.kind().name().toLowerCase(Locale.ROOT) + " an earlier call there; the one since then stands";
            boolean isNews = person && event.kind() != PagerDutyEvent.Kind.OTHER;
            return isNews ? List.of(new Word.Note(incident.id(), by, text, now)) : List.of();
        }
        return switch (event.kind()) {
            case ACKNOWLEDGED ->
                person ? List.of(new Word.Acknowledge(incident.id(), by, now, Optional.empty())) : List.of();
            case UNACKNOWLEDGED ->
                person || isHeldThere(incident) ? List.of(new Word.Unacknowledge(incident.id(), by, now)) : List.of();
            case RESOLVED ->
                person
                        ? List.of(
                                new Word.Note(incident.id(), by, "says that it is over; here it is not yet", now),
                                new Word.Acknowledge(incident.id(), by, now, Optional.of(RESOLVED_HOLDS)))
                        : List.of();
            case OTHER -> List.of();
        };
    }

    private static boolean isHeldThere(Incident incident) {
        return incident.escalation()
                .acknowledgedBy()
                .filter(by -> by.endsWith(VIA))
                .isPresent();
    }

    private Response refuse(Reason reason) {
        taken.refused(Sender.PAGERDUTY, reason);
        return Refusals.of(reason);
    }
}
