package dev.tocsin.notify.sentry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.incident.Page;
import dev.tocsin.incident.Severity;
import dev.tocsin.notify.Alike;
import dev.tocsin.notify.Cut;
import dev.tocsin.notify.Letter;
import dev.tocsin.notify.Story;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * The event that a page is, within Sentry's limits (develop.sentry.dev, "Event Payloads"). All pages of an incident have one fingerprint and
 * so are one issue. The next incident is an issue of its own, since Sentry tells people of an issue that is new and not of one more
 * event; for the same reason who is called anew is called by a new one.
 */
final class EventBody {
    private static final int MAX_MESSAGE = 8192;
    private static final int MAX_TAG = 200;
    private static final int MAX_EXTRA = 10_000;
    /** What Sentry takes for the name of a tag. */
    private static final String TAG = "[a-zA-Z0-9_.:-]{1,32}";

    private final SentryConfig config;
    private final Page page;
    private final Letter letter;
    private final Story story;

    EventBody(SentryConfig config, Page page, Letter letter) {
        this.config = config;
        this.page = page;
        this.letter = letter;
        this.story = letter.story();
    }

    /** An envelope with the event in it; {@code now} is when it is sent. */
    String envelope(Instant now) {
        ObjectNode head = object().put("event_id", id()).put("sent_at", now.toString());
        String event = event().toString();
        ObjectNode item = object().put("type", "event")
                .put("length", event.getBytes(StandardCharsets.UTF_8).length)
                .put("content_type", "application/json");
        return head + "\n" + item + "\n" + event + "\n";
    }

    private ObjectNode event() {
        ObjectNode event = object().put("event_id", id())
                .put("timestamp", page.at().toString())
                .put("platform", "other")
                .put("logger", "tocsin")
                .put("level", level());
        if (!config.environment().isEmpty()) {
            event.put("environment", config.environment());
        }
        event.putObject("message").put("formatted", Cut.to(MAX_MESSAGE, message()));
        event.putArray("fingerprint").add(Page.callKey(page.dedupKey(), page.again()));
        ObjectNode tags = event.putObject("tags");
        tags().forEach(tags::put);
        event.set("extra", extra());
        return event;
    }

    /** The same for the same page, however often it is sent. */
    private String id() {
        return UUID.nameUUIDFromBytes(page.id().getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
    }

    private String level() {
        return page.kind() == Page.Kind.TRIGGER ? word(page.incident().severity()) : "info";
    }

    private static String word(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "fatal";
            case HIGH, UNKNOWN -> "error";
            case MEDIUM -> "warning";
            case LOW -> "info";
        };
    }

    /** The first line is what Sentry calls the issue. */
    private String message() {
        String title = Cut.line(letter.say(config.title(), story.title()));
        return story.lead().isEmpty() ? title : title + "\n" + story.lead();
    }

    /** The labels that all alerts share, and what the incident is; what Sentry would not take as a tag is left out. */
    private Map<String, String> tags() {
        Map<String, String> tags = new TreeMap<>(Alike.labels(page));
        tags.put("incident", page.incident().id());
        tags.put("severity", page.incident().severity().word());
        tags.put("status", page.firing().isEmpty() ? "resolved" : "firing");
        config.tags().forEach((name, phrase) -> tags.put(name, letter.say(phrase, "")));
        tags.replaceAll((name, text) -> Cut.to(MAX_TAG, Cut.line(text)));
        tags.entrySet()
                .removeIf(tag -> tag.getValue().isEmpty() || !tag.getKey().matches(TAG));
        return tags;
    }

    private ObjectNode extra() {
        ObjectNode extra = object();
        story.facts(new LinkedHashMap<>(), UnaryOperator.identity())
                .forEach((name, text) -> extra.put(name, Cut.to(MAX_EXTRA, text)));
        if (!story.alerts().isEmpty()) {
            extra.put("alerts", Cut.to(MAX_EXTRA, String.join("\n", story.alerts())));
        }
        story.links()
                .forEach(link ->
                        extra.put(link.name(), Cut.to(MAX_EXTRA, link.to().toString())));
        if (!letter.faults().isEmpty()) {
            extra.put("template errors", String.join("\n", letter.faults()));
        }
        return extra;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
