package dev.tocsin.promql.syntax;

import java.util.Optional;

/** Reads expressions by recursive descent; the binding of operators decides how far each level reads. */
final class Parser {
    /** Signs bind as tight as {@code *}: {@code -2 ^ 2} is {@code -(2 ^ 2)}. */
    private static final int ABOVE_SIGN = BinaryOp.MULTIPLY.binding() + 1;

    private final Cursor cursor;
    private final OperatorParser operators;
    private final CallParser calls;
    private final SelectorParser selectors;
    private final PostfixParser postfixes;

    private Parser(Cursor cursor) {
        this.cursor = cursor;
        this.operators = new OperatorParser(cursor);
        this.calls = new CallParser(cursor, this);
        this.selectors = new SelectorParser(cursor);
        this.postfixes = new PostfixParser(cursor);
    }

    /** The whole of {@code text} as one expression, its types checked. */
    static Parsed parse(String text, Features features) {
        try {
            Cursor cursor = new Cursor(text, features);
            if (cursor.isEmpty()) {
                throw Cursor.fault(new Span(0, 0, 1, 1), "no expression found in input");
            }
            Expr expr = new Parser(cursor).expression();
            cursor.expectEnd();
            TypeCheck.check(expr);
            return new Parsed.Good(expr);
        } catch (Faulty faulty) {
            return new Parsed.Bad(faulty.fault());
        }
    }

    /** The whole of {@code text} as one selector without modifiers; that it may select everything is no fault here. */
    static Parsed selector(String text) {
        try {
            Cursor cursor = new Cursor(text, Features.standard());
            Token first = cursor.peek();
            if (!first.isMetricName() && !first.is(TokenKind.LEFT_BRACE)) {
                throw cursor.unexpected("", "");
            }
            Expr.Selector selector = new Parser(cursor).selectors.selector();
            cursor.expectEnd();
            return new Parsed.Good(selector);
        } catch (Faulty faulty) {
            return new Parsed.Bad(faulty.fault());
        }
    }

    Expr expression() throws Faulty {
        cursor.enter();
        Expr expr = binary(0);
        cursor.leave(1);
        return expr;
    }

    private Expr binary(int weakest) throws Faulty {
        Expr left = unary();
        Optional<BinaryOp> next = operators.peek();
        int levels = 0;
        while (next.isPresent() && next.get().binding() >= weakest) {
            BinaryOp op = next.get();
            // A chain a + b + c makes a tree as deep as it is long.
            cursor.enter();
            levels++;
            OperatorParser.Operator operator = operators.operator(op);
            Expr right = binary(op.rightAssociative() ? op.binding() : op.binding() + 1);
            left = new Expr.Binary(
                    op,
                    left,
                    right,
                    operator.bool(),
                    operator.matching(),
                    left.span().to(right.span()));
            TypeCheck.checkModifiers((Expr.Binary) left, operator).ifPresent(cursor::postpone);
            next = operators.peek();
        }
        cursor.leave(levels);
        return left;
    }

    private Expr unary() throws Faulty {
        Token sign = cursor.peek();
        if (!sign.isWord("-") && !sign.isWord("+")) {
            return postfixes.apply(primary());
        }
        cursor.enter();
        cursor.take();
        Expr inner = binary(ABOVE_SIGN);
        cursor.leave(1);
        boolean negative = sign.isWord("-");
        Span span = sign.span().to(inner.span());
        if (inner instanceof Expr.Number number) {
            return new Expr.Number(negative ? -number.value() : number.value(), number.duration(), span);
        }
        return new Expr.Unary(negative, inner, span);
    }

    private Expr primary() throws Faulty {
        Token token = cursor.peek();
        return switch (token.kind()) {
            case NUMBER -> {
                cursor.take();
                yield new Expr.Number(Numbers.literal(token.text()).orElse(Double.NaN), false, token.span());
            }
            case DURATION -> {
                cursor.take();
                yield new Expr.Number(LengthParser.seconds(token), true, token.span());
            }
            case STRING -> {
                cursor.take();
                yield new Expr.Text(token.text(), token.span());
            }
            case LEFT_PAREN -> paren();
            case LEFT_BRACE, METRIC -> selectors.selector();
            case IDENTIFIER, KEYWORD, OPERATOR -> named(token);
            case END, RIGHT_PAREN, RIGHT_BRACE, LEFT_BRACKET, RIGHT_BRACKET, COMMA, COLON, ASSIGN, MATCH, AT ->
                throw cursor.unexpected("", "");
        };
    }

    private Expr paren() throws Faulty {
        Token open = cursor.take();
        Expr inner = expression();
        cursor.expect(TokenKind.RIGHT_PAREN, "");
        return new Expr.Paren(inner, open.span().to(cursor.last().span()));
    }

    /** A word: an aggregation, a call or the name of a metric, as what follows it tells. */
    private Expr named(Token token) throws Faulty {
        if (!token.isMetricName()) {
            throw cursor.unexpected("", "");
        }
        Token second = cursor.peekSecond();
        Optional<AggregateOp> aggregate = AggregateOp.named(token.text());
        boolean called = second.is(TokenKind.LEFT_PAREN);
        if (aggregate.isPresent() && (called || second.isWord("by") || second.isWord("without"))) {
            return calls.aggregate(aggregate.get());
        }
        return called && calls.isFunction(token) ? calls.call() : selectors.selector();
    }
}
