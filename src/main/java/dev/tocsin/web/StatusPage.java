package dev.tocsin.web;

import dev.tocsin.deploy.Services.Service;
import dev.tocsin.uptime.Measure;
import dev.tocsin.uptime.Uptimes;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What everybody may see: of each public service its title, how it stands in a word, its uptime and its days. Made of nothing else, so that
 * no name, label, alert or address of ours can be on it.
 */
public record StatusPage(Tone tone, String summary, List<Line> lines) {
    private static final int DAYS = 90;
    private static final int A_TWENTIETH = 20;
    /** More services than these show no days: a page of thousands of marks helps nobody. */
    private static final int MOST_WITH_DAYS = 40;

    /** One service. {@code said} is what its days show, in words. */
    public record Line(String title, Tone tone, String word, Figure uptime, List<Day> days, String said) {}

    /** One day: how it was, and the same in words. */
    public record Day(Tone tone, String words) {}

    /** How a service stands, as far as everybody is told. */
    enum Shown {
        DOWN(Tone.CRITICAL, "Down"),
        DEGRADED(Tone.HIGH, "Degraded"),
        UNKNOWN(Tone.NEUTRAL, "Not known"),
        OPERATIONAL(Tone.GOOD, "Operational");

        private final Tone tone;
        private final String word;

        Shown(Tone tone, String word) {
            this.tone = tone;
            this.word = word;
        }

        static Shown of(Standing standing) {
            return switch (standing) {
                case DOWN -> DOWN;
                case DEGRADED -> DEGRADED;
                // Not yet an alert: it may be a check that was unlucky once.
                case FAILING, UP -> OPERATIONAL;
                case UNKNOWN, UNWATCHED -> UNKNOWN;
            };
        }
    }

    static StatusPage of(Glance glance) {
        Roster roster = Roster.of(glance);
        List<Service> services = glance.configured().services().services().stream()
                .filter(one -> one.publicTitle().isPresent())
                .toList();
        boolean days = services.size() <= MOST_WITH_DAYS;
        List<Shown> shown = new ArrayList<>();
        List<Line> lines = new ArrayList<>();
        for (Service service : services) {
            Standing standing = roster.standing(service.name());
            shown.add(Shown.of(standing));
            lines.add(line(service, standing, days, glance));
        }
        Shown worst = shown.stream().min(Comparator.naturalOrder()).orElse(Shown.UNKNOWN);
        return new StatusPage(worst.tone, summary(shown, worst), List.copyOf(lines));
    }

    private static Line line(Service service, Standing standing, boolean withDays, Glance glance) {
        Shown how = Shown.of(standing);
        Uptimes uptimes = glance.state().uptimes();
        List<Day> days = withDays ? days(uptimes, service.name(), glance.now()) : List.of();
        long bad = days.stream()
                .filter(day -> day.tone() != Tone.GOOD && day.tone() != Tone.NEUTRAL)
                .count();
        String said = "The last " + DAYS + " days: "
                + (bad == 0 ? "no day with an outage" : Trouble.count(bad, "day") + " with an outage");
        return new Line(
                service.publicTitle().orElse(""),
                how.tone,
                how.word,
                Figure.of(uptimes, service.name(), standing, glance.now()),
                days,
                said);
    }

    private static List<Day> days(Uptimes uptimes, String service, Instant now) {
        LocalDate today = now.atOffset(ZoneOffset.UTC).toLocalDate();
        return Stream.iterate(today.minusDays(DAYS - 1L), day -> day.plusDays(1))
                .limit(DAYS)
                .map(day -> day(uptimes, service, day, now))
                .toList();
    }

    private static Day day(Uptimes uptimes, String service, LocalDate day, Instant now) {
        Instant start = day.atStartOfDay().toInstant(ZoneOffset.UTC);
        Instant end = day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        Measure measure = uptimes.measure(service, start, end.isAfter(now) ? now : end);
        if (!measure.isKnown()) {
            return new Day(Tone.NEUTRAL, day + ": no data");
        }
        if (measure.down().isZero()) {
            return new Day(Tone.GOOD, day + ": no outage");
        }
        boolean much = measure.down().compareTo(measure.watched().dividedBy(A_TWENTIETH)) > 0;
        return new Day(much ? Tone.CRITICAL : Tone.HIGH, day + ": down for " + Stamp.span(measure.down()));
    }

    private static String summary(List<Shown> shown, Shown worst) {
        if (shown.isEmpty()) {
            return "Nothing is public yet";
        }
        long those = shown.stream().filter(one -> one == worst).count();
        boolean all = those == shown.size();
        return switch (worst) {
            case OPERATIONAL -> "All services are operational";
            case DOWN -> all ? "Everything is down" : some(those, shown.size()) + " down";
            case DEGRADED -> all ? "Everything is degraded" : some(those, shown.size()) + " degraded";
            case UNKNOWN -> all ? "Not known yet" : "Operational, as far as is known";
        };
    }

    private static String some(long those, int all) {
        return those + " of " + Trouble.count(all, "service") + (those == 1 ? " is" : " are");
    }
}
