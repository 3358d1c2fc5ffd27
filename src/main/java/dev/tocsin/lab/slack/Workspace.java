package dev.tocsin.lab.slack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.clock.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Channels and what was posted to them. */
final class Workspace {
    /** One message a second and channel over a while; short bursts pass. */
    private static final Duration WINDOW = Duration.ofSeconds(5);

    private static final int MESSAGES_A_WINDOW = 8;

    private final Clock clock;
    private final Map<String, String> webhooks = new HashMap<>();
    private final Set<String> channels = new HashSet<>();
    private final Map<String, Deque<Instant>> recent = new HashMap<>();
    private final List<Message> messages = new ArrayList<>();

    Workspace(Clock clock) {
        this.clock = clock;
    }

    synchronized void channel(String name) {
        channels.add(name);
    }

    synchronized boolean hasChannel(String name) {
        return channels.contains(name);
    }

    synchronized void webhook(String key, String channel) {
        webhooks.put(key, channel);
    }

    synchronized Optional<String> webhook(String key) {
        return Optional.ofNullable(webhooks.get(key));
    }

    synchronized boolean isOverLimit(String channel) {
        Instant now = clock.now();
        Deque<Instant> window = recent.computeIfAbsent(channel, key -> new ArrayDeque<>());
        while (!window.isEmpty() && !window.peekFirst().plus(WINDOW).isAfter(now)) {
            window.removeFirst();
        }
        if (window.size() >= MESSAGES_A_WINDOW) {
            return true;
        }
        window.add(now);
        return false;
    }

    synchronized Message post(String channel, JsonNode body) {
        Instant now = clock.now();
        String ts = String.format(Locale.ROOT, "%d.%06d", now.getEpochSecond(), messages.size() + 1);
        Message message = new Message(now, channel, ts, body.path("thread_ts").asText(), body);
        messages.add(message);
        return message;
    }

    synchronized List<Message> messages() {
        return List.copyOf(messages);
    }
}
