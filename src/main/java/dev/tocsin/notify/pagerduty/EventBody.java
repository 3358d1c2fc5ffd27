package dev.tocsin.notify.pagerduty;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.incident.Page;
import dev.tocsin.incident.Severity;
import dev.tocsin.notify.Cut;
import dev.tocsin.notify.Letter;
import dev.tocsin.notify.Phrase;
import dev.tocsin.notify.Story;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The bodies of the events that one page takes, within PagerDuty's limits. A trigger under a key that is open notifies nobody, so that who
 * is called anew is called under a key of its own: first that one is triggered, then the one before is resolved, so that one is open at
 * any moment. Acknowledge and resolve go to every key that was triggered; where nothing is open they do nothing.
 */
final class EventBody {
    private static final int MAX_SUMMARY = 1024;
    private static final int MAX_DEDUP_KEY = 255;
    private static final int MAX_BODY = 512_000;
    private static final int MAX_DETAIL = 10_000;
    private static final Set<String> SEVERITIES = Set.of("critical", "error", "warning", "info");

    private final PagerDutyConfig config;
    private final Page page;
    private final Letter letter;
    private final Story story;

    EventBody(PagerDutyConfig config, Page page, Letter letter) {
        this.config = config;
        this.page = page;
        this.letter = letter;
        this.story = letter.story();
    }

    /** In the order in which they are to be sent. All of them may be sent again. */
    List<ObjectNode> events() {
        return switch (page.kind()) {
            case TRIGGER -> triggers();
            case ACKNOWLEDGE -> each("acknowledge");
            case RESOLVE -> each("resolve");
            case PROGRESS -> List.of(bounded(change()));
        };
    }

    private List<ObjectNode> triggers() {
        ObjectNode trigger = bounded(trigger());
        return page.again() == 0 ? List.of(trigger) : List.of(trigger, reference("resolve", page.again() - 1));
    }

    private List<ObjectNode> each(String action) {
        return IntStream.rangeClosed(0, page.again())
                .mapToObj(again -> reference(action, page.again() - again))
                .toList();
    }

    private ObjectNode reference(String action, int again) {
        return object().put("routing_key", config.routingKey().reveal())
                .put("event_action", action)
                .put("dedup_key", dedupKey(again));
    }

    private ObjectNode trigger() {
        ObjectNode event = reference("trigger", page.again());
        event.put("client", letter.say(config.texts().client(), "Tocsin"));
        put(event, "client_url", config.texts().clientUrl(), usualAddress());
        ObjectNode payload = payload(letter.say(config.texts().description(), story.title()));
        payload.put("severity", severity());
        put(
                payload,
                "component",
                config.texts().component(),
                page.incident().group().get("service"));
        put(payload, "group", config.texts().group(), page.incident().group().get("job"));
        put(payload, "class", config.texts().kind(), page.incident().group().get("alertname"));
        payload.set("custom_details", details());
        event.set("payload", payload);
        event.set("links", links());
        images(event);
        return event;
    }

    private ObjectNode change() {
        ObjectNode event = object().put("routing_key", config.routingKey().reveal());
        ObjectNode payload = payload(story.title());
        payload.set("custom_details", usualDetails());
        event.set("payload", payload);
        event.set("links", links());
        return event;
    }

    private ObjectNode payload(String summary) {
        return object().put("summary", Cut.to(MAX_SUMMARY, Cut.line(summary)))
                .put("source", source())
                .put("timestamp", page.at().toString());
    }

    /** The incident, the endpoint and which call it is; where that is too long, its end gives way to a fingerprint of the whole. */
    private String dedupKey(int again) {
        String key = Page.callKey(page.dedupKey(), again);
        if (key.length() <= MAX_DEDUP_KEY) {
            return key;
        }
        String mark = "-" + dev.tocsin.model.Labels.of("key", key).fingerprint();
        return key.substring(0, MAX_DEDUP_KEY - mark.length()) + mark;
    }

    private String severity() {
        String asked = letter.say(config.texts().severity(), "").strip().toLowerCase(Locale.ROOT);
        return SEVERITIES.contains(asked) ? asked : word(page.incident().severity());
    }

    private static String word(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "critical";
            case HIGH, UNKNOWN -> "error";
            case MEDIUM -> "warning";
            case LOW -> "info";
        };
    }

    private String source() {
        String service = page.incident().group().get("service");
        String usual = service.isEmpty() ? "tocsin" : service;
        return Cut.line(letter.say(config.texts().source(), usual));
    }

    private ObjectNode details() {
        ObjectNode details = usualDetails();
        config.details().forEach((name, phrase) -> details.put(name, Cut.to(MAX_DETAIL, letter.say(phrase, ""))));
        if (!letter.faults().isEmpty()) {
            details.put("template_errors", String.join("\n", letter.faults()));
        }
        return details;
    }

    private ObjectNode usualDetails() {
        ObjectNode details = object();
        SequencedMap<String, String> lead = new LinkedHashMap<>();
        if (!story.lead().isEmpty()) {
            lead.put("description", Cut.to(MAX_DETAIL, story.lead()));
        }
        story.facts(lead, name -> name.replace(' ', '_')).forEach(details::put);
        if (!story.alerts().isEmpty()) {
            details.put("alerts", Cut.to(MAX_DETAIL, String.join("\n", story.alerts())));
        }
        return details;
    }

    private ArrayNode links() {
        ArrayNode links = JsonNodeFactory.instance.arrayNode();
        story.links()
                .forEach(link ->
                        links.addObject().put("href", link.to().toString()).put("text", link.name()));
        for (PagerDutyConfig.Link link : config.extras().links()) {
            String href = letter.say(link.href(), "").strip();
            if (!href.isEmpty()) {
                links.addObject().put("href", href).put("text", letter.say(link.text(), href));
            }
        }
        return links;
    }

    private void images(ObjectNode event) {
        for (PagerDutyConfig.Image image : config.extras().images()) {
            String src = letter.say(image.src(), "").strip();
            if (!src.isEmpty()) {
                event.withArrayProperty("images")
                        .addObject()
                        .put("src", src)
                        .put("href", letter.say(image.href(), src))
                        .put("alt", letter.say(image.alt(), ""));
            }
        }
    }

    private String usualAddress() {
        return story.links().stream()
                .filter(link -> link.name().equals("Tocsin"))
                .map(link -> link.to())
                .map(URI::toString)
                .findFirst()
                .orElse("");
    }

    private void put(ObjectNode node, String key, Phrase phrase, String usual) {
        String text = letter.say(phrase, usual);
        if (!text.isBlank()) {
            node.put(key, Cut.line(text));
        }
    }

    /** Without its details where they are too much: PagerDuty refuses a body of more than 512 KB. */
    private static ObjectNode bounded(ObjectNode event) {
        if (event.toString().getBytes(StandardCharsets.UTF_8).length <= MAX_BODY) {
            return event;
        }
        ObjectNode payload = (ObjectNode) event.path("payload");
        payload.putObject("custom_details").put("error", "the details were too long for PagerDuty and were left out");
        event.without(List.of("links", "images"));
        return event;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
