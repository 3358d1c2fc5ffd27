package dev.tocsin.web;

import dev.tocsin.incident.Incident;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The console's first page. {@code summary} is the whole of it in a sentence; {@code more} incidents are open than are shown; {@code oncall} says who is on call. {@code recent} are incidents that are over, and
 * {@code recentFault} is why they cannot be shown, or the empty string.
 */
public record Overview(
        Tone tone,
        String summary,
        List<IncidentLine> open,
        int more,
        List<Trouble> troubles,
        String contentment,
        List<OncallLine> oncall,
        Board board,
        List<IncidentLine> recent,
        String recentFault) {
    /** So many incidents are shown, the worst; so that services are not out of sight when there are hundreds. */
    private static final int MOST_OPEN = 25;

    /** The services that {@code filter} leaves of {@code total}; {@code count} says so, and what is true of the uptime of most. */
    public record Board(List<ServiceLine> services, int total, String filter, String count) {
        private static final int FEW = 12;

        /** Whether there are so many that one wants to search. */
        public boolean isLarge() {
            return total > FEW;
        }
    }

    static Overview of(Glance glance, Past past, String filter) {
        List<Incident> open = glance.state().incidents().stream()
                .sorted(Comparator.comparing(Incident::severity, Comparator.reverseOrder())
                        .thenComparing(one -> one.origin().opened()))
                .toList();
        List<Trouble> troubles = Trouble.of(glance);
        return new Overview(
                tone(open, troubles),
                summary(open, troubles),
                open.stream()
                        .limit(MOST_OPEN)
                        .map(one -> IncidentLine.of(one, glance))
                        .toList(),
                Math.max(0, open.size() - MOST_OPEN),
                troubles,
                contentment(glance),
                OncallLine.all(glance),
                board(glance, filter),
                past.incidents().stream()
                        .filter(one -> one.closed().isPresent())
                        .map(one -> IncidentLine.of(one, glance))
                        .toList(),
                past.fault());
    }

    private static Board board(Glance glance, String filter) {
        List<ServiceLine> services = ServiceLine.all(glance, filter);
        int total =
                filter.isEmpty() ? services.size() : Roster.of(glance).names().size();
        String count = filter.isEmpty()
                ? Trouble.count(total, "service")
                : services.size() + " of " + Trouble.count(total, "service");
        String usual = usual(services);
        return new Board(
                services.stream().map(one -> one.quiet(usual)).toList(),
                total,
                filter,
                count + ", with uptime over 30 and 90 days" + (usual.isEmpty() ? "" : "; " + usual));
    }

    /** Since when there is data for most of them, if that is to be said: once, rather than for each. */
    private static String usual(List<ServiceLine> services) {
        Map<String, Long> notes = services.stream()
                .filter(one -> one.uptime().isKnown())
                .collect(Collectors.groupingBy(one -> one.uptime().note(), TreeMap::new, Collectors.counting()));
        return notes.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse("");
    }

    private static Tone tone(List<Incident> open, List<Trouble> troubles) {
        Tone incidents = open.stream()
                .map(one -> Tone.of(one.severity()))
                .min(Comparator.naturalOrder())
                .orElse(Tone.GOOD);
        Tone own = troubles.stream()
                .map(Trouble::tone)
                .min(Comparator.naturalOrder())
                .orElse(Tone.GOOD);
        return incidents.compareTo(own) <= 0 ? incidents : own;
    }

    private static String summary(List<Incident> open, List<Trouble> troubles) {
        if (open.isEmpty()) {
            return troubles.isEmpty() ? "All is quiet" : "No open incident, but the agent needs attention";
        }
        long unclaimed = open.stream()
                .filter(one -> one.escalation().acknowledgedBy().isEmpty())
                .count();
        String incidents = Trouble.count(open.size(), "open incident");
        if (unclaimed == 0) {
            return incidents + ", somebody has " + (open.size() == 1 ? "it" : "each");
        }
        return incidents
                + (unclaimed == open.size()
                        ? ", nobody has " + (open.size() == 1 ? "it" : "any")
                        : ", " + unclaimed + " that nobody has");
    }

    /** What is well with the agent, in a sentence for when nothing is wrong. */
    private static String contentment(Glance glance) {
        int owed = glance.state().outbox().undelivered();
        return "The ledger is durable, "
                + (owed == 0 ? "every page has arrived" : Trouble.count(owed, "page") + " on the way")
                + ", the configuration of "
                + glance.stamp(glance.health().reload().at()).text() + " UTC is in force.";
    }
}
