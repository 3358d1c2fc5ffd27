package dev.tocsin.promql;

import dev.tocsin.model.Label;
import dev.tocsin.model.Labels;
import java.util.ArrayList;
import java.util.List;

/** How results lose their metric's name, now or, where that is switched on, when the query is done. */
final class Names {
    /** The name, and what counts as part of it: type and unit. */
    private static final List<String> METADATA = List.of(Label.METRIC_NAME, "__type__", "__unit__");

    private final boolean delayed;

    Names(boolean delayed) {
        this.delayed = delayed;
    }

    boolean delayed() {
        return delayed;
    }

    /** Labels of a result that has another meaning than the metric {@code labels}. */
    Labels changed(Labels labels) {
        return delayed ? labels : withoutName(labels);
    }

    /** An empty row for a result made of {@code row} with another meaning. */
    Row changed(Row row) {
        return new Row(changed(row.labels()), true, row.steps());
    }

    static Labels withoutName(Labels labels) {
        return labels.drop(METADATA);
    }

    /** At the end of a query: drops the names that are to be dropped. */
    static List<Row> dropped(List<Row> rows) throws EvaluationFault {
        List<Row> result = new ArrayList<>(rows.size());
        for (Row row : rows) {
            result.add(row.nameless() ? new Row(withoutName(row.labels()), false, row) : row);
        }
        return Rows.merged(result);
    }
}
