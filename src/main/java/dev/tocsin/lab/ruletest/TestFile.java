package dev.tocsin.lab.ruletest;

import dev.tocsin.lab.promqltest.SeriesLine;
import dev.tocsin.model.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One file of unit tests.
 *
 * @param ruleFiles paths and patterns, relative to the file
 * @param order names of groups, those first that are to be evaluated first
 * @param fuzzy whether values may differ by one unit in the last place
 */
record TestFile(
        List<String> ruleFiles, Duration interval, List<String> order, boolean fuzzy, List<Scenario> scenarios) {
    TestFile {
        ruleFiles = List.copyOf(ruleFiles);
        order = List.copyOf(order);
        scenarios = List.copyOf(scenarios);
    }

    /**
     * One item of {@code tests}: series, and what is expected of them.
     *
     * @param line where it begins in the file
     * @param spacing between the samples of the series
     */
    record Scenario(
            int line,
            String name,
            Instant start,
            Duration spacing,
            List<SeriesLine> series,
            Setting setting,
            List<AlertCase> alerts,
            List<ExprCase> exprs) {
        Scenario {
            series = List.copyOf(series);
            alerts = List.copyOf(alerts);
            exprs = List.copyOf(exprs);
        }

        /** The latest time, from the start, at which something is expected. */
        Duration length() {
            Duration longest = Duration.ZERO;
            for (AlertCase one : alerts) {
                longest = one.time().compareTo(longest) > 0 ? one.time() : longest;
            }
            for (ExprCase one : exprs) {
                longest = one.time().compareTo(longest) > 0 ? one.time() : longest;
            }
            return longest;
        }
    }

    /** What templates know of the agent. */
    record Setting(Labels externalLabels, String externalUrl) {}

    /** The alerts of a name that fire at a time from the start: these and no others. */
    record AlertCase(int line, Duration time, String alert, List<Expected> expected) {
        AlertCase {
            expected = List.copyOf(expected);
        }
    }

    /** One alert. */
    record Expected(Map<String, String> labels, Map<String, String> annotations) {
        Expected {
            labels = Collections.unmodifiableMap(new TreeMap<>(labels));
            annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
        }
    }

    /** What an expression gives at a time from the start. */
    record ExprCase(int line, Duration time, String expr, List<Wanted> wanted) {
        ExprCase {
            wanted = List.copyOf(wanted);
        }
    }

    /**
     * One sample.
     *
     * @param labels as they are written
     * @param histogram as it is written; empty for a number
     */
    record Wanted(String labels, double value, String histogram) {}
}
