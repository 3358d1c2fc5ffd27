package dev.tocsin.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.app.HooksConfig;
import dev.tocsin.clock.SystemClock;
import dev.tocsin.config.Secret;
import dev.tocsin.http.Auth;
import dev.tocsin.http.Client;
import dev.tocsin.http.Exchange;
import dev.tocsin.http.Request;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jboss.logging.Logger;

/**
 * Which of our dedup keys an incident at PagerDuty has: its alerts have them where the incident itself has none, since several were merged
 * into it. Asked by REST ({@code GET /incidents/ID/alerts}) within the five seconds that a webhook has.
 */
@ApplicationScoped
public class PagerDutyAlerts {
    private static final Logger LOG = Logger.getLogger(PagerDutyAlerts.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERRORS = 500;

    private final Client client = new Client(new SystemClock(), "hooks");

    /** What came of asking. */
    sealed interface Answer {
        /** The keys, in PagerDuty's order. */
        record Keys(List<String> keys) implements Answer {
            public Keys {
                keys = List.copyOf(keys);
            }
        }

        /** Not now: PagerDuty may deliver the event again. */
        record Later(String why) implements Answer {}

        /** Never, as it is. */
        record Never(String why) implements Answer {}
    }

    /** Asks for the alerts of {@code incident}, an id of PagerDuty's. */
    Answer keys(HooksConfig.PagerDutyApi api, String incident) {
        URI address =
                URI.create(api.url().toString().replaceAll("/+$", "") + "/incidents/" + incident + "/alerts?limit=100");
        Request request = Request.get(address)
                .withAuth(
                        new Auth.Other("Token", Secret.of("token=" + api.token().reveal())))
                .withHeader("Accept", "application/vnd.pagerduty+json;version=2")
                .withTimeout(TIMEOUT);
        Answer answer = switch (client.exchange(request)) {
            case Exchange.Answered answered -> read(answered);
            case Exchange.Failed failed ->
                new Answer.Later(failed.cause().name().toLowerCase(Locale.ROOT));
        };
        log(answer, incident);
        return answer;
    }

    private static Answer read(Exchange.Answered answered) {
        int status = answered.reply().status();
        if (status == TOO_MANY || status >= SERVER_ERRORS) {
            return new Answer.Later("HTTP " + status);
        }
        if (!answered.reply().ok()) {
            return new Answer.Never("HTTP " + status);
        }
        List<String> keys = new ArrayList<>();
        Json.read(answered.reply().text())
                .ifPresent(body -> body.path("alerts")
                        .forEach((JsonNode alert) ->
                                keys.add(alert.path("alert_key").asText(""))));
        keys.removeIf(String::isEmpty);
        return new Answer.Keys(keys);
    }

    private static void log(Answer answer, String incident) {
        switch (answer) {
            case Answer.Keys found ->
                LOG.debugf(
                        "PagerDuty incident %s has %d alerts",
                        incident, found.keys().size());
            case Answer.Later later -> LOG.warnf("PagerDuty was asked for the alerts of %s: %s", incident, later.why());
            case Answer.Never never -> LOG.warnf("PagerDuty was asked for the alerts of %s: %s", incident, never.why());
        }
    }

    @PreDestroy
    void close() {
        client.close();
    }
}
