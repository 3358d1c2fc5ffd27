package dev.tocsin.probe.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import java.math.BigDecimal;
import java.util.List;

/** A test of one JSON value. Lists and objects pass none. */
sealed interface JsonTest {
    /** Whether {@code seen} passes. */
    boolean holds(JsonNode seen);

    /** What it wants, for people. */
    String wanted();

    /** The value as the configuration writes it: {@code true}, {@code 3}, {@code ok}. Numbers compare as numbers. */
    record Equals(String text) implements JsonTest {
        @Override
        public boolean holds(JsonNode seen) {
            return same(text, seen);
        }

        @Override
        public String wanted() {
            return text;
        }
    }

    /** One of some values. */
    record In(List<String> texts) implements JsonTest {
        public In {
            texts = List.copyOf(texts);
        }

        @Override
        public boolean holds(JsonNode seen) {
            return texts.stream().anyMatch(text -> same(text, seen));
        }

        @Override
        public String wanted() {
            return "one of " + String.join(", ", texts);
        }
    }

    /** A match anywhere in the value's text. */
    record Matches(Pattern pattern) implements JsonTest {
        @Override
        public boolean holds(JsonNode seen) {
            return seen.isValueNode() && pattern.matcher(seen.asText()).find();
        }

        @Override
        public String wanted() {
            return "a match of " + pattern.pattern();
        }
    }

    /** A number that is not less. */
    record Min(double bound) implements JsonTest {
        @Override
        public boolean holds(JsonNode seen) {
            return seen.isNumber() && seen.doubleValue() >= bound;
        }

        @Override
        public String wanted() {
            return "at least " + plain(bound);
        }
    }

    /** A number that is not more. */
    record Max(double bound) implements JsonTest {
        @Override
        public boolean holds(JsonNode seen) {
            return seen.isNumber() && seen.doubleValue() <= bound;
        }

        @Override
        public String wanted() {
            return "at most " + plain(bound);
        }
    }

    private static boolean same(String text, JsonNode seen) {
        if (seen.isNumber()) {
            try {
                return new BigDecimal(text).compareTo(seen.decimalValue()) == 0;
            } catch (NumberFormatException noNumber) {
                return false;
            }
        }
        return seen.isValueNode() && text.equals(seen.asText());
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
}
