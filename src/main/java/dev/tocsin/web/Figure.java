package dev.tocsin.web;

import dev.tocsin.uptime.Measure;
import dev.tocsin.uptime.Uptimes;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Uptime over 30 and 90 days; {@code note} says since when there is data when that is not so long. */
public record Figure(String month, String quarter, String note) {
    static final Duration MONTH = Duration.ofDays(30);
    static final Duration QUARTER = Duration.ofDays(90);
    private static final Duration NEW = Duration.ofMinutes(10);
    private static final Figure NOTHING = new Figure("", "", "no data yet");
    private static final int HUNDREDTHS_A_PERCENT = 100;
    private static final int ALL = 100 * HUNDREDTHS_A_PERCENT;

    /** Of a service that stands as {@code standing}: one that was just named, and was not looked at yet, has no uptime. */
    static Figure of(Uptimes uptimes, String service, Standing standing, Instant now) {
        boolean unseen = standing == Standing.UNKNOWN
                && uptimes.measure(service, now.minus(QUARTER), now).watched().compareTo(NEW) < 0;
        return unseen ? NOTHING : of(uptimes, service, now);
    }

    static Figure of(Uptimes uptimes, String service, Instant now) {
        Measure quarter = uptimes.measure(service, now.minus(QUARTER), now);
        Measure month = uptimes.measure(service, now.minus(MONTH), now);
        Instant least = now.minus(QUARTER).plusSeconds(1);
        String note = quarter.since()
                .filter(since -> since.isAfter(least))
                .map(since -> "no data before " + Stamp.of(since, now).text() + " UTC")
                .orElse("");
        return quarter.isKnown() ? new Figure(percent(month), percent(quarter), note) : NOTHING;
    }

    /** This without the note when it is {@code said} already. */
    Figure quiet(String said) {
        return note.equals(said) ? new Figure(month, quarter, "") : this;
    }

    /** Whether anything is known. */
    public boolean isKnown() {
        return !quarter.isEmpty();
    }

    /** {@code 99.98 %}; what is not quite all is never called 100 %, and nothing known is the empty string. */
    static String percent(Measure measure) {
        return measure.hundredths()
                .map(hundredths -> hundredths == ALL
                        ? "100 %"
                        : String.format(
                                Locale.ROOT,
                                "%d.%02d %%",
                                hundredths / HUNDREDTHS_A_PERCENT,
                                hundredths % HUNDREDTHS_A_PERCENT))
                .orElse("");
    }
}
