package dev.tocsin.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.Matcher.Op;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MatcherTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '`',
            value = {
                "EQUAL a EQUAL b",
                "EQUAL a NOT_EQUAL a",
                "EQUAL ab MATCHES b.*",
                "EQUAL ab NOT_MATCHES a.*",
                "MATCHES a|b MATCHES c|d",
                "MATCHES a|b NOT_MATCHES a|b|c",
                "MATCHES 2.. MATCHES 5..",
                "MATCHES a[0-9]+ NOT_MATCHES a[0-9]+",
            })
    void excludesWhatCannotBeTrueAtOnce(Op op, String value, Op otherOp, String otherValue) {
        Matcher one = Matcher.of("x", op, value);
        Matcher other = Matcher.of("x", otherOp, otherValue);
        assertThat(one.excludes(other)).isTrue();
        assertThat(other.excludes(one)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '`',
            value = {
                "EQUAL a EQUAL a",
                "EQUAL a NOT_EQUAL b",
                "NOT_EQUAL a NOT_EQUAL b",
                "EQUAL ab MATCHES a.*",
                "MATCHES a|b MATCHES b|c",
                "MATCHES a.* MATCHES ab.*",
                "MATCHES a.*|b MATCHES ab",
                "MATCHES 2.. MATCHES .*",
                "MATCHES a[0-9]+ NOT_MATCHES a[1-9]+",
                "MATCHES (2..|429) MATCHES 4..",
            })
    void excludesNothingThatMayBeTrueAtOnce(Op op, String value, Op otherOp, String otherValue) {
        Matcher one = Matcher.of("x", op, value);
        Matcher other = Matcher.of("x", otherOp, otherValue);
        assertThat(one.excludes(other)).isFalse();
        assertThat(other.excludes(one)).isFalse();
    }
}
