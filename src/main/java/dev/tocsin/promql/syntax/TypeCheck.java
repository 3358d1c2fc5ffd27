package dev.tocsin.promql.syntax;

import dev.tocsin.promql.syntax.Matching.Cardinality;
import java.util.List;
import java.util.Optional;

/** Whether the parts of an expression fit each other, with Prometheus' words where they do not. */
final class TypeCheck {
    private TypeCheck() {}

    static void check(Expr expr) throws Faulty {
        if (!(expr instanceof Expr.Call) && !(expr instanceof Expr.Aggregate)) {
            for (Expr child : expr.children()) {
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

    /** The second argument of {@code info}: labels to look for, of which nothing is required. */
    private static void checkInfoLabels(Expr.Call call, Expr labels) throws Faulty {
        if (labels.kind() != Kind.VECTOR) {
            throw mistyped(call.span(), Kind.VECTOR, "call to function \"info\"", labels);
        }
        if (!(labels instanceof Expr.Selector selector)) {
            throw Cursor.fault(labels.span(), "expected label selectors only");
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
        check(aggregate.inner());
        expect(aggregate.inner(), Kind.VECTOR, "aggregation expression");
        if (aggregate.parameter().isPresent()) {
            Kind wanted = aggregate.op() == AggregateOp.COUNT_VALUES ? Kind.STRING : Kind.SCALAR;
            check(aggregate.parameter().get());
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
        boolean info = function.name().equals("info");
        if (info && given > 1) {
            checkInfoLabels(call, call.arguments().get(1));
        }
        for (int at = 0; at < given; at++) {
            Expr argument = call.arguments().get(at);
            if (!info || at == 0) {
                check(argument);
            }
            Kind kind = function.arguments().get(Math.min(at, wanted - 1));
            expect(argument, kind, "call to function " + Quoted.go(function.name()));
        }
    }

    private static void expect(Expr expr, Kind wanted, String context) throws Faulty {
        if (expr.kind() != wanted) {
            throw mistyped(expr.span(), wanted, context, expr);
        }
    }

    private static Faulty mistyped(Span at, Kind wanted, String context, Expr expr) {
        return Cursor.fault(
                at,
                "expected type " + wanted.documented() + " in " + context + ", got "
                        + expr.kind().documented());
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
    static Optional<Faulty> checkModifiers(Expr.Binary binary, OperatorParser.Operator operator) {
        try {
            checkBool(binary, operator);
            checkMatching(binary, operator);
            return Optional.empty();
        } catch (Faulty fault) {
            return Optional.of(fault);
        }
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
}
