package dev.tocsin.oncall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.access.Role;
import dev.tocsin.calendar.Ical;
import dev.tocsin.config.Config;
import dev.tocsin.config.Fault;
import dev.tocsin.config.Loaded;
import dev.tocsin.config.Source;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is on call, as schedules are written in the configuration. */
class RotaTest {
    private static final List<Person> PEOPLE =
            List.of(person("ann"), person("bea"), person("cem"), person("ann-marie"));
    private static final String WEEKLY = """
        schedules:
          - name: primary
            time_zone: Europe/Berlin
            layers:
              - rotation_virtual_start: 2026-10-05T09:00
                rotation_turn_length: 1w
                users: [ann, bea, cem]
        """;

    /** Handed over on Mondays at nine in Berlin, also when summer time ends on 25 October; before the start too. */
    @ParameterizedTest
    @CsvSource({
        "2026-10-05T06:59:59Z, cem",
        "2026-10-05T07:00:00Z, ann",
        "2026-10-12T07:00:00Z, bea",
        "2026-10-26T07:59:59Z, cem",
        "2026-10-26T08:00:00Z, ann",
        "2027-03-29T06:59:59Z, ann",
        "2027-03-29T07:00:00Z, bea",
    })
    void turnsAreHandedOverByTheWallClock(Instant at, String who) {
        assertThat(Rota.NONE.on(schedule(WEEKLY), at)).containsExactly(who);
    }

    @Test
    void aShiftEndsWhenSomebodyElseIsOnCall() {
        Shift shift = Rota.NONE.shift(schedule(WEEKLY), Instant.parse("2026-10-20T00:00:00Z"));

        assertThat(shift.people()).containsExactly("cem");
        assertThat(shift.until()).contains(Instant.parse("2026-10-26T08:00:00Z"));
    }

    /** What an agent that was cut off still takes for agreed is not brought back by it. */
    @Test
    void aReplacementThatWasTakenBackStaysSoWhoeverJoinsWhom() {
        Instant monday = Instant.parse("2026-10-05T07:00:00Z");
        Replacement agreed = new Replacement(
                "r1",
                "primary",
                "cem",
                monday,
                monday.plusSeconds(3600),
                new Replacement.Making("ann", monday.minusSeconds(60)));
        Rota before = Rota.NONE.with(List.of(agreed));
        Rota after = Rota.NONE.with(List.of(agreed.ended(monday.plusSeconds(60))));

        assertThat(before.joined(after)).isEqualTo(after);
        assertThat(after.joined(before)).isEqualTo(after);
    }

    @Test
    void oneWhoIsAlwaysOnCallHasNoEnd() {
        Schedule schedule = schedule("schedules: [{name: boss, layers: [{users: [ann]}]}]");

        assertThat(Rota.NONE.shift(schedule, Instant.parse("2026-10-20T00:00:00Z")))
                .extracting(Shift::people, Shift::until)
                .containsExactly(List.of("ann"), Optional.empty());
    }

    /** PagerDuty's words as they stand: the last layer that has somebody counts. */
    @ParameterizedTest
    @CsvSource({
        "2026-11-23T08:59:59Z, cem",
        "2026-11-23T09:00:00Z, ann",
        "2026-11-23T16:59:59Z, ann",
        "2026-11-23T17:00:00Z, bea",
        "2026-11-27T17:00:00Z, cem",
        "2026-11-28T10:00:00Z, cem",
        "2026-11-30T08:59:59Z, cem",
        "2026-11-30T09:00:00Z, ann",
    })
    void layersWithRestrictionsLieAboveOthers(Instant at, String who) {
        Schedule schedule = schedule("""
            schedules:
              - name: primary
                layers:
                  - {name: nights, users: [bea]}
                  - name: days
                    rotation_virtual_start: "2026-11-02T09:00:00Z"
                    rotation_turn_length_seconds: 604800
                    users: [ann]
                    restrictions: [{type: daily_restriction, start_time_of_day: "09:00:00", duration_seconds: 28800}]
                  - name: weekends
                    users: [cem]
                    restrictions: [{type: weekly_restriction, start_day_of_week: 5, start_time_of_day: "17:00", duration: 2d16h}]
            """);
        assertThat(Rota.NONE.on(schedule, at)).containsExactly(who);
    }

    @Test
    void outsideOfItsRestrictionsALayerHasNobody() {
        Schedule schedule = schedule("""
            schedules:
              - name: office
                time_zone: Europe/Berlin
                layers:
                  - users: [ann]
                    start: 2026-11-10
                    end: 2026-11-20
                    restrictions: [{start_time_of_day: "22:00", duration: 8h}]
            """);
        assertThat(Rota.NONE.on(schedule, Instant.parse("2026-11-15T01:00:00Z")))
                .containsExactly("ann");
        assertThat(Rota.NONE.on(schedule, Instant.parse("2026-11-15T05:00:00Z")))
                .isEmpty();
        assertThat(Rota.NONE.on(schedule, Instant.parse("2026-11-09T01:00:00Z")))
                .isEmpty();
        assertThat(Rota.NONE.on(schedule, Instant.parse("2026-11-25T01:00:00Z")))
                .isEmpty();
        assertThat(Rota.NONE
                        .shift(schedule, Instant.parse("2026-11-25T01:00:00Z"))
                        .until())
                .isEmpty();
    }

    @Test
    void whoStandsInCountsUntilTheEndAndTheLastOneMadeMost() {
        Schedule schedule = schedule(WEEKLY + """
                overrides: [{user: bea, start: 2026-10-06T00:00, end: 2026-10-07T00:00}]
            """);
        Instant noon = Instant.parse("2026-10-06T12:00:00Z");
        assertThat(Rota.NONE.on(schedule, noon)).containsExactly("bea");
        assertThat(Rota.NONE.on(schedule, Instant.parse("2026-10-06T22:00:00Z")))
                .containsExactly("ann");

        Replacement cem = new Replacement(
                "r1", "primary", "cem", noon, noon.plusSeconds(3600), new Replacement.Making("ann", noon));
        Rota rota = Rota.NONE.with(List.of(cem));
        assertThat(rota.on(schedule, noon)).containsExactly("cem");
        assertThat(rota.shift(schedule, noon).until()).contains(noon.plusSeconds(3600));
        assertThat(rota.on(schedule, noon.plusSeconds(3600))).containsExactly("bea");
        assertThat(rota.with(List.of(cem.ended(noon.plusSeconds(60)))).on(schedule, noon.plusSeconds(60)))
                .containsExactly("bea");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        SUMMARY:ann                                  | ann
        SUMMARY:On call: Ann                         | ann
        SUMMARY:bea@example.org (primary)            | bea
        SUMMARY:Ann-Marie is on call                 | ann-marie
        SUMMARY:cem and bea                          | bea, cem
        SUMMARY:joanna                               |
        SUMMARY:week 45\\nATTENDEE;CN=x:mailto:BEA@example.org | bea
        SUMMARY:on call\\nATTENDEE;CN=Cem:urn:uuid:1 | cem
        """)
    void aCalendarNamesPeopleByNameOrAddress(String lines, String who) {
        Schedule schedule = schedule("schedules: [{name: primary, ical: {file: rota.ics}}]");
        Rota rota = Rota.NONE.seeing(List.of(roster(lines.replace("\\n", "\r\n"))));

        List<String> people = rota.on(schedule, Instant.parse("2026-11-02T10:00:00Z"));
        assertThat(String.join(", ", people)).isEqualTo(who == null ? "" : who);
    }

    @Test
    void theLastGoodCopyIsKeptWhenTheCalendarCannotBeHad() {
        Schedule schedule = schedule("schedules: [{name: primary, ical: {file: rota.ics}}]");
        Instant later = Instant.parse("2026-11-02T11:00:00Z");
        Roster gone = new Roster("primary", Optional.empty(), later, Optional.of("HTTP 503"));
        Rota before = Rota.NONE.seeing(List.of(roster("SUMMARY:ann")));
        Rota after = before.seeing(List.of(gone));

        assertThat(after.on(schedule, later)).containsExactly("ann");
        assertThat(after.rosters().get("primary"))
                .satisfies(roster -> assertThat(roster.fault()).contains("HTTP 503"))
                .satisfies(roster -> assertThat(roster.at()).isBefore(later));
        assertThat(before.news(after)).as("that it cannot be had is kept").hasSize(1);
        assertThat(after.news(after.seeing(List.of(gone))))
                .as("and is not news again")
                .isEmpty();
    }

    @Test
    void whereTheCalendarHasNobodyTheLayersCount() {
        Schedule schedule = schedule("schedules: [{name: primary, layers: [{users: [cem]}], ical: {file: rota.ics}}]");
        Rota rota = Rota.NONE.seeing(List.of(roster("SUMMARY:ann")));

        assertThat(rota.on(schedule, Instant.parse("2026-11-02T10:00:00Z"))).containsExactly("ann");
        assertThat(rota.on(schedule, Instant.parse("2026-11-03T10:00:00Z"))).containsExactly("cem");
    }

    @Test
    void whatIsWrongWithSchedulesIsSaidAtItsPlace() {
        assertThat(faults("""
            schedules:
              - {name: ann, layers: [{users: [ann]}]}
              - {name: empty}
              - name: bad
                time_zone: Mars/Olympus
                layers:
                  - {users: [ann, zoe]}
                  - {users: [ann], restrictions: [{type: weekly_restriction, start_time_of_day: "9", duration: 0s}]}
                ical: {}
                overrides: [{user: zoe, start: 2026-11-03, end: tomorrow}]
            """))
                .extracting(fault -> fault.path() + ": " + fault.message())
                .anyMatch(fault -> fault.contains("schedules[0].name: is taken"))
                .anyMatch(fault -> fault.contains("schedules[1].layers: needs at least one layer, or ical"))
                .anyMatch(fault -> fault.contains("time_zone") && fault.contains("not a time zone"))
                .anyMatch(fault -> fault.contains("users: unknown person \"zoe\""))
                .anyMatch(fault -> fault.contains("rotation_virtual_start: is required"))
                .anyMatch(fault -> fault.contains("start_day_of_week: is required of a weekly_restriction"))
                .anyMatch(fault -> fault.contains("start_time_of_day") && fault.contains("not a time of day"))
                .anyMatch(fault -> fault.contains("ical: needs either url or file"))
                .anyMatch(fault -> fault.contains("end") && fault.contains("not a time"));
    }

    private static Roster roster(String lines) {
        String text = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20261102T090000Z\r\nDTEND:20261103T090000Z\r\n"
                + lines + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        Ical calendar = ((Ical.Parsed.Ready) Ical.parse(text, ZoneOffset.UTC)).calendar();
        return new Roster("primary", Optional.of(calendar), Instant.parse("2026-11-02T09:00:00Z"), Optional.empty());
    }

    private static Person person(String name) {
        Person.Contact contact = new Person.Contact(
                Optional.of(name + "@example.org"), Optional.empty(), Optional.empty(), Optional.empty());
        return new Person(name, "", contact, Role.OPERATOR);
    }

    private static Schedule schedule(String yaml) {
        return ((Loaded.Ready<Map<String, Schedule>>) load(yaml))
                .value()
                .values()
                .iterator()
                .next();
    }

    private static List<Fault> faults(String yaml) {
        return ((Loaded.Refused<Map<String, Schedule>>) load(yaml)).faults();
    }

    private static Loaded<Map<String, Schedule>> load(String yaml) {
        return Config.load(
                new Source("tocsin.yml", yaml, Path.of("/")),
                name -> Optional.empty(),
                in -> Schedules.read(in, PEOPLE));
    }
}
