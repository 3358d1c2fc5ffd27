package dev.tocsin.promql;

import dev.tocsin.model.FloatHistogram;
import dev.tocsin.model.Labels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects the rows of a result by their labels, in order of first appearance. */
final class Rows {
    private final Map<Labels, Row> byLabels = new LinkedHashMap<>();
    private final Budget budget;
    private final int steps;

    /** Of {@code steps} each; they count against {@code budget} from when they are made. */
    Rows(Budget budget, int steps) {
        this.budget = budget;
        this.steps = steps;
    }

    /** The row with {@code labels}, made when there is none. */
    Row row(Labels labels, boolean nameless) throws EvaluationFault {
        Row known = byLabels.get(labels);
        if (known != null) {
            return known;
        }
        budget.hold(Row.leastWeight(steps));
        Row made = new Row(labels, nameless, steps);
        byLabels.put(labels, made);
        return made;
    }

    void set(Labels labels, boolean nameless, int step, double value) throws EvaluationFault {
        free(labels, nameless, step).set(step, value);
    }

    void set(Labels labels, boolean nameless, int step, FloatHistogram histogram) throws EvaluationFault {
        free(labels, nameless, step).set(step, histogram);
    }

    private Row free(Labels labels, boolean nameless, int step) throws EvaluationFault {
        Row row = row(labels, nameless);
        if (row.has(step)) {
            throw EvaluationFault.sameLabels();
        }
        return row;
    }

    /** Those that are not empty. */
    List<Row> list() {
        List<Row> rows = new ArrayList<>(byLabels.size());
        for (Row row : byLabels.values()) {
            if (!row.isEmpty()) {
                rows.add(row);
            }
        }
        return rows;
    }

    /** Joins rows that have the same labels; a fault when two of them have a point at one step. */
    static List<Row> merged(List<Row> rows) throws EvaluationFault {
        Map<Labels, Row> merged = new LinkedHashMap<>();
        boolean joined = false;
        for (Row row : rows) {
            Row before = merged.putIfAbsent(row.labels(), row);
            if (before != null) {
                merged.put(row.labels(), join(before, row));
                joined = true;
            }
        }
        return joined ? new ArrayList<>(merged.values()) : rows;
    }

    private static Row join(Row first, Row second) throws EvaluationFault {
        Row both = new Row(first.labels(), first.nameless(), first.steps());
        for (int step = 0; step < first.steps(); step++) {
            if (first.has(step) && second.has(step)) {
                throw EvaluationFault.sameLabels();
            }
            if (first.has(step) || second.has(step)) {
                both.copy(step, first.has(step) ? first : second);
            }
        }
        return both;
    }
}
