package dev.tocsin.web;

import dev.tocsin.oncall.Rota;
import dev.tocsin.oncall.Schedule;
import dev.tocsin.oncall.Shift;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Who is on call by one schedule, until when, and who is next; {@code next} is empty when nobody follows within a year. */
public record OncallLine(String schedule, Tone tone, String people, Stamp until, String next) {
    static List<OncallLine> all(Glance glance) {
        return schedules(glance).stream()
                .sorted(Comparator.comparing(Schedule::name))
                .map(schedule -> of(schedule, glance))
                .toList();
    }

    private static OncallLine of(Schedule schedule, Glance glance) {
        Rota rota = glance.state().rota();
        Shift shift = rota.shift(schedule, glance.now());
        return new OncallLine(
                schedule.name(),
                shift.people().isEmpty() ? Tone.HIGH : Tone.GOOD,
                names(shift.people()),
                shift.until().map(glance::stamp).orElse(Stamp.NONE),
                shift.until().map(at -> names(rota.on(schedule, at))).orElse(""));
    }

    /** What is wrong with schedules: nobody is on call, or a calendar cannot be had. */
    static Optional<Trouble> trouble(Glance glance) {
        List<String> wrong = schedules(glance).stream()
                .sorted(Comparator.comparing(Schedule::name))
                .flatMap(schedule -> wrong(schedule, glance).stream())
                .toList();
        return wrong.isEmpty()
                ? Optional.empty()
                : Optional.of(new Trouble(Tone.HIGH, "Who is on call is not certain", wrong));
    }

    private static List<String> wrong(Schedule schedule, Glance glance) {
        Rota rota = glance.state().rota();
        Optional<String> nobody = rota.on(schedule, glance.now()).isEmpty()
                ? Optional.of(schedule.name() + ": nobody is on call")
                : Optional.empty();
        Optional<String> calendar = schedule.feed()
                .flatMap(feed -> Optional.ofNullable(rota.rosters().get(schedule.name())))
                .flatMap(roster -> roster.fault()
                        .map(fault -> schedule.name() + ": its calendar cannot be had: " + fault
                                + roster.calendar()
                                        .map(copy -> "; the copy of "
                                                + glance.stamp(roster.at()).text() + " UTC counts")
                                        .orElse("; there is no copy of it")));
        return java.util.stream.Stream.of(nobody, calendar)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Collection<Schedule> schedules(Glance glance) {
        return glance.state().plan().directory().schedules().values();
    }

    private static String names(List<String> people) {
        return people.isEmpty() ? "nobody" : String.join(", ", people);
    }
}
