package dev.tocsin.promql;

import dev.tocsin.model.Label;
import dev.tocsin.model.Labels;
import dev.tocsin.model.Matcher;
import dev.tocsin.promql.syntax.Expr;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@code absent} and {@code absent_over_time}: 1 where there is nothing. */
final class Absence {
    private Absence() {}

    static List<Row> of(Expr argument, List<Row> rows, Scope scope) {
        Row absent = new Row(labels(argument), false, scope.steps().count());
        for (int step = 0; step < absent.steps(); step++) {
            if (!anyAt(rows, step)) {
                absent.set(step, 1);
            }
        }
        return absent.isEmpty() ? List.of() : List.of(absent);
    }

    private static boolean anyAt(List<Row> rows, int step) {
        for (Row row : rows) {
            if (row.has(step)) {
                return true;
            }
        }
        return false;
    }

    /** The labels that what is missing would have for certain: those asked for once, by equality. */
    private static Labels labels(Expr argument) {
        List<Matcher> matchers = switch (argument) {
            case Expr.Selector selector -> selector.matchers();
            case Expr.RangeSelector range -> range.selector().matchers();
            case Expr.Number number -> List.of();
            case Expr.Text text -> List.of();
            case Expr.Paren paren -> List.of();
            case Expr.Unary unary -> List.of();
            case Expr.Binary binary -> List.of();
            case Expr.Aggregate aggregate -> List.of();
            case Expr.Call call -> List.of();
            case Expr.Subquery subquery -> List.of();
        };
        Labels.Builder builder = Labels.builder();
        Set<String> seen = new HashSet<>();
        for (Matcher matcher : matchers) {
            if (matcher.name().equals(Label.METRIC_NAME)) {
                continue;
            }
            if (matcher.op() == Matcher.Op.EQUAL && !seen.contains(matcher.name())) {
                builder.set(matcher.name(), matcher.value());
                seen.add(matcher.name());
            } else {
                builder.remove(matcher.name());
            }
        }
        return builder.build();
    }
}
