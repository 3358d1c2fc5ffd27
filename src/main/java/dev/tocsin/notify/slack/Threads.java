package dev.tocsin.notify.slack;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which message began an incident's thread. Kept in memory: after a restart an incident's next message begins a new thread, which
 * costs a reader a look and nobody a page. Bounded; safe for any thread.
 */
final class Threads {
    private static final int MOST = 1000;

    private final Map<String, String> beginnings = new LinkedHashMap<>();

    synchronized Optional<String> of(String incident) {
        return Optional.ofNullable(beginnings.get(incident));
    }

    synchronized void begin(String incident, String ts) {
        beginnings.putIfAbsent(incident, ts);
        if (beginnings.size() > MOST) {
            beginnings.remove(beginnings.keySet().iterator().next());
        }
    }

    synchronized void end(String incident) {
        beginnings.remove(incident);
    }
}
