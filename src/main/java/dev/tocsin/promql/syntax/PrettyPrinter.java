package dev.tocsin.promql.syntax;

import java.util.stream.Collectors;

/** Writes long expressions over several lines, two spaces deeper at each level. */
final class PrettyPrinter {
    private static final int LONGEST_LINE = 100;

    private PrettyPrinter() {}

    static String print(Expr expr, int level) {
        String line = expr.toString();
        if (line.length() <= LONGEST_LINE) {
            return indent(level) + line;
        }
        return switch (expr) {
            case Expr.Aggregate aggregate -> aggregate(aggregate, level);
            case Expr.Binary binary ->
                print(binary.left(), level + 1)
                        + "\n"
                        + indent(level)
                        + Printer.operator(binary)
                        + "\n"
                        + print(binary.right(), level + 1);
            case Expr.Call call -> call(call, level);
            case Expr.Paren paren ->
                indent(level) + "(\n" + print(paren.inner(), level + 1) + "\n" + indent(level) + ")";
            case Expr.Subquery subquery -> print(subquery.inner(), level) + Printer.subqueryTail(subquery);
            case Expr.Unary unary ->
                indent(level)
                        + (unary.negative() ? "-" : "+")
                        + print(unary.inner(), level).strip();
            case Expr.Number number -> indent(level) + line;
            case Expr.Text text -> indent(level) + line;
            case Expr.Selector selector -> indent(level) + line;
            case Expr.RangeSelector range -> indent(level) + line;
        };
    }

    private static String aggregate(Expr.Aggregate aggregate, int level) {
        return indent(level)
                + Printer.aggregateHead(aggregate)
                + "(\n"
                + aggregate
                        .parameter()
                        .map(given -> print(given, level + 1) + ",\n")
                        .orElse("")
                + print(aggregate.inner(), level + 1)
                + "\n"
                + indent(level)
                + ")";
    }

    private static String call(Expr.Call call, int level) {
        return call.arguments().stream()
                .map(argument -> print(argument, level + 1))
                .collect(Collectors.joining(
                        ",\n", indent(level) + call.function().name() + "(\n", "\n" + indent(level) + ")"));
    }

    private static String indent(int level) {
        return "  ".repeat(level);
    }
}
