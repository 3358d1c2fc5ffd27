package dev.tocsin.promql;

import dev.tocsin.model.Label;
import dev.tocsin.model.Matcher;
import dev.tocsin.promql.syntax.Expr;
import dev.tocsin.promql.syntax.Length;
import dev.tocsin.promql.syntax.Shift;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Walks an expression for what it reads. */
final class Needs {
    private static final Matcher TARGET_INFO = Matcher.equal(Label.METRIC_NAME, "target_info");

    private final Duration lookback;
    private final Length.Query query;
    private final List<Need> found = new ArrayList<>();

    Needs(Duration lookback, Duration step) {
        this.lookback = lookback;
        this.query = new Length.Query(step.toMillis() / 1000d, 0);
    }

    List<Need> of(Expr expr) {
        walk(expr, Duration.ZERO, false);
        return List.copyOf(found);
    }

    private void walk(Expr expr, Duration around, boolean pinned) {
        switch (expr) {
            case Expr.Selector selector -> add(selector, around.plus(lookback), pinned);
            case Expr.RangeSelector range -> {
                Expr.Selector selector = range.selector();
                Duration edge = selector.edge() == Expr.Edge.PLAIN ? Duration.ZERO : lookback;
                add(selector, around.plus(length(range.range())).plus(edge), pinned);
            }
            case Expr.Subquery subquery -> {
                boolean fixed = pinned || subquery.shift().at().isPresent();
                walk(subquery.inner(), around.plus(length(subquery.range())).plus(offset(subquery.shift())), fixed);
            }
            case Expr.Call call when call.function().name().equals("info") -> walkInfo(call, around, pinned);
            case Expr.Number number -> {}
            case Expr.Text text -> {}
            case Expr.Paren paren -> walk(paren.inner(), around, pinned);
            case Expr.Unary unary -> walk(unary.inner(), around, pinned);
            case Expr.Binary binary -> walkAll(binary, around, pinned);
            case Expr.Aggregate aggregate -> walkAll(aggregate, around, pinned);
            case Expr.Call call -> walkAll(call, around, pinned);
        }
    }

    private void walkAll(Expr expr, Duration around, boolean pinned) {
        expr.children().forEach(child -> walk(child, around, pinned));
    }

    /** {@code info} reads target_info, or what its second argument names, beside its first argument. */
    private void walkInfo(Expr.Call call, Duration around, boolean pinned) {
        walk(call.arguments().getFirst(), around, pinned);
        List<Matcher> names = new ArrayList<>();
        if (call.arguments().size() > 1 && call.arguments().get(1) instanceof Expr.Selector labels) {
            labels.matchers().stream()
                    .filter(matcher -> matcher.name().equals(Label.METRIC_NAME))
                    .forEach(names::add);
        }
        Duration reach = around.plus(lookback);
        for (Need need : List.copyOf(found)) {
            reach = need.back().compareTo(reach) > 0 ? need.back() : reach;
        }
        found.add(new Need(names.isEmpty() ? List.of(TARGET_INFO) : names, reach, pinned));
    }

    private void add(Expr.Selector selector, Duration reach, boolean pinned) {
        Duration back = reach.plus(offset(selector.shift()));
        boolean fixed = pinned || selector.shift().at().isPresent();
        found.add(new Need(selector.matchers(), back.isNegative() ? Duration.ZERO : back, fixed));
    }

    private Duration offset(Shift shift) {
        return shift.offset().map(this::length).orElse(Duration.ZERO);
    }

    private Duration length(Length length) {
        double seconds = length.seconds(query);
        return Double.isFinite(seconds) ? Duration.ofMillis((long) (seconds * 1000)) : Duration.ZERO;
    }
}
