package dev.tocsin.promql.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Calls of functions and aggregations. */
final class CallParser {
    private final Cursor cursor;
    private final Parser expressions;

    CallParser(Cursor cursor, Parser expressions) {
        this.cursor = cursor;
        this.expressions = expressions;
    }

    /** Whether {@code name} is taken for a function when a parenthesis follows: any word that means nothing else. */
    boolean isFunction(Token name) {
        return name.is(TokenKind.IDENTIFIER) || function(name).isPresent();
    }

    private static Optional<Signature> function(Token name) {
        return Signatures.named(name.text())
                .or(() -> name.is(TokenKind.KEYWORD)
                        ? Signatures.named(name.text().toLowerCase(Locale.ROOT))
                        : Optional.empty());
    }

    Expr call() throws Faulty {
        Token name = cursor.take();
        List<Expr> arguments = arguments("");
        Signature function = function(name)
                .orElseThrow(() -> Cursor.fault(name.span(), "unknown function with name " + Quoted.go(name.text())));
        if (function.experimental() && !cursor.features().experimentalFunctions()) {
            throw Cursor.fault(name.span(), "function " + Quoted.go(name.text()) + " is not enabled");
        }
        return new Expr.Call(function, arguments, name.span().to(cursor.last().span()));
    }

    private List<Expr> arguments(String context) throws Faulty {
        cursor.expect(TokenKind.LEFT_PAREN, context);
        List<Expr> arguments = new ArrayList<>();
        if (cursor.takeIf(TokenKind.RIGHT_PAREN)) {
            return arguments;
        }
        arguments.add(expressions.expression());
        while (cursor.takeIf(TokenKind.COMMA)) {
            if (!cursor.at(TokenKind.END) && !cursor.peek().startsExpression()) {
                throw Cursor.fault(cursor.last().span(), "trailing commas not allowed in function call args");
            }
            arguments.add(expressions.expression());
        }
        cursor.expect(TokenKind.RIGHT_PAREN, context);
        return arguments;
    }

    /** {@code sum by (a) (x)}, {@code sum(x) by (a)}, {@code topk(3, x)}. */
    Expr aggregate(AggregateOp op) throws Faulty {
        Token name = cursor.take();
        if (op.isExperimental() && !cursor.features().experimentalFunctions()) {
            throw Cursor.fault(
                    name.span(),
                    op.word()
                            + "() is experimental and must be enabled with"
                            + " --enable-feature=promql-experimental-functions");
        }
        @Nullable Grouping before = grouping();
        if (before != null && !cursor.at(TokenKind.LEFT_PAREN)) {
            throw cursor.unexpected("aggregation", "");
        }
        cursor.within("aggregation");
        List<Expr> arguments = arguments("");
        cursor.without();
        Span span = name.span().to(cursor.last().span());
        @Nullable Grouping after = before == null ? grouping() : null;
        Span whole = after == null ? span : name.span().to(cursor.last().span());
        Grouping grouping = before != null ? before : after != null ? after : new Grouping(false, List.of());
        return aggregate(op, arguments, grouping, whole);
    }

    private static Expr aggregate(AggregateOp op, List<Expr> arguments, Grouping grouping, Span span) throws Faulty {
        int wanted = op.hasParameter() ? 2 : 1;
        if (arguments.isEmpty()) {
            throw Cursor.fault(span, "no arguments for aggregate expression provided");
        }
        if (arguments.size() != wanted) {
            throw Cursor.fault(
                    span,
                    "wrong number of arguments for aggregate expression provided, expected " + wanted + ", got "
                            + arguments.size());
        }
        @Nullable Expr parameter = op.hasParameter() ? arguments.getFirst() : null;
        return new Expr.Aggregate(op, parameter, arguments.getLast(), grouping.labels, grouping.without, span);
    }

    private record Grouping(boolean without, List<String> labels) {}

    private @Nullable Grouping grouping() throws Faulty {
        if (cursor.atWord("by") || cursor.atWord("without")) {
            boolean without = cursor.take().isWord("without");
            return new Grouping(without, cursor.labels("grouping opts"));
        }
        return null;
    }
}
