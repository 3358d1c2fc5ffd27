package dev.tocsin.rule;

import dev.tocsin.model.Label;
import dev.tocsin.model.Matcher;
import dev.tocsin.promql.syntax.AggregateOp;
import dev.tocsin.promql.syntax.BinaryOp;
import dev.tocsin.promql.syntax.Expr;
import dev.tocsin.promql.syntax.Kind;
import dev.tocsin.promql.syntax.Matching;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What is sure of the labels of every series that an expression can result in, a missing label being empty. Where that is not
 * plain from the text, nothing is.
 */
record Selected(List<Matcher> matchers) {
    private static final Selected NOTHING_SURE = new Selected(List.of());

    Selected {
        matchers = List.copyOf(matchers);
    }

    /** Of the results of {@code expr}. */
    static Selected by(Expr expr) {
        return switch (expr) {
            case Expr.Number number -> NOTHING_SURE;
            case Expr.Text text -> NOTHING_SURE;
            case Expr.Selector selector ->
                new Selected(selector.matchers())
                        .filter(matcher -> !matcher.name().equals(Label.METRIC_NAME));
            case Expr.RangeSelector range -> by(range.selector());
            case Expr.Subquery subquery -> by(subquery.inner());
            case Expr.Paren paren -> by(paren.inner());
            case Expr.Unary unary -> by(unary.inner());
            case Expr.Aggregate aggregate -> by(aggregate);
            case Expr.Call call -> by(call);
            case Expr.Binary binary -> by(binary);
        };
    }

    private static Selected by(Expr.Aggregate aggregate) {
        if (aggregate.op() == AggregateOp.COUNT_VALUES) {
            return NOTHING_SURE;
        }
        Selected inner = by(aggregate.inner());
        return aggregate.without() ? inner.without(aggregate.labels()) : inner.onlyOf(aggregate.labels());
    }

    private static Selected by(Expr.Call call) {
        return switch (call.function().name()) {
            case "absent", "absent_over_time" -> absent(call.arguments().getFirst());
            case "info", "scalar", "vector", "histogram_quantiles" -> NOTHING_SURE;
            case "histogram_quantile" -> vector(call).without(Set.of("le"));
            case "label_replace", "label_join" ->
                call.arguments().get(1) instanceof Expr.Text label
                        ? vector(call).without(Set.of(label.value()))
                        : NOTHING_SURE;
            default -> vector(call);
        };
    }

    /** Of the one argument that has labels. */
    private static Selected vector(Expr.Call call) {
        return call.arguments().stream()
                .filter(argument -> argument.kind() == Kind.VECTOR || argument.kind() == Kind.MATRIX)
                .findFirst()
                .map(Selected::by)
                .orElse(NOTHING_SURE);
    }

    /** Its result has the labels that a selector wants to be equal to something, and only those that it names once. */
    private static Selected absent(Expr argument) {
        if (!(argument instanceof Expr.Selector || argument instanceof Expr.RangeSelector)) {
            return NOTHING_SURE;
        }
        Selected all = by(argument);
        return all.filter(matcher -> matcher.op() == Matcher.Op.EQUAL && all.about(matcher.name()) == 1);
    }

    private long about(String label) {
        return matchers.stream().filter(matcher -> matcher.name().equals(label)).count();
    }

    private static Selected by(Expr.Binary binary) {
        Selected left = by(binary.left());
        Selected right = by(binary.right());
        Matching matching = binary.matching();
        if (binary.op() == BinaryOp.OR) {
            return left.filter(right.matchers::contains);
        }
        if (binary.op().isSet() || binary.right().kind() == Kind.SCALAR) {
            return left;
        }
        if (binary.left().kind() == Kind.SCALAR) {
            return right;
        }
        if (!matching.fill().equals(Matching.Fill.none())) {
            return NOTHING_SURE;
        }
        return switch (matching.cardinality()) {
            case MANY_TO_ONE -> left.without(matching.include());
            case ONE_TO_MANY -> right.without(matching.include());
            case ONE_TO_ONE, MANY_TO_MANY ->
                matching.on() ? left.onlyOf(matching.labels()) : left.without(matching.labels());
        };
    }

    /** What stays sure when {@code labels} are set to something else. */
    Selected without(Collection<String> labels) {
        return filter(matcher -> !labels.contains(matcher.name()));
    }

    private Selected onlyOf(Collection<String> labels) {
        return filter(matcher -> labels.contains(matcher.name()));
    }

    private Selected filter(Predicate<Matcher> kept) {
        return new Selected(matchers.stream().filter(kept).toList());
    }

    /** Whether no series can be a result of both. */
    boolean excludes(Selected other) {
        return matchers.stream()
                .anyMatch(mine -> other.matchers.stream()
                        .anyMatch(theirs -> mine.name().equals(theirs.name()) && mine.excludes(theirs)));
    }
}
