package dev.tocsin.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.promql.Promql;
import dev.tocsin.promql.syntax.Expr;
import dev.tocsin.promql.syntax.Parsed;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a page says a value is compared with. */
final class ThresholdTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "up == 0; == 0",
                "(sum(rate(a[5m])) / sum(rate(b[5m]))) > 0.05; > 0.05",
                "0.05 < x; > 0.05",
                "10 >= x; <= 10",
                "x > 15 * 60; > 15 * 60",
                "x > (2); > 2",
                "x < -1; < -1",
                "x > 0.05 and on() y > 20; > 0.05",
                "x > 3 unless y; > 3",
                "x > 3 or y > 3; > 3",
                "x > 3 or y > 4;",
                "x > bool 3;",
                "x > y;",
                "absent(x);",
                "x and y > 3;",
                "count(x > 5) >= 2; >= 2"
            })
    void isWhatTheOutermostComparisonSays(String expression, String expected) {
        Expr expr = ((Parsed.Good) Promql.parse(expression)).expr();
        assertThat(Threshold.of(expr)).isEqualTo(Optional.ofNullable(expected));
    }
}
