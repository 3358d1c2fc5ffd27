package dev.tocsin.notify;

import dev.tocsin.incident.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How fast an endpoint may be sent to: {@code burst} at once, then one {@code every} so often; and how long one attempt may
 * take. The bucket is kept as one instant, the one at which it will be full again (the generic cell rate algorithm).
 */
record Pace(Duration every, int burst, Duration patience) {
    /** 120 events a minute and integration key, with room left for what others send through the same key. */
    private static final Pace PAGERDUTY = new Pace(Duration.ofMillis(600), 20, Duration.ofSeconds(10));
    /** One message a second and channel. */
    private static final Pace SLACK = new Pace(Duration.ofMillis(1000), 3, Duration.ofSeconds(10));

    /** A bot that follows up edits its message too, which Slack counts apart from posts: fifty times a minute (its tier 3). */
    private static final Pace SLACK_EDITS = new Pace(Duration.ofMillis(1200), 5, Duration.ofSeconds(10));

    private static final String EDITS = "/edits";

    private static final Pace EMAIL = new Pace(Duration.ofMillis(500), 20, Duration.ofSeconds(30));
    private static final Pace OTHER = new Pace(Duration.ofMillis(50), 50, Duration.ofSeconds(10));

    /** By the kind in the endpoint's id, {@code name/kind/index}. */
    static Pace of(Endpoint endpoint) {
        return switch (kind(endpoint.id())) {
            case "pagerduty" -> PAGERDUTY;
            case "slack" -> SLACK;
            case "email" -> EMAIL;
            default -> OTHER;
        };
    }

    /**
     * The buckets in each of which there must be room for one page to {@code endpoint}; {@code edits}: it has a message there that is edited.
     */
    static SortedMap<String, Pace> tolls(Endpoint endpoint, boolean edits) {
        SortedMap<String, Pace> tolls = new TreeMap<>();
        Pace pace = of(endpoint);
        tolls.put(endpoint.bucket(), pace);
        if (edits && kind(endpoint.id()).equals("slack")) {
            tolls.put(endpoint.bucket() + EDITS, SLACK_EDITS);
        }
        return tolls;
    }

    /** The first instant at which one more may be sent, when the bucket is full again at {@code full}. */
    Instant next(Instant full) {
        return full.minus(every.multipliedBy(burst - 1L));
    }

    /** When the bucket is full again after one more was sent at {@code now}. */
    Instant taken(Instant full, Instant now) {
        return (full.isBefore(now) ? now : full).plus(every);
    }

    /** When the bucket must be full again so that nothing may be sent before {@code until}. */
    Instant held(Instant full, Instant until) {
        Instant empty = until.plus(every.multipliedBy(burst - 1L));
        return full.isBefore(empty) ? empty : full;
    }

    private static String kind(String id) {
        int index = id.lastIndexOf('/');
        int kind = index <= 0 ? -1 : id.lastIndexOf('/', index - 1);
        return kind < 0 ? "" : id.substring(kind + 1, index);
    }
}
