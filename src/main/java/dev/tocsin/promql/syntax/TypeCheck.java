package dev.tocsin.promql.syntax;

import dev.tocsin.promql.syntax.Matching.Cardinality;
import java.util.List;

/** Whether the parts of an expression fit each other, with Prometheus' words where they do not. */
final class TypeCheck {
    private TypeCheck() {}

    static void check(Expr expr) throws Faulty {
        for (Expr child : expr.children()) {
            boolean labelsOfInfo = expr instanceof Expr.Call call
                    && call.function().name().equals("info")
                    && call.arguments().indexOf(child) == 1;
            if (labelsOfInfo) {
                checkInfoLabels(child);
            } else {
                check(child);
            }
        }
        switch (expr) {
            case Expr.Aggregate aggregate -> checkAggregate(aggregate);
            case Expr.Binary binary -> checkBinary(binary);
            case Expr.Call call -> checkCall(call);
            case Expr.Unary unary -> checkUnary(unary);
            case Expr.Subquery subquery -> checkSubquery(subquery);
            case Expr.Selector selector -> checkSelector(selector);
            case Expr.Number number -> {}
            case Expr.Text text -> {}
            case Expr.Paren paren -> {}
            case Expr.RangeSelector range -> {}
        }
    }

    private static void checkInfoLabels(Expr labels) throws Faulty {
        if (!(labels instanceof Expr.Selector selector)) {
            throw Cursor.fault(
                    labels.span(),
                    "expected label selectors as the second argument to \"info\" function, got " + nodeName(labels));
        }
        if (!selector.name().isEmpty()) {
            throw Cursor.fault(labels.span(), "expected label selectors only, got vector selector instead");
        }
    }

    private static void checkSelector(Expr.Selector selector) throws Faulty {
        boolean somethingRequired = selector.matchers().stream().anyMatch(matcher -> !matcher.matches(""));
        if (!somethingRequired) {
            throw Cursor.fault(selector.span(), "vector selector must contain at least one non-empty matcher");
        }
    }

    private static void checkAggregate(Expr.Aggregate aggregate) throws Faulty {
        expect(aggregate.inner(), Kind.VECTOR, "aggregation expression");
        if (aggregate.parameter().isPresent()) {
            Kind wanted = aggregate.op() == AggregateOp.COUNT_VALUES ? Kind.STRING : Kind.SCALAR;
            expect(aggregate.parameter().get(), wanted, "aggregation parameter");
        }
    }

    private static void checkUnary(Expr.Unary unary) throws Faulty {
        Kind kind = unary.inner().kind();
        if (kind != Kind.SCALAR && kind != Kind.VECTOR) {
            throw Cursor.fault(
                    unary.span(),
                    "unary expression only allowed on expressions of type scalar or instant vector, got "
                            + Quoted.go(kind.documented()));
        }
    }

    private static void checkSubquery(Expr.Subquery subquery) throws Faulty {
        if (subquery.inner().kind() != Kind.VECTOR) {
            throw Cursor.fault(
                    subquery.span(),
                    "subquery is only allowed on instant vector, got "
                            + subquery.inner().kind().word() + " instead");
        }
    }

    private static void checkCall(Expr.Call call) throws Faulty {
        Signature function = call.function();
        int wanted = function.arguments().size();
        int given = call.arguments().size();
        String name = " in call to " + Quoted.go(function.name()) + ", got " + given;
        if (function.variadic() == 0 && given != wanted) {
            throw Cursor.fault(call.span(), "expected " + wanted + " argument(s)" + name);
        }
        int least = function.variadic() == 0 ? wanted : wanted - 1;
        if (given < least) {
            throw Cursor.fault(call.span(), "expected at least " + least + " argument(s)" + name);
        }
        int most = least + function.variadic();
        if (function.variadic() > 0 && given > most) {
            throw Cursor.fault(call.span(), "expected at most " + most + " argument(s)" + name);
        }
        for (int at = 0; at < given; at++) {
            Kind kind = function.arguments().get(Math.min(at, wanted - 1));
            expect(call.arguments().get(at), kind, "call to function " + Quoted.go(function.name()));
        }
    }

    private static void expect(Expr expr, Kind wanted, String context) throws Faulty {
        if (expr.kind() != wanted) {
            throw Cursor.fault(
                    expr.span(),
                    "expected type " + wanted.documented() + " in " + context + ", got "
                            + expr.kind().documented());
        }
    }

    private static void checkBinary(Expr.Binary binary) throws Faulty {
        Kind left = binary.left().kind();
        Kind right = binary.right().kind();
        for (Expr side : List.of(binary.left(), binary.right())) {
            if (side.kind() != Kind.SCALAR && side.kind() != Kind.VECTOR) {
                throw Cursor.fault(side.span(), "binary expression must contain only scalar and instant vector types");
            }
        }
        if (binary.op().isSet() && (left == Kind.SCALAR || right == Kind.SCALAR)) {
            throw Cursor.fault(
                    binary.span(),
                    "set operator " + Quoted.go(binary.op().sign()) + " not allowed in binary scalar expression");
        }
    }

    /** What can be said of the modifiers only while it is known whether they were written. */
    static void checkModifiers(Expr.Binary binary, OperatorParser.Operator operator) throws Faulty {
        checkBool(binary, operator);
        checkMatching(binary, operator);
    }

    private static void checkBool(Expr.Binary binary, OperatorParser.Operator operator) throws Faulty {
        if (binary.bool() && !binary.op().isComparison()) {
            throw Cursor.fault(operator.span(), "bool modifier can only be used on comparison operators");
        }
        boolean scalars = binary.left().kind() == Kind.SCALAR && binary.right().kind() == Kind.SCALAR;
        if (binary.op().isComparison() && !binary.bool() && scalars) {
            throw Cursor.fault(operator.span(), "comparisons between scalars must use BOOL modifier");
        }
    }

    private static void checkMatching(Expr.Binary binary, OperatorParser.Operator operator) throws Faulty {
        Matching matching = binary.matching();
        boolean vectors = binary.left().kind() == Kind.VECTOR && binary.right().kind() == Kind.VECTOR;
        boolean filled =
                matching.fill().left().isPresent() || matching.fill().right().isPresent();
        if (!vectors && (!matching.labels().isEmpty() || filled)) {
            throw Cursor.fault(
                    binary.span(),
                    filled
                            ? "filling in missing series only allowed between instant vectors"
                            : "vector matching only allowed between instant vectors");
        }
        for (String label : matching.labels()) {
            if (matching.on() && matching.include().contains(label)) {
                throw Cursor.fault(
                        operator.span(),
                        "label " + Quoted.go(label) + " must not occur in ON and GROUP clause at once");
            }
        }
        if (binary.op().isSet() && matching.cardinality() != Cardinality.MANY_TO_MANY) {
            throw Cursor.fault(
                    binary.span(),
                    "no grouping allowed for " + Quoted.go(binary.op().sign()) + " operation");
        }
        if (binary.op().isSet() && filled) {
            throw Cursor.fault(operator.span(), "filling in missing series not allowed for set operators");
        }
    }

    static String nodeName(Expr expr) {
        return switch (expr) {
            case Expr.Number number -> "number literal";
            case Expr.Text text -> "string literal";
            case Expr.Paren paren -> "parenthesized expression";
            case Expr.Unary unary -> "unary expression";
            case Expr.Binary binary -> "binary expression";
            case Expr.Aggregate aggregate -> "aggregation";
            case Expr.Call call -> "function call";
            case Expr.Selector selector -> "vector selector";
            case Expr.RangeSelector range -> "range selector";
            case Expr.Subquery subquery -> "subquery";
        };
    }
}
