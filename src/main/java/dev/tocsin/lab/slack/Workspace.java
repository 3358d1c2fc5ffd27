package dev.tocsin.lab.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.clock.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Channels and what was posted to them. */
final class Workspace {
    /** One message a second and channel over a while; short bursts pass. */
    private static final Duration WINDOW = Duration.ofSeconds(5);

    private static final int MESSAGES_A_WINDOW = 8;

    /** Slack's Tier 3. */
    private static final Duration EDIT_WINDOW = Duration.ofMinutes(1);

    private static final int EDITS_A_WINDOW = 50;

    private final Clock clock;
    private final Map<String, String> webhooks = new HashMap<>();
    /** By name, the id. */
    private final Map<String, String> channels = new LinkedHashMap<>();

    private final Map<String, Message> standing = new LinkedHashMap<>();
    private final List<Message> edits = new ArrayList<>();
    private final Map<String, Deque<Instant>> recent = new HashMap<>();

    private int posted;

    Workspace(Clock clock) {
        this.clock = clock;
    }

    synchronized void channel(String name) {
        channels.putIfAbsent(name, String.format(Locale.ROOT, "C0LAB%04d", channels.size() + 1));
    }

    /** The name of the channel that has this name or id. */
    synchronized Optional<String> named(String reference) {
        return channels.entrySet().stream()
                .filter(one -> one.getKey().equals(reference) || one.getValue().equals(reference))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The channel of which this is the id: editing and reading take nothing else. */
    synchronized Optional<String> identified(String id) {
        return channels.containsValue(id) ? named(id) : Optional.empty();
    }

    synchronized String id(String name) {
        return channels.getOrDefault(name, name);
    }

    synchronized void webhook(String key, String channel) {
        webhooks.put(key, channel);
    }

    synchronized Optional<String> webhook(String key) {
        return Optional.ofNullable(webhooks.get(key));
    }

    synchronized boolean isOverLimit(String channel) {
        return isOver(channel, WINDOW, MESSAGES_A_WINDOW);
    }

    synchronized boolean isOverEdits() {
        return isOver("chat.update", EDIT_WINDOW, EDITS_A_WINDOW);
    }

    private boolean isOver(String key, Duration span, int most) {
        Instant now = clock.now();
        Deque<Instant> window = recent.computeIfAbsent(key, same -> new ArrayDeque<>());
        while (!window.isEmpty() && !window.peekFirst().plus(span).isAfter(now)) {
            window.removeFirst();
        }
        if (window.size() >= most) {
            return true;
        }
        window.add(now);
        return false;
    }

    synchronized Message post(String channel, JsonNode body) {
        Instant now = clock.now();
        posted++;
        String ts = String.format(Locale.ROOT, "%d.%06d", now.getEpochSecond(), posted);
        Message message = new Message(now, channel, ts, body.path("thread_ts").asText(), body);
        standing.put(ts, message);
        return message;
    }

    /** Edits as Slack does: what is not given stays as it was. Nothing when there is no such message. */
    synchronized Optional<Message> edit(String channel, String ts, JsonNode changes) {
        Message before = standing.get(ts);
        if (before == null || !before.channel().equals(channel)) {
            return Optional.empty();
        }
        ObjectNode body = before.body().deepCopy();
        List.of("text", "blocks", "attachments", "metadata").forEach(part -> {
            if (changes.has(part)) {
                body.set(part, changes.get(part));
            }
        });
        Message after = new Message(before.at(), channel, ts, before.thread(), body);
        standing.put(ts, after);
        edits.add(after);
        return Optional.of(after);
    }

    /** Somebody deletes a message. */
    synchronized void delete(String ts) {
        standing.remove(ts);
    }

    /** What stands in a channel, or in the thread {@code thread} of it, since {@code oldest} (seconds). */
    synchronized List<Message> since(String channel, Optional<String> thread, double oldest) {
        return standing.values().stream()
                .filter(message -> message.channel().equals(channel) && Double.parseDouble(message.ts()) >= oldest)
                .filter(message -> thread.map(ts ->
                                message.thread().equals(ts) || message.ts().equals(ts))
                        .orElseGet(() -> message.thread().isEmpty()
                                || message.body().path("reply_broadcast").asBoolean()))
                .toList();
    }

    /** Every message as it stands now, in the order in which they were posted. */
    synchronized List<Message> messages() {
        return List.copyOf(standing.values());
    }

    /** Messages as each edit left them, in order. */
    synchronized List<Message> edits() {
        return List.copyOf(edits);
    }
}
