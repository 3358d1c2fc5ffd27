package dev.tocsin.incident;

import java.util.Set;

/**
 * One address to which pages go, such as one person's PagerDuty key. {@code id} is {@code name/kind/index} of where it stands
 * in the configuration; {@code takes} says which kinds of page it wants: without {@code send_resolved}, no {@code RESOLVE}.
 * {@code bucket} names what it shares its pace with: the first endpoint that has the same key.
 */
public record Endpoint(String id, Set<Page.Kind> takes, String bucket) implements Comparable<Endpoint> {
    public Endpoint {
        takes = Set.copyOf(takes);
    }

    /** One with a pace of its own. */
    public Endpoint(String id, Set<Page.Kind> takes) {
        this(id, takes, id);
    }

    @Override
    public int compareTo(Endpoint other) {
        return id.compareTo(other.id);
    }
}
