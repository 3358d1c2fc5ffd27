package dev.tocsin.api;

import dev.tocsin.access.Digest;
import dev.tocsin.access.Pass;
import dev.tocsin.access.Seal.Reason;
import dev.tocsin.api.Taken.Sender;
import dev.tocsin.app.Agent;
import dev.tocsin.app.AgentBean;
import dev.tocsin.config.Secret;
import dev.tocsin.engine.Heard;
import dev.tocsin.engine.Inbox.Item;
import dev.tocsin.incident.Incident;
import dev.tocsin.incident.Member;
import dev.tocsin.incident.Word;
import dev.tocsin.template.GoEscape;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The link in a mail by which its reader acknowledges: looking at it shows what it would do, as programs that read mails look at every
 * link; only the button on that page acts, once.
 */
@Path("/ack/{key}")
@RunOnVirtualThread
public class MailLink {
    private static final Duration KEEP = Duration.ofHours(25);
    private static final String VIA = " via mail";

    private final AgentBean bean;
    private final Taken taken;

    MailLink(AgentBean bean, Taken taken) {
        this.bean = bean;
        this.taken = taken;
    }

    /** What the link would do. */
    @GET
    public Response look(@PathParam("key") String key) {
        return opened(
                key,
                (agent, incident, pass) -> Page.of(
                        200,
                        "Acknowledge " + names(incident) + "?",
                        "Opened " + incident.origin().opened() + ". Nobody else is woken for it once " + pass.by()
                                + " has it.",
                        true));
    }

    /** Does it. */
    @POST
    public Response act(@PathParam("key") String key) {
        return opened(key, (agent, incident, pass) -> {
            String id = Sender.MAIL.word() + ":" + Digest.hex(Digest.of(key.getBytes(StandardCharsets.UTF_8)));
            if (!taken.take(agent, id, KEEP)) {
                return refuse(Reason.REPLAYED, "This link was used before", "It is good for once.");
            }
            Instant now = agent.clock().now();
            String by = pass.by() + VIA;
            Heard heard = agent.tell(
                    new Item.Said(new Word.Acknowledge(incident.id(), by, now, Optional.empty())),
                    new Item.Noted(Audit.of(now, "acknowledged " + incident.id(), by, id)));
            if (heard.lacking().isPresent()) {
                taken.forget(id);
                return Page.of(503, "Not acknowledged for good", heard.lacking().get(), true);
            }
            taken.accepted(Sender.MAIL);
            return Page.of(200, "Acknowledged", pass.by() + " has " + names(incident) + ".", false);
        });
    }

    private interface Use {
        Response of(Agent agent, Incident incident, Pass pass);
    }

    private Response opened(String key, Use use) {
        Optional<Agent> agent = bean.agent();
        if (agent.isEmpty()) {
            return Page.of(503, "Not started", "The agent is not started.", false);
        }
        Optional<Secret> secret =
                agent.get().configuration().settings().running().hooks().mail();
        if (secret.isEmpty()) {
            return refuse(Reason.NOT_CONFIGURED, "No such link", "This agent sends no links.");
        }
        Optional<Pass> pass = Pass.of(key, secret.get());
        if (pass.isEmpty()) {
            return refuse(Reason.FORGED, "No such link", "It is not whole, or was not made here.");
        }
        if (agent.get().clock().wall().isAfter(pass.get().until())) {
            return refuse(
                    Reason.STALE,
                    "This link is too old",
                    "It was good until " + pass.get().until() + ".");
        }
        return agent.get()
                .state()
                .incidents()
                .find(pass.get().incident())
                .map(incident -> use.of(agent.get(), incident, pass.get()))
                .orElseGet(() -> refuse(Reason.TOO_LATE, "It is over", "The incident is closed."));
    }

    private Response refuse(Reason reason, String title, String sentence) {
        taken.refused(Sender.MAIL, reason);
        return Page.of(Refusals.of(reason).getStatus(), title, sentence, false);
    }

    private static String names(Incident incident) {
        return incident.members().values().stream().map(Member::name).distinct().collect(Collectors.joining(", "));
    }

    /** A page that needs nothing from elsewhere. */
    private static final class Page {
        private static final String HTML = """
                <!DOCTYPE html>
                <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                <meta name="color-scheme" content="light dark"><title>%s</title></head>
                <body><main><h1>%s</h1><p>%s</p>%s</main></body></html>
                """;
        private static final String FORM = "<form method=\"post\"><button autofocus>Acknowledge</button></form>";

        static Response of(int status, String title, String sentence, boolean form) {
            String heading = GoEscape.html(title);
            return Response.status(status)
                    .type("text/html; charset=utf-8")
                    .header("Cache-Control", "no-store")
                    .entity(HTML.formatted(heading, heading, GoEscape.html(sentence), form ? FORM : ""))
                    .build();
        }
    }
}
