package dev.tocsin.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IcalTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void aDayIsOfTheSchedulesZone() {
        Ical calendar = read("DTSTART;VALUE=DATE:20261102", "DTEND;VALUE=DATE:20261109", "SUMMARY:ann");

        assertThat(at(calendar, "2026-11-01T22:59:59Z")).isEmpty();
        assertThat(at(calendar, "2026-11-01T23:00:00Z")).containsExactly("ann");
        assertThat(at(calendar, "2026-11-08T22:59:59Z")).containsExactly("ann");
        assertThat(at(calendar, "2026-11-08T23:00:00Z")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        DTSTART:20261102T090000Z                     | DTEND:20261102T100000Z                     | 2026-11-02T09:00:00Z
        DTSTART;TZID=America/New_York:20261102T090000 | DURATION:PT1H                             | 2026-11-02T14:00:00Z
        DTSTART;TZID="W. Europe Standard Time":20261102T090000 | DURATION:PT1H                    | 2026-11-02T08:00:00Z
        DTSTART;TZID=/mozilla.org/20050126_1/Europe/Berlin:20261102T090000 | DURATION:PT1H        | 2026-11-02T08:00:00Z
        DTSTART:20261102T090000                      | DURATION:PT1H                              | 2026-11-02T08:00:00Z
        DTSTART;VALUE=DATE-TIME:20261102T090000Z     | DTEND;TZID=Europe/Berlin:20261102T110000   | 2026-11-02T09:00:00Z
        """)
    void anHourBeginsWhereItsZoneSays(String start, String end, Instant begins) {
        Ical calendar = read(start, end, "SUMMARY:ann");

        assertThat(calendar.at(begins.minusSeconds(1))).isEmpty();
        assertThat(calendar.at(begins)).hasSize(1);
        assertThat(calendar.at(begins.plusSeconds(3599))).hasSize(1);
        assertThat(calendar.at(begins.plusSeconds(3600))).isEmpty();
        assertThat(calendar.next(begins.minusSeconds(60))).contains(begins);
        assertThat(calendar.next(begins)).contains(begins.plusSeconds(3600));
    }

    /** Two people take turns of a week, from Monday nine to Monday nine, also when summer time ends on 25 October. */
    @Test
    void turnsOfAWeekLeaveNoHourOut() {
        Ical calendar = calendar(event(
                        "UID:1",
                        "DTSTART;TZID=Europe/Berlin:20261005T090000",
                        "DTEND;TZID=Europe/Berlin:20261012T090000",
                        "RRULE:FREQ=WEEKLY;INTERVAL=2",
                        "SUMMARY:ann")
                + event(
                        "UID:2",
                        "DTSTART;TZID=Europe/Berlin:20261012T090000",
                        "DTEND;TZID=Europe/Berlin:20261019T090000",
                        "RRULE:FREQ=WEEKLY;INTERVAL=2",
                        "SUMMARY:bea"));

        assertThat(at(calendar, "2026-10-26T07:59:59Z")).containsExactly("ann");
        assertThat(at(calendar, "2026-10-26T08:00:00Z")).containsExactly("bea");
        assertThat(at(calendar, "2026-11-02T08:00:00Z")).containsExactly("ann");
        assertThat(at(calendar, "2031-11-03T08:00:00Z")).hasSize(1);
        assertThat(calendar.next(Instant.parse("2026-10-20T00:00:00Z")))
                .contains(Instant.parse("2026-10-26T08:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        FREQ=WEEKLY;BYDAY=MO,WE,FR              | 2026-11-04 2026-11-06 2026-11-09 | 2026-11-03 2026-11-07
        FREQ=DAILY;COUNT=3                      | 2026-11-02 2026-11-04            | 2026-11-05
        FREQ=DAILY;UNTIL=20261104               | 2026-11-04                       | 2026-11-05
        FREQ=DAILY;UNTIL=20261104T080000Z       | 2026-11-04                       | 2026-11-05
        FREQ=DAILY;INTERVAL=3                   | 2026-11-05 2026-11-08 2029-11-01 | 2026-11-06
        FREQ=DAILY;BYDAY=SA,SU                  | 2026-11-07 2026-11-08            | 2026-11-09
        FREQ=MONTHLY                            | 2026-12-02 2027-01-02            | 2026-12-01
        FREQ=YEARLY                             | 2027-11-02                       | 2027-11-03
        FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;WKST=SU | 2026-11-15 2026-11-29            | 2026-11-08 2026-11-22
        FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;WKST=MO | 2026-11-08 2026-11-22            | 2026-11-15
        FREQ=MONTHLY;BYDAY=1MO,-1FR             | 2026-11-27 2026-12-07 2035-01-26 | 2026-11-09 2026-12-18
        FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1 | 2026-11-30 2027-02-26      | 2026-11-27
        FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU        | 2027-03-28 2028-03-26            | 2027-03-21
        FREQ=WEEKLY;BYDAY=MO;BYHOUR=9;BYMINUTE=0;BYSECOND=0 | 2026-11-09           | 2026-11-10
        """)
    void anEventRepeatsAsItsRuleSays(String rule, String on, String off) {
        Ical calendar =
                read("DTSTART;TZID=Europe/Berlin:20261102T090000", "DURATION:PT8H", "RRULE:" + rule, "SUMMARY:a");

        assertThat(calendar.oddities()).isEmpty();
        for (String day : on.split(" ")) {
            assertThat(at(calendar, day + "T10:00:00Z")).as(day).hasSize(1);
        }
        for (String day : off.split(" ")) {
            assertThat(at(calendar, day + "T10:00:00Z")).as(day).isEmpty();
        }
    }

    @Test
    void whatWasMovedOrTakenOutIsNotThere() {
        Ical calendar = calendar(event(
                        "UID:1",
                        "DTSTART;TZID=Europe/Berlin:20261102T090000",
                        "DURATION:PT8H",
                        "RRULE:FREQ=DAILY",
                        "EXDATE;TZID=Europe/Berlin:20261103T090000,20261104T090000",
                        "SUMMARY:ann")
                + event(
                        "UID:1",
                        "RECURRENCE-ID;TZID=Europe/Berlin:20261105T090000",
                        "DTSTART;TZID=Europe/Berlin:20261105T180000",
                        "DURATION:PT1H",
                        "SUMMARY:bea")
                + event(
                        "UID:1",
                        "RECURRENCE-ID:20261106T080000Z",
                        "DTSTART:20261106T080000Z",
                        "DURATION:PT8H",
                        "STATUS:CANCELLED",
                        "SUMMARY:ann"));

        assertThat(at(calendar, "2026-11-02T10:00:00Z")).containsExactly("ann");
        assertThat(at(calendar, "2026-11-03T10:00:00Z")).isEmpty();
        assertThat(at(calendar, "2026-11-04T10:00:00Z")).isEmpty();
        assertThat(at(calendar, "2026-11-05T10:00:00Z")).isEmpty();
        assertThat(at(calendar, "2026-11-05T17:30:00Z")).containsExactly("bea");
        assertThat(at(calendar, "2026-11-06T10:00:00Z")).isEmpty();
        assertThat(at(calendar, "2026-11-07T10:00:00Z")).containsExactly("ann");
    }

    @Test
    void datesOfItsOwnCountToo() {
        Ical calendar = calendar(event(
                        "UID:1",
                        "DTSTART;TZID=Europe/Berlin:20261102T090000",
                        "DURATION:PT8H",
                        "RRULE:FREQ=WEEKLY;COUNT=2",
                        "RDATE;TZID=Europe/Berlin:20261104T090000,20261109T090000",
                        "RDATE;VALUE=PERIOD:20261105T080000Z/PT1H,20261106T080000Z/20261106T100000Z",
                        "EXDATE:20261104T080000Z",
                        "SUMMARY:ann")
                + event(
                        "UID:1",
                        "RECURRENCE-ID:20261106T080000Z",
                        "DTSTART:20261107T080000Z",
                        "DURATION:PT1H",
                        "SUMMARY:bea"));

        assertThat(calendar.oddities()).isEmpty();
        assertThat(at(calendar, "2026-11-02T10:00:00Z")).containsExactly("ann");
        assertThat(at(calendar, "2026-11-04T10:00:00Z")).isEmpty();
        assertThat(at(calendar, "2026-11-05T08:30:00Z")).containsExactly("ann");
        assertThat(at(calendar, "2026-11-05T09:00:00Z")).isEmpty();
        assertThat(at(calendar, "2026-11-06T08:30:00Z")).isEmpty();
        assertThat(at(calendar, "2026-11-07T08:30:00Z")).containsExactly("bea");
        assertThat(at(calendar, "2026-11-09T10:00:00Z")).as("once").containsExactly("ann");
        assertThat(at(calendar, "2026-11-16T10:00:00Z")).isEmpty();
    }

    /** A weekend of days, and then the one on which summer time begins. */
    @Test
    void daysOfWeekendsLastAsLongAsTheyDo() {
        Ical calendar = read(
                "DTSTART;VALUE=DATE:20270320",
                "DTEND;VALUE=DATE:20270322",
                "RRULE:FREQ=WEEKLY;BYDAY=SA",
                "EXDATE;VALUE=DATE:20270403",
                "SUMMARY:ann");

        assertThat(at(calendar, "2027-03-26T22:59:59Z")).isEmpty();
        assertThat(at(calendar, "2027-03-26T23:00:00Z")).containsExactly("ann");
        assertThat(at(calendar, "2027-03-28T21:59:59Z")).containsExactly("ann");
        assertThat(at(calendar, "2027-03-28T22:00:00Z")).isEmpty();
        assertThat(at(calendar, "2027-04-03T12:00:00Z")).isEmpty();
        assertThat(at(calendar, "2027-04-10T12:00:00Z")).containsExactly("ann");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        FLE Standard Time             |                                       | 2026-07-02T06:00:00Z |
        Arabian Standard Time         |                                       | 2026-07-02T05:00:00Z |
        Customized Time Zone          | -0500 11 -0400 3                      | 2026-07-02T13:00:00Z |
        (UTC+01:00) Amsterdam, Berlin | +0100 10 +0200 3                      | 2026-07-02T07:00:00Z |
        Somewhere                     | +0530                                 | 2026-07-02T03:30:00Z |
        Down under                    | +1000 4 +1100 10                      | 2026-07-01T23:00:00Z |
        Nowhere                       |                                       | 2026-07-02T07:00:00Z | the time zone Nowhere is not known: Europe/Berlin is taken
        """)
    void aZoneIsKnownByItsNameOrByItsRules(String name, String rules, Instant begins, String odd) {
        Ical calendar = calendar(zone(name, rules)
                + event("DTSTART;TZID=\"" + name + "\":20260702T090000", "DURATION:PT1H", "SUMMARY:ann"));

        assertThat(calendar.next(begins.minusSeconds(7200))).contains(begins);
        assertThat(calendar.oddities()).isEqualTo(odd == null ? List.of() : List.of(odd));
    }

    /** As Outlook writes it: offset and month of winter, then of summer. */
    private static String zone(String name, String rules) {
        if (rules == null) {
            return "";
        }
        String[] parts = rules.split(" ");
        String winter = parts.length == 1
                ? "BEGIN:STANDARD\r\nDTSTART:16010101T000000\r\nTZOFFSETFROM:%1$s\r\nTZOFFSETTO:%1$s\r\nEND:STANDARD\r\n"
                        .formatted(parts[0])
                : "BEGIN:STANDARD\r\nDTSTART:16011028T030000\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=%s\r\nTZOFFSETTO:%s\r\nEND:STANDARD\r\n"
                                .formatted(parts[1], parts[0])
                        + "BEGIN:DAYLIGHT\r\nDTSTART:16010325T020000\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=%s\r\nTZOFFSETTO:%s\r\nEND:DAYLIGHT\r\n"
                                .formatted(parts[3], parts[2]);
        return "BEGIN:VTIMEZONE\r\nTZID:" + name + "\r\n" + winter + "END:VTIMEZONE\r\n";
    }

    @Test
    void foldedLinesQuotedParametersAndAlarmsAreReadAsWritten() {
        Ical calendar = read(
                "DTSTART:20261102T090000Z",
                "DURATION:P1W",
                "ATTENDEE;CN=\"Smith; Ann: on call\";ROLE=REQ-PARTICIPANT:mail\r\n to:ann@example.org",
                "SUMMARY:On call\\, week 4\r\n 5",
                "BEGIN:VALARM",
                "SUMMARY:wake up",
                "END:VALARM");

        Ical.What what = calendar.at(Instant.parse("2026-11-05T00:00:00Z")).getFirst();
        assertThat(what.summary()).isEqualTo("On call, week 45");
        assertThat(what.attendees()).containsExactly(new Ical.Attendee("Smith; Ann: on call", "ann@example.org"));
    }

    @Test
    void whatIsBeyondTheReaderIsSaid() {
        Ical calendar =
                read("DTSTART:20261102T090000Z", "DURATION:PT8H", "RRULE:FREQ=HOURLY;INTERVAL=6", "SUMMARY:ann");

        assertThat(at(calendar, "2026-11-02T10:00:00Z")).containsExactly("ann");
        assertThat(calendar.oddities()).singleElement().asString().contains("ann", "FREQ=HOURLY;INTERVAL=6");
        assertThat(calendar(event("DTEND:20261102T090000Z")).oddities())
                .singleElement()
                .asString()
                .contains("DTSTART");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "<!doctype html><p>Please log in", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20261102"})
    void whatIsNoWholeCalendarIsRefused(String text) {
        assertThat(Ical.parse(text, BERLIN)).isInstanceOf(Ical.Parsed.Broken.class);
    }

    private static List<String> at(Ical calendar, String instant) {
        return calendar.at(Instant.parse(instant)).stream()
                .map(Ical.What::summary)
                .toList();
    }

    private static Ical read(String... lines) {
        return calendar(event(lines));
    }

    private static String event(String... lines) {
        return "BEGIN:VEVENT\r\n" + String.join("\r\n", lines) + "\r\nEND:VEVENT\r\n";
    }

    private static Ical calendar(String events) {
        String text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + events + "END:VCALENDAR\r\n";
        return ((Ical.Parsed.Ready) Ical.parse(text, BERLIN)).calendar();
    }
}
