package dev.tocsin.notify.pagerduty;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.config.Secret;
import dev.tocsin.http.Payload;
import dev.tocsin.http.Reply;
import dev.tocsin.http.Request;
import dev.tocsin.incident.Page;
import dev.tocsin.notify.Channel;
import dev.tocsin.notify.Delivery;
import dev.tocsin.notify.Posting;
import dev.tocsin.notify.Veil;
import dev.tocsin.notify.Wording;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One routing key of PagerDuty. Pages of an incident share a dedup key, so that PagerDuty merges them into one alert and a page
 * that is sent twice wakes nobody twice; who is called anew is called under a key of its own. Accepted means queued there.
 */
final class PagerDutyChannel implements Channel {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PagerDutyConfig config;
    private final Posting posting;
    private final Wording wording;
    private final Veil veil;

    PagerDutyChannel(PagerDutyConfig config, Posting posting, Wording wording) {
        this.config = config;
        this.posting = posting;
        this.wording = wording;
        List<Secret> secrets = new ArrayList<>(config.outbound().secrets());
        secrets.add(config.routingKey());
        this.veil = new Veil(secrets);
    }

    @Override
    public Delivery send(Page page, Instant deadline) {
        List<ObjectNode> events = new EventBody(config, page, wording.letter(page, text -> text)).events();
        URI to = page.kind() == Page.Kind.PROGRESS ? config.changes() : config.url();
        Delivery delivery = post(events.getFirst(), to, deadline);
        for (ObjectNode event : events.subList(1, events.size())) {
            if (!(delivery instanceof Delivery.Accepted)) {
                return delivery;
            }
            delivery = post(event, to, deadline);
        }
        return delivery;
    }

    private Delivery post(ObjectNode event, URI to, Instant deadline) {
        Request request = config.outbound().apply(Request.post(to, Payload.json(event.toString())));
        return posting.send(request, deadline, this::judge);
    }

    @Override
    public Optional<Secret> credential() {
        return Optional.of(config.routingKey());
    }

    private Delivery judge(Reply reply) {
        return posting.judge(reply, reply.ok() ? "" : veil.over(words(reply.text())));
    }

    /** {@code {"message": "...", "errors": ["..."]}}; else the beginning of what it said. */
    private static String words(String body) {
        try {
            JsonNode said = JSON.readTree(body);
            List<String> words = new ArrayList<>();
            words.add(said.path("message").asText());
            said.path("errors").forEach(error -> words.add(error.asText()));
            words.removeIf(String::isBlank);
            return words.isEmpty() ? body : String.join("; ", words);
        } catch (JsonProcessingException notJson) {
            return body;
        }
    }
}
