package dev.tocsin.promql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.Labels;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of equals are kept, and in which order: worked out by hand from what a heap of Go does with the same numbers. */
class BestOfTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "top    | 2 | a=1 b=1 c=1             | a b",
                "top    | 3 | a=1 b=1 c=1 d=5         | d b c",
                "bottom | 3 | a=6 b=6 c=86 d=14 e=166 | b a d",
                "bottom | 9 | a=2 b=1                 | b a",
                "top    | 1 | a=NaN b=NaN             | a",
                "top    | 1 | a=NaN b=-Infinity       | b",
                "top    | 2 | a=NaN b=1 c=NaN d=2     | d b",
            })
    void keepsWhatTheHeapKeeps(String which, int count, String offered, String kept) {
        BestOf best = new BestOf(count, 0, which.equals("top"));
        Arrays.stream(offered.split(" ")).map(BestOfTest::row).forEach(best::offer);
        assertThat(best.sorted().stream().map(row -> row.labels().get("n")).collect(Collectors.joining(" ")))
                .isEqualTo(kept);
    }

    private static Row row(String text) {
        String[] parts = text.split("=");
        Row row = new Row(Labels.of("n", parts[0]), false, 1);
        row.set(0, Double.parseDouble(parts[1]));
        return row;
    }
}
