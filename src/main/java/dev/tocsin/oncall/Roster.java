package dev.tocsin.oncall;

import dev.tocsin.calendar.Ical;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The last good copy of a schedule's calendar; {@code calendar} is missing when there never was one. {@code at} is when it was last found to
 * be so; {@code fault} is why it could not be looked at since, for people and without secrets.
 */
public record Roster(String schedule, Optional<Ical> calendar, Instant at, Optional<String> fault) {
    /** What was not understood of the copy. */
    public List<String> oddities() {
        return calendar.map(Ical::oddities).orElse(List.of());
    }

    /** This after {@code next}, which may have failed: then the good copy stays. */
    Roster then(Roster next) {
        return next.calendar.isPresent() ? next : new Roster(schedule, calendar, at, next.fault);
    }

    /** Whether both come to the same for who is on call and what people are told of it. */
    boolean isAlike(Roster other) {
        return text().equals(other.text()) && fault.equals(other.fault);
    }

    private String text() {
        return calendar.map(Ical::text).orElse("");
    }
}
