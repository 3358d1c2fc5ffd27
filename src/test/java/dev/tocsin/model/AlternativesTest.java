package dev.tocsin.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AlternativesTest {
    private static final List<String> PARTS = List.of(
            "a", "b", "ab", "-", " ", "|", ".*", "\\.", "\\-", "+", "(", ")", "^", "$", ".", "a.*", "|b", "\\d", "\\(",
            "\\)", "[", "]", "(a|b)");

    private static final List<String> CANDIDATES =
            List.of("", "a", "b", "ab", "ba", "aab", "a.b", ".", "-", "a b", "a\nb", "a|b", "a+", "\\", "a-b", "3");

    /** Regular expressions made of pieces at random: where we match without an automaton, we match what RE2 does. */
    @Test
    void theyMatchWhatTheExpressionDoes() {
        Random random = new Random(1);
        int simple = 0;
        for (int round = 0; round < 20_000; round++) {
            StringBuilder regex = new StringBuilder();
            for (int part = random.nextInt(5); part >= 0; part--) {
                regex.append(PARTS.get(random.nextInt(PARTS.size())));
            }
            prefixHolds(regex.toString());
            var shape = Alternatives.of(regex.toString());
            if (shape.isPresent()) {
                simple++;
                Pattern pattern = Pattern.compile("^(?:" + regex + ")$", Pattern.DOTALL);
                for (String candidate : CANDIDATES) {
                    assertThat(shape.get().match(candidate))
                            .as("%s of %s", regex, candidate)
                            .isEqualTo(pattern.matches(candidate));
                }
            }
        }
        assertThat(simple).isGreaterThan(1_000);
    }

    private static void prefixHolds(String regex) {
        Pattern pattern;
        try {
            pattern = Pattern.compile("^(?:" + regex + ")$", Pattern.DOTALL);
        } catch (PatternSyntaxException bad) {
            return;
        }
        assertThat(CANDIDATES)
                .filteredOn(pattern::matches)
                .allSatisfy(candidate -> assertThat(candidate).as(regex).startsWith(Alternatives.prefix(regex)));
    }

    @ParameterizedTest
    @CsvSource({"10[.]1, 10", "a(b|c)d, a", "ab+c, a", "a|b.+, ''", "'(?i)a', ''", "ab.+, ab", "'\\.a', ''"})
    void prefixes(String regex, String prefix) {
        assertThat(Alternatives.prefix(regex)).isEqualTo(prefix);
    }
}
