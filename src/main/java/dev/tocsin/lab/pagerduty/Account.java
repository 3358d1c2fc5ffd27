package dev.tocsin.lab.pagerduty;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tocsin.clock.Clock;
import dev.tocsin.lab.Reply;
import dev.tocsin.lab.pagerduty.Event.Fate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The alerts of an account and what became of each event. */
final class Account {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int EVENTS_A_WINDOW = 120;

    private final Clock clock;
    private final Map<String, String> people = new HashMap<>();
    private final Map<String, Deque<Instant>> recent = new HashMap<>();
    /** By dedup key and routing key: the incident's number. */
    private final SortedMap<String, Integer> alerts = new TreeMap<>();

    private final List<Event> events = new ArrayList<>();
    private final List<Notification> notified = new ArrayList<>();
    private int incidents;

    Account(Clock clock) {
        this.clock = clock;
    }

    synchronized void person(String routingKey, String person) {
        people.put(routingKey, person);
    }

    synchronized List<Event> events() {
        return List.copyOf(events);
    }

    synchronized List<Notification> notified() {
        return List.copyOf(notified);
    }

    synchronized List<String> open() {
        return alerts.keySet().stream()
                .map(key -> key.substring(0, key.indexOf('\n')))
                .toList();
    }

    synchronized Reply event(JsonNode event, List<String> errors) {
        String key = event.path("dedup_key").asText();
        String dedupKey = key.isEmpty() ? "generated-" + (events.size() + 1) : key;
        return unlessRefused(event, errors, () -> {
            note(event, dedupKey, act(event, dedupKey));
            return accepted("Event processed", dedupKey);
        });
    }

    synchronized Reply change(JsonNode event, List<String> errors) {
        return unlessRefused(event, errors, () -> {
            note(event, "", Fate.CHANGE);
            return accepted("Change event processed", "");
        });
    }

    private interface Accepting {
        Reply accept();
    }

    private Reply unlessRefused(JsonNode event, List<String> errors, Accepting accepting) {
        String routingKey = event.path("routing_key").asText();
        if (!people.containsKey(routingKey)) {
            note(event, "", Fate.REFUSED);
            return FakePagerDuty.invalid(List.of("Invalid routing key"));
        }
        if (!errors.isEmpty()) {
            note(event, "", Fate.REFUSED);
            return FakePagerDuty.invalid(errors);
        }
        if (isOverLimit(routingKey)) {
            note(event, "", Fate.LIMITED);
            return Reply.json(
                    429,
                    "{\"status\":\"throttle exceeded\",\"message\":\"Requests for this service are arriving too quickly\"}");
        }
        return accepting.accept();
    }

    private boolean isOverLimit(String routingKey) {
        Instant now = clock.now();
        Deque<Instant> window = recent.computeIfAbsent(routingKey, key -> new ArrayDeque<>());
        while (!window.isEmpty() && !window.peekFirst().plus(WINDOW).isAfter(now)) {
            window.removeFirst();
        }
        if (window.size() >= EVENTS_A_WINDOW) {
            return true;
        }
        window.add(now);
        return false;
    }

    private Fate act(JsonNode event, String dedupKey) {
        String alert = dedupKey + '\n' + event.path("routing_key").asText();
        boolean isOpen = alerts.containsKey(alert);
        return switch (event.path("event_action").asText()) {
            case "trigger" -> isOpen ? Fate.MERGED : open(event, alert, dedupKey);
            case "acknowledge" -> isOpen ? Fate.ACKNOWLEDGED : Fate.DROPPED;
            default -> alerts.remove(alert) != null ? Fate.RESOLVED : Fate.DROPPED;
        };
    }

    private Fate open(JsonNode event, String alert, String dedupKey) {
        incidents++;
        alerts.put(alert, incidents);
        String person = people.getOrDefault(event.path("routing_key").asText(), "");
        String summary = event.path("payload").path("summary").asText();
        notified.add(new Notification(clock.now(), person, incidents, dedupKey, summary));
        return Fate.OPENED;
    }

    private void note(JsonNode event, String dedupKey, Fate fate) {
        String action =
                fate == Fate.CHANGE ? "change" : event.path("event_action").asText();
        events.add(new Event(clock.now(), event.path("routing_key").asText(), action, dedupKey, event, fate));
    }

    private static Reply accepted(String message, String dedupKey) {
        var body = JsonNodeFactory.instance.objectNode();
        body.put("status", "success").put("message", message);
        if (!dedupKey.isEmpty()) {
            body.put("dedup_key", dedupKey);
        }
        return Reply.json(202, body.toString());
    }
}
