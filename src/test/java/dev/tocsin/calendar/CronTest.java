package dev.tocsin.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        0 9 * * 1         | 2026-11-22T10:00:00Z | 2026-11-23T09:00:00Z
        0 9 * * 1         | 2026-11-23T09:00:00Z | 2026-11-30T09:00:00Z
        0 9 * * mon-fri   | 2026-11-20T09:30:00Z | 2026-11-23T09:00:00Z
        */15 * * * *      | 2026-11-22T10:07:00Z | 2026-11-22T10:15:00Z
        30 8,17 * * *     | 2026-11-22T10:00:00Z | 2026-11-22T17:30:00Z
        0 0 1 * *         | 2026-11-22T10:00:00Z | 2026-12-01T00:00:00Z
        0 0 29 feb *      | 2026-11-22T10:00:00Z | 2028-02-29T00:00:00Z
        0 0 13 * 5        | 2026-11-22T10:00:00Z | 2026-11-27T00:00:00Z
        0 0 * * 7         | 2026-11-22T10:00:00Z | 2026-11-29T00:00:00Z
        5/20 10 * * *     | 2026-11-22T10:25:00Z | 2026-11-22T10:45:00Z
        """)
    void theNextMomentIsTheOneAfter(String text, Instant after, Instant next) {
        assertThat(Cron.parse(text, ZoneOffset.UTC).next(after)).contains(next);
    }

    /** On 29 March 2026 the clock goes from 02:00 to 03:00, on 25 October from 03:00 back to 02:00. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        30 2 * * *  | 2026-03-28T02:00:00Z | 2026-03-29T01:30:00Z
        30 2 * * *  | 2026-10-24T12:00:00Z | 2026-10-25T00:30:00Z
        30 2 * * *  | 2026-10-25T00:30:00Z | 2026-10-26T01:30:00Z
        0 9 * * *   | 2026-03-28T12:00:00Z | 2026-03-29T07:00:00Z
        """)
    void aMomentThatIsSkippedComesAfterTheGapAndOneThatComesTwiceComesOnce(String text, Instant after, Instant next) {
        assertThat(Cron.parse(text, BERLIN).next(after)).contains(next);
    }

    @Test
    void aWeeklyOneGoesByTheWallClock() {
        Cron weekly = Cron.weekly(List.of(DayOfWeek.MONDAY), LocalTime.of(9, 0), BERLIN);

        assertThat(weekly.next(Instant.parse("2026-03-23T08:00:00Z"))).contains(Instant.parse("2026-03-30T07:00:00Z"));
    }

    @Test
    void thereIsNoThirtiethOfFebruary() {
        assertThat(Cron.parse("0 0 30 2 *", ZoneOffset.UTC).next(Instant.EPOCH)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        0 9 * *        | not a cron expression
        61 9 * * 1     | not a minute from 0 to 59
        0 9 * * funday | not a weekday
        0 9 5-2 * *    | ends before it starts
        0 9 */0 * *    | not a step
        """)
    void whatIsWrongIsSaid(String text, String message) {
        assertThatThrownBy(() -> Cron.parse(text, ZoneOffset.UTC)).hasMessageContaining(message);
    }
}
