package dev.tocsin.promql.syntax;

import dev.tocsin.model.Durations;
import dev.tocsin.model.GoFloat;
import dev.tocsin.model.Label;
import dev.tocsin.model.Matcher;
import dev.tocsin.promql.syntax.Matching.Cardinality;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes expressions in Prometheus' canonical form, which parses to an equal expression. */
final class Printer {
    private Printer() {}

    static String print(Expr expr) {
        return switch (expr) {
            case Expr.Number number -> number(number);
            case Expr.Text text -> Quoted.go(text.value());
            case Expr.Paren paren -> "(" + print(paren.inner()) + ")";
            case Expr.Unary unary -> (unary.negative() ? "-" : "+") + print(unary.inner());
            case Expr.Binary binary -> print(binary.left()) + " " + operator(binary) + " " + print(binary.right());
            case Expr.Aggregate aggregate ->
                aggregateHead(aggregate)
                        + "("
                        + aggregate
                                .parameter()
                                .map(given -> print(given) + ", ")
                                .orElse("")
                        + print(aggregate.inner())
                        + ")";
            case Expr.Call call -> call.function().name() + "(" + join(call.arguments()) + ")";
            case Expr.Selector selector ->
                selector(selector) + at(selector.shift()) + edge(selector) + offset(selector.shift());
            case Expr.RangeSelector range ->
                selector(range.selector())
                        + "["
                        + length(range.range())
                        + "]"
                        + edge(range.selector())
                        + shift(range.selector().shift());
            case Expr.Subquery subquery -> print(subquery.inner()) + subqueryTail(subquery);
        };
    }

    static String operator(Expr.Binary binary) {
        return binary.op().sign() + (binary.bool() ? " bool" : "") + matching(binary.matching());
    }

    static String aggregateHead(Expr.Aggregate aggregate) {
        String head = aggregate.op().word();
        if (aggregate.without()) {
            return head + " without (" + names(aggregate.labels()) + ") ";
        }
        return aggregate.labels().isEmpty() ? head : head + " by (" + names(aggregate.labels()) + ") ";
    }

    static String subqueryTail(Expr.Subquery subquery) {
        String step = subquery.step().map(Printer::length).orElse("");
        return "[" + length(subquery.range()) + ":" + step + "]" + shift(subquery.shift());
    }

    private static String number(Expr.Number number) {
        if (!number.duration()) {
            return GoFloat.plain(number.value());
        }
        return Durations.format(Duration.ofMillis(Math.round(number.value() * 1000)));
    }

    private static String join(List<Expr> expressions) {
        return expressions.stream().map(Printer::print).collect(Collectors.joining(", "));
    }

    private static String matching(Matching matching) {
        StringBuilder text = new StringBuilder();
        boolean grouped =
                matching.cardinality() == Cardinality.MANY_TO_ONE || matching.cardinality() == Cardinality.ONE_TO_MANY;
        if (matching.on() || !matching.labels().isEmpty() || grouped) {
            text.append(matching.on() ? " on (" : " ignoring (")
                    .append(names(matching.labels()))
                    .append(')');
        }
        if (grouped) {
            text.append(matching.cardinality() == Cardinality.MANY_TO_ONE ? " group_left (" : " group_right (")
                    .append(names(matching.include()))
                    .append(')');
        }
        return text.append(fill(matching.fill())).toString();
    }

    private static String fill(Matching.Fill fill) {
        if (fill.left().isPresent() && fill.left().equals(fill.right())) {
            return " fill (" + GoFloat.plain(fill.left().get()) + ")";
        }
        return fill.left()
                        .map(value -> " fill_left (" + GoFloat.plain(value) + ")")
                        .orElse("")
                + fill.right()
                        .map(value -> " fill_right (" + GoFloat.plain(value) + ")")
                        .orElse("");
    }

    private static String selector(Expr.Selector selector) {
        List<String> matchers = new ArrayList<>();
        boolean twice = false;
        for (Matcher matcher : selector.matchers()) {
            boolean isName = matcher.name().equals(Label.METRIC_NAME) && matcher.op() == Matcher.Op.EQUAL;
            if (!isName
                    || !matcher.value().equals(selector.name())
                    || selector.name().isEmpty()) {
                matchers.add(name(matcher.name()) + matcher.op().sign() + Quoted.go(matcher.value()));
                twice |= isName && !selector.name().isEmpty();
            }
        }
        matchers.sort(null);
        if (twice) {
            // Two names are allowed in this order alone.
            matchers.add(Quoted.go(selector.name()));
            return braces(matchers);
        }
        if (isPlainName(selector.name(), true)) {
            return selector.name() + (matchers.isEmpty() ? "" : braces(matchers));
        }
        if (!selector.name().isEmpty()) {
            matchers.addFirst(Quoted.go(selector.name()));
        }
        return braces(matchers);
    }

    private static String braces(List<String> parts) {
        return "{" + String.join(",", parts) + "}";
    }

    private static String edge(Expr.Selector selector) {
        return switch (selector.edge()) {
            case PLAIN -> "";
            case ANCHORED -> " anchored";
            case SMOOTHED -> " smoothed";
        };
    }

    private static String shift(Shift shift) {
        return at(shift) + offset(shift);
    }

    private static String at(Shift shift) {
        return shift.at()
                .map(given -> switch (given) {
                    case At.Time time -> String.format(" @ %.3f", time.millis() / 1000d);
                    case At.Start start -> " @ start()";
                    case At.End end -> " @ end()";
                })
                .orElse("");
    }

    private static String offset(Shift shift) {
        return shift.offset().map(offset -> " offset " + length(offset)).orElse("");
    }

    /** A length on its own is written with units; within arithmetic, numbers stay numbers. */
    static String length(Length length) {
        return length instanceof Length.Fixed fixed ? fixed(fixed.seconds()) : part(length);
    }

    private static String part(Length length) {
        return switch (length) {
            case Length.Fixed fixed -> fixed.unit() ? fixed(fixed.seconds()) : GoFloat.plain(fixed.seconds());
            case Length.Step step -> "step()";
            case Length.Range range -> "range()";
            case Length.Negative negative -> "-" + part(negative.of());
            case Length.Positive positive -> "+" + part(positive.of());
            case Length.Wrapped wrapped -> "(" + part(wrapped.of()) + ")";
            case Length.Arithmetic sum -> part(sum.left()) + " " + sum.op().sign() + " " + part(sum.right());
            case Length.Extreme extreme ->
                (extreme.max() ? "max_of(" : "min_of(") + part(extreme.left()) + ", " + part(extreme.right()) + ")";
        };
    }

    private static String fixed(double seconds) {
        double millis = seconds * 1000;
        return millis == Math.rint(millis) && Math.abs(millis) < 1e18
                ? Durations.format(Duration.ofMillis((long) millis))
                : GoFloat.plain(seconds);
    }

    private static String names(List<String> names) {
        return names.stream().map(Printer::name).collect(Collectors.joining(", "));
    }

    private static String name(String name) {
        return isPlainName(name, false) ? name : Quoted.go(name);
    }

    private static boolean isPlainName(String name, boolean colons) {
        for (int at = 0; at < name.length(); at++) {
            char letter = name.charAt(at);
            boolean fits = (letter >= 'a' && letter <= 'z')
                    || (letter >= 'A' && letter <= 'Z')
                    || letter == '_'
                    || (letter == ':' && colons)
                    || (at > 0 && letter >= '0' && letter <= '9');
            if (!fits) {
                return false;
            }
        }
        return colons || !name.isEmpty();
    }
}
