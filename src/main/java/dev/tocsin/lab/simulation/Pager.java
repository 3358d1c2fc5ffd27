package dev.tocsin.lab.simulation;

import dev.tocsin.incident.Page;
import dev.tocsin.notify.Cause;
import dev.tocsin.notify.Delivery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where all pages go. It merges as PagerDuty does: a trigger under a dedup key that is open notifies nobody, unless it calls anew. What it received is what the
 * invariants are judged by.
 */
public final class Pager {
    /** How often each was called anew. */
    private final TreeMap<String, Integer> open = new TreeMap<>();

    private final List<Ring> rings = new ArrayList<>();
    private final List<Received> received = new ArrayList<>();
    private final Map<String, Delivery> answers = new TreeMap<>();

    /** Somebody was notified, the first time under this key or called anew. */
    public record Ring(Instant at, String endpoint, Page page) {}

    /** A message arrived, whether it notified somebody or not. */
    public record Received(Instant at, Page page) {}

    /** From now on {@code endpoint} answers this to everything, and takes nothing. */
    public void answer(String endpoint, Delivery delivery) {
        answers.put(endpoint, delivery);
    }

    /** From now on {@code endpoint} takes what comes. */
    public void heal(String endpoint) {
        answers.remove(endpoint);
    }

    /** Whom it notified, in order. */
    public List<Ring> rings() {
        return Collections.unmodifiableList(rings);
    }

    /** Every message that arrived, in order. */
    public List<Received> received() {
        return Collections.unmodifiableList(received);
    }

    /** Keys under which something is open. */
    public List<String> open() {
        return List.copyOf(open.keySet());
    }

    /** Takes {@code page}, or answers as it was told to. */
    public Delivery take(Page page, Instant at) {
        Delivery refusal = answers.get(page.endpoint().id());
        if (refusal != null) {
            return refusal;
        }
        received.add(new Received(at, page));
        switch (page.kind()) {
            case TRIGGER -> {
                Integer before = open.put(page.dedupKey(), page.again());
                if (before == null || before < page.again()) {
                    rings.add(new Ring(at, page.endpoint().id(), page));
                }
            }
            case RESOLVE -> open.remove(page.dedupKey());
            case ACKNOWLEDGE, PROGRESS -> {}
        }
        return new Delivery.Accepted(page.id());
    }

    /** An outage of the far end, for {@link #answer}. */
    public static Delivery down() {
        return new Delivery.Deferred(Cause.SERVER_ERROR, "503");
    }
}
