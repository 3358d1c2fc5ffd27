package dev.tocsin.calendar;

import dev.tocsin.config.Fields;
import java.time.Instant;
import java.util.List;

/** One entry of Alertmanager's {@code time_intervals}: intervals under a name by which routes mention them. */
public record NamedIntervals(String name, List<TimeInterval> intervals) {
    public NamedIntervals {
        intervals = List.copyOf(intervals);
    }

    /** Reads {@code name} and the inner {@code time_intervals}. */
    public static NamedIntervals read(Fields in) {
        return new NamedIntervals(in.text("name"), in.list("time_intervals", TimeInterval::read));
    }

    /** Whether {@code moment} lies within any of them. */
    public boolean contains(Instant moment) {
        return intervals.stream().anyMatch(interval -> interval.contains(moment));
    }
}
