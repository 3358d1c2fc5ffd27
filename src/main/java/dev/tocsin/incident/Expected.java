package dev.tocsin.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is to happen about incidents: the remedies, and by when which issue (the alerts' label) should be over. */
public record Expected(List<RemedyTrigger> remedies, SortedMap<String, Duration> within) {
    /** Nothing. */
    public static final Expected NOTHING = new Expected(List.of(), new TreeMap<>());

    private static final String ISSUE = "issue";

    public Expected {
        remedies = List.copyOf(remedies);
        within = Collections.unmodifiableSortedMap(new TreeMap<>(within));
    }

    /** How long {@code member} may take. */
    Optional<Duration> within(Member member) {
        return Optional.ofNullable(within.get(member.labels().get(ISSUE)));
    }

    /** When {@code member} should be over; the time runs from when somebody could know of it, which was at {@code known}. */
    Optional<Instant> due(Member member, Instant known) {
        Instant from = known.isAfter(member.since()) ? known : member.since();
        return within(member).map(from::plus);
    }
}
