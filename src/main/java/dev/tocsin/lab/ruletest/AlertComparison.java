package dev.tocsin.lab.ruletest;

import dev.tocsin.alert.Alert;
import dev.tocsin.lab.promqltest.CaseResult.Verdict;
import dev.tocsin.lab.ruletest.TestFile.AlertCase;
import dev.tocsin.lab.ruletest.TestFile.Expected;
import dev.tocsin.model.Labels;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Whether those alerts fire that are expected: labels and annotations exactly, in any order. */
final class AlertComparison {
    private static final Comparator<Shape> ORDER = Comparator.comparing(Shape::labels)
            .thenComparing(shape -> shape.annotations().toString());

    private AlertComparison() {}

    private record Shape(Labels labels, Map<String, String> annotations) {
        @Override
        public String toString() {
            return labels + " " + annotations;
        }
    }

    static Verdict compare(AlertCase one, List<Alert> firing) {
        List<Shape> wanted = one.expected().stream()
                .map(expected -> shape(expected, one.alert()))
                .sorted(ORDER)
                .toList();
        List<Shape> got = firing.stream()
                .map(alert -> new Shape(alert.labels(), alert.annotations()))
                .sorted(ORDER)
                .toList();
        return wanted.equals(got) ? new Verdict.Passed() : new Verdict.Failed(shown(wanted), shown(got));
    }

    private static Shape shape(Expected expected, String alert) {
        return new Shape(Labels.of(expected.labels()).with("alertname", alert), new TreeMap<>(expected.annotations()));
    }

    private static String shown(List<Shape> shapes) {
        return shapes.isEmpty()
                ? "no alert"
                : shapes.stream().map(Shape::toString).collect(Collectors.joining("\n"));
    }
}
