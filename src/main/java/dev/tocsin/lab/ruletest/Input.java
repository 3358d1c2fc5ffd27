package dev.tocsin.lab.ruletest;

import dev.tocsin.lab.promqltest.Point;
import dev.tocsin.lab.promqltest.SeriesLine;
import dev.tocsin.lab.ruletest.TestFile.Scenario;
import dev.tocsin.model.Labels;
import dev.tocsin.promql.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The samples that a scenario writes down, told as time goes on: a rule must not see what comes later. */
final class Input {
    private final Map<Labels, List<Point>> series = new LinkedHashMap<>();
    private final long startMillis;
    private final long spacingMillis;
    private int told;

    Input(Scenario scenario) {
        // A series that is written twice counts as it is written last.
        for (SeriesLine line : scenario.series()) {
            series.put(line.labels(), line.points());
        }
        startMillis = scenario.start().toEpochMilli();
        spacingMillis = scenario.spacing().toMillis();
    }

    /** Those up to {@code time} that were not told yet. */
    List<Value.Entry> until(Instant time) {
        List<Value.Entry> samples = new ArrayList<>();
        for (; startMillis + told * spacingMillis <= time.toEpochMilli(); told++) {
            long at = startMillis + told * spacingMillis;
            int index = told;
            series.forEach((labels, points) -> {
                if (index < points.size()) {
                    entry(labels, at, points.get(index)).ifPresent(samples::add);
                }
            });
        }
        return samples;
    }

    private static Optional<Value.Entry> entry(Labels labels, long at, Point point) {
        return switch (point) {
            case Point.Missing missing -> Optional.empty();
            case Point.Number number -> Optional.of(new Value.Entry(labels, at, number.value(), null));
            case Point.Histogram histogram -> Optional.of(new Value.Entry(labels, at, 0, histogram.value()));
        };
    }
}
