package dev.tocsin.mute;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which service cannot work without which: {@code on} has for each all that it depends on, directly or by way of others. While one of those
 * is down, people are told of that one, not of each that goes down with it.
 */
public record Dependencies(Map<String, Set<String>> on) {
    /** None. */
    public static final Dependencies NONE = new Dependencies(Map.of());

    public Dependencies {
        on = Collections.unmodifiableMap(new TreeMap<>(on));
    }

    /** What {@code direct} comes to. A service in a circle is said to depend on itself too: see {@link #circular}. */
    public static Dependencies of(Map<String, ? extends Set<String>> direct) {
        Map<String, Set<String>> all = new TreeMap<>();
        direct.keySet().forEach(service -> {
            SortedSet<String> found = new TreeSet<>();
            follow(service, direct, found);
            if (!found.isEmpty()) {
                all.put(service, Collections.unmodifiableSortedSet(found));
            }
        });
        return new Dependencies(all);
    }

    /** Those that depend on themselves. */
    public Set<String> circular() {
        SortedSet<String> circular = new TreeSet<>();
        on.forEach((service, others) -> {
            if (others.contains(service)) {
                circular.add(service);
            }
        });
        return circular;
    }

    /** Those that depend on {@code service}. */
    public Set<String> dependents(String service) {
        SortedSet<String> dependents = new TreeSet<>();
        on.forEach((dependent, others) -> {
            if (others.contains(service)) {
                dependents.add(dependent);
            }
        });
        return dependents;
    }

    /** The service that {@code service} depends on and that is {@code down}: where several are, one that is not down because of another. */
    Optional<String> cause(String service, Set<String> down) {
        Set<String> needed = on.getOrDefault(service, Set.of());
        return needed.stream()
                .filter(down::contains)
                .filter(one -> on.getOrDefault(one, Set.of()).stream().noneMatch(down::contains))
                .findFirst();
    }

    private static void follow(String service, Map<String, ? extends Set<String>> direct, Set<String> found) {
        Set<String> next = direct.get(service);
        if (next != null) {
            for (String one : next) {
                if (found.add(one)) {
                    follow(one, direct, found);
                }
            }
        }
    }
}
