package dev.tocsin.promql;

import dev.tocsin.model.Label;
import dev.tocsin.model.Labels;
import dev.tocsin.promql.syntax.Matching;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers the label sets by which the rows of two vectors meet: rows with the same number match. */
final class MatchGroups {
    private final Matching matching;
    private final Map<Labels, Integer> numbers = new HashMap<>();

    MatchGroups(Matching matching) {
        this.matching = matching;
    }

    int[] of(List<Row> rows) {
        int[] numbered = new int[rows.size()];
        for (int at = 0; at < numbered.length; at++) {
            Labels signature = matched(rows.get(at).labels());
            numbered[at] = numbers.computeIfAbsent(signature, key -> numbers.size());
        }
        return numbered;
    }

    /** The labels that must agree. */
    Labels matched(Labels labels) {
        if (matching.on()) {
            return labels.keep(matching.labels());
        }
        List<String> ignored = new ArrayList<>(matching.labels());
        ignored.add(Label.METRIC_NAME);
        return labels.drop(ignored);
    }

    /** How many different ones there are so far. */
    int count() {
        return numbers.size();
    }
}
