package dev.tocsin.web;

import dev.tocsin.incident.Entry;
import dev.tocsin.incident.Incident;
import dev.tocsin.incident.Member;
import dev.tocsin.notify.Parcel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One line of an incident's timeline. {@code after} is how long after the first bad sample it was; {@code detail} is what came of it, if
 * something was to come.
 */
public record Happening(Stamp at, String after, Tone tone, String kind, String text, String detail) {
    /** A line and its exact instant, until all are in order. */
    private record Moment(Instant at, Tone tone, String kind, String text, String detail) {}

    /** All that is known, oldest first. */
    static List<Happening> all(Incident incident, Past past, Glance glance) {
        List<Moment> moments = new ArrayList<>();
        incident.members().values().stream()
                .min(Comparator.comparing(Member::since))
                .ifPresent(first -> moments.add(
                        new Moment(first.since(), Tone.of(first.severity()), "first bad sample", first.name(), "")));
        past.entries().stream()
                .filter(entry -> entry.kind() != Entry.Kind.PAGE)
                .map(entry -> moment(entry, incident))
                .forEach(moments::add);
        past.parcels().stream().map(parcel -> moment(parcel, glance)).forEach(moments::add);
        moments.sort(Comparator.comparing(Moment::at));
        return moments.stream()
                .map(moment -> new Happening(
                        glance.stamp(moment.at()),
                        after(moments.getFirst().at(), moment.at()),
                        moment.tone(),
                        moment.kind(),
                        moment.text(),
                        moment.detail()))
                .toList();
    }

    private static String after(Instant first, Instant at) {
        Duration since = Duration.between(first, at);
        return since.isZero() ? "" : "+" + Stamp.span(since);
    }

    private static Moment moment(Parcel parcel, Glance glance) {
        return new Moment(
                parcel.page().at(),
                Deliveries.tone(parcel),
                "page",
                Deliveries.what(parcel.page()),
                Deliveries.outcome(parcel, glance));
    }

    private static Moment moment(Entry entry, Incident incident) {
        return switch (entry.kind()) {
            case OPENED -> line(entry, Tone.of(incident.severity()), "opened", "Incident opened");
            case ALERT -> line(entry, Tone.NEUTRAL, "alert", entry.text());
            case MUTED -> line(entry, Tone.NEUTRAL, "muted", entry.text());
            case PAGE -> line(entry, Tone.NEUTRAL, "page", entry.text());
            case REFUSED -> line(entry, Tone.HIGH, "refused", entry.text());
            case ESCALATED -> line(entry, Tone.MEDIUM, "escalated", entry.text());
            case EXHAUSTED -> line(entry, Tone.HIGH, "exhausted", entry.text());
            case ACKNOWLEDGED -> line(entry, Tone.LOW, "acknowledged", entry.text() + " has it");
            case UNACKNOWLEDGED -> line(entry, Tone.MEDIUM, "unacknowledged", entry.text());
            case HANDED_OVER -> line(entry, Tone.MEDIUM, "handed over", entry.text());
            case NOTE -> line(entry, Tone.LOW, "note", entry.text());
            case ACT -> line(entry, Tone.LOW, "act", entry.text());
            case AUDIT -> line(entry, Tone.NEUTRAL, "audit", entry.text());
            case RESOLVED -> line(entry, Tone.GOOD, "resolved", "Incident " + entry.text());
        };
    }

    private static Moment line(Entry entry, Tone tone, String kind, String text) {
        return new Moment(entry.at(), tone, kind, text, "");
    }
}
