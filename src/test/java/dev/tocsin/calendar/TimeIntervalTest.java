package dev.tocsin.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.config.Config;
import dev.tocsin.config.Fault;
import dev.tocsin.config.Loaded;
import dev.tocsin.config.Source;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TimeIntervalTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|2026-03-01T00:00:00Z|true",
                "times: [{start_time: '09:00', end_time: '17:00'}]|2026-03-02T09:00:00Z|true",
                "times: [{start_time: '09:00', end_time: '17:00'}]|2026-03-02T16:59:59.999Z|true",
                "times: [{start_time: '09:00', end_time: '17:00'}]|2026-03-02T17:00:00Z|false",
                "times: [{start_time: '09:00', end_time: '17:00'}]|2026-03-02T08:59:59Z|false",
                "times: [{start_time: '00:00', end_time: '24:00'}]|2026-03-02T23:59:59Z|true",
                "times: [{start_time: '22:00', end_time: '24:00'}, {start_time: '00:00', end_time: '06:00'}]|2026-03-02T05:00:00Z|true",
                "weekdays: ['monday:friday']|2026-11-20T12:00:00Z|true",
                "weekdays: ['monday:friday']|2026-11-21T12:00:00Z|false",
                "weekdays: [Saturday, sunday]|2026-11-22T12:00:00Z|true",
                "weekdays: [Saturday, sunday]|2026-11-23T12:00:00Z|false",
                "weekdays: ['sunday:monday']|2026-11-22T12:00:00Z|true",
                "days_of_month: ['1:5']|2026-11-05T12:00:00Z|true",
                "days_of_month: ['1:5']|2026-11-06T12:00:00Z|false",
                "days_of_month: ['-3:-1']|2026-02-26T12:00:00Z|true",
                "days_of_month: ['-3:-1']|2026-02-25T12:00:00Z|false",
                "days_of_month: ['-3:-1']|2028-02-26T12:00:00Z|false",
                "days_of_month: ['-1']|2028-02-29T12:00:00Z|true",
                "days_of_month: [-1]|2026-04-30T12:00:00Z|true",
                "days_of_month: ['25:-1']|2026-04-24T12:00:00Z|false",
                "days_of_month: ['25:-1']|2026-04-30T12:00:00Z|true",
                "days_of_month: ['31']|2026-04-30T12:00:00Z|false",
                "days_of_month: ['29:31']|2026-02-28T12:00:00Z|false",
                "days_of_month: ['-31:-29']|2026-02-01T12:00:00Z|false",
                "months: ['january:march', 12]|2026-03-31T12:00:00Z|true",
                "months: ['january:march', 12]|2026-12-01T12:00:00Z|true",
                "months: ['january:march', 12]|2026-04-01T12:00:00Z|false",
                "months: ['5:7']|2026-07-31T12:00:00Z|true",
                "years: ['2020:2022', 2026]|2026-07-31T12:00:00Z|true",
                "years: ['2020:2022', 2026]|2025-07-31T12:00:00Z|false",
                "{weekdays: [friday], months: [may]}|2026-05-01T12:00:00Z|true",
                "{weekdays: [friday], months: [may]}|2026-06-05T12:00:00Z|false",
                // Summer time starts in Berlin on 2026-03-29 and ends on 2026-10-25.
                "{location: Europe/Berlin, times: [{start_time: '09:00', end_time: '10:00'}]}|2026-03-28T08:30:00Z|true",
                "{location: Europe/Berlin, times: [{start_time: '09:00', end_time: '10:00'}]}|2026-03-29T07:30:00Z|true",
                "{location: Europe/Berlin, times: [{start_time: '09:00', end_time: '10:00'}]}|2026-03-29T08:30:00Z|false",
                "{location: Europe/Berlin, times: [{start_time: '02:00', end_time: '03:00'}]}|2026-03-29T01:30:00Z|false",
                "{location: Europe/Berlin, times: [{start_time: '02:00', end_time: '03:00'}]}|2026-10-25T00:30:00Z|true",
                "{location: Europe/Berlin, times: [{start_time: '02:00', end_time: '03:00'}]}|2026-10-25T01:30:00Z|true",
                "{location: Australia/Sydney, weekdays: [monday]}|2026-11-22T13:30:00Z|true",
            })
    void containsAsAlertmanager(String yaml, Instant moment, boolean inside) {
        assertThat(load(yaml))
                .isInstanceOfSatisfying(
                        Loaded.Ready.class,
                        ready -> assertThat(((TimeInterval) ready.value()).contains(moment))
                                .isEqualTo(inside));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "times: [{start_time: '9:00', end_time: '17:00'}]|1:22: times[0].start_time: \"9:00\" is not a time of day",
                "times: [{start_time: '09:00', end_time: '24:01'}]|1:41: times[0].end_time: \"24:01\" is not a time of day",
                "times: [{start_time: '22:00', end_time: '06:00'}]|1:41: times[0].end_time: must be after start_time",
                "times: [{start_time: '22:00'}]|1:9: times[0].end_time: is required",
                "weekdays: ['friday:monday']|1:12: weekdays[0]: friday:monday ends before it starts (the week starts",
                "weekdays: [mon]|1:12: weekdays[0]: \"mon\" is not a weekday",
                "days_of_month: [0]|1:17: days_of_month[0]: 0 is not a day",
                "days_of_month: [32]|1:17: days_of_month[0]: \"32\" is not a day",
                "days_of_month: ['-5:3']|1:17: days_of_month[0]: -5:3 must end with a negative day",
                "days_of_month: ['5:1']|1:17: days_of_month[0]: 5:1 ends before",
                "days_of_month: ['28:-10']|1:17: days_of_month[0]: 28:-10 ends before",
                "months: ['13']|1:10: months[0]: \"13\" is not a month",
                "months: ['may:april']|1:10: months[0]: may:april ends before",
                "years: ['2022:2020']|1:9: years[0]: 2022:2020 ends before",
                "years: ['x']|1:9: years[0]: \"x\" is not a year",
                "location: Mars/Olympus|1:11: location: \"Mars/Olympus\" is not a time zone",
                "time_zone: UTC|1:1: time_zone: unknown key",
            })
    void saysWhatIsWrong(String yaml, String fault) {
        assertThat(load(yaml))
                .isInstanceOfSatisfying(
                        Loaded.Refused.class,
                        refused -> assertThat(((Fault) refused.faults().getFirst()).toString())
                                .startsWith("tocsin.yml:" + fault));
    }

    @Test
    void namedIntervalsHoldWhatAnyOfThemHolds() {
        Loaded<NamedIntervals> loaded = Config.load(
                new Source("tocsin.yml", """
                name: offhours
                time_intervals:
                  - weekdays: [saturday, sunday]
                  - times: [{start_time: '18:00', end_time: '24:00'}]
                """, Path.of(".")), name -> Optional.empty(), NamedIntervals::read);
        assertThat(loaded).isInstanceOfSatisfying(Loaded.Ready.class, ready -> {
            NamedIntervals offhours = (NamedIntervals) ready.value();
            assertThat(offhours.contains(Instant.parse("2026-11-22T10:00:00Z"))).isTrue();
            assertThat(offhours.contains(Instant.parse("2026-11-23T18:00:00Z"))).isTrue();
            assertThat(offhours.contains(Instant.parse("2026-11-23T17:59:00Z"))).isFalse();
        });
    }

    private static Loaded<TimeInterval> load(String yaml) {
        return Config.load(new Source("tocsin.yml", yaml, Path.of(".")), name -> Optional.empty(), TimeInterval::read);
    }
}
