package dev.tocsin.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules as RFC 5545 has them, most of them its own examples, with the days that python-dateutil 2.9 finds: at most fourteen, before 2040. */
class RecurrenceTest {
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    private static final LocalDateTime END = LocalDateTime.parse("2040-01-01T00:00:00");

    static Stream<List<String>> rules() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/calendar/recurrences.txt")).stream()
                .map(line -> List.of(line.split(" \\| ")));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void daysAreTheSame(List<String> line) {
        LocalDateTime start = LocalDate.parse(line.get(1), DAY).atTime(9, 30);
        Recurrence rule = Recurrence.parse(line.getFirst(), start, UnaryOperator.identity());
        List<LocalDateTime> found = rule.starts(start, END)
                .filter(one -> one.isBefore(END))
                .limit(14)
                .toList();
        assertThat(days(found)).isEqualTo(line.get(2).replace("-", ""));

        // From the middle on it is the same, though nobody counts from the beginning.
        if (found.size() > 7) {
            assertThat(days(rule.starts(found.get(7), END)
                            .filter(one -> !one.isBefore(found.get(7)) && one.isBefore(END))
                            .limit(found.size() - 7L)
                            .toList()))
                    .isEqualTo(days(found.subList(7, found.size())));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FREQ=HOURLY",
                "FREQ=DAILY;BYHOUR=10",
                "FREQ=WEEKLY;BYDAY=1MO",
                "FREQ=MONTHLY;BYMONTHDAY=0",
                "FREQ=MONTHLY;BYDAY=XX",
                "FREQ=MONTHLY;BYWEEKNO=3",
                "FREQ=YEARLY;BYMONTH=13",
                "FREQ=YEARLY;BYEASTER=0",
                ""
            })
    void whatIsBeyondIsRefused(String rule) {
        assertThatIllegalArgumentException().isThrownBy(() -> Recurrence.parse(rule, END, UnaryOperator.identity()));
    }

    private static String days(List<LocalDateTime> all) {
        return all.stream().map(one -> one.toLocalDate().format(DAY)).collect(Collectors.joining(" "));
    }
}
