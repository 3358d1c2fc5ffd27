package dev.tocsin.promql.syntax;

import dev.tocsin.promql.syntax.Expr.Edge;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** What may follow a selector: a range, a subquery, {@code offset}, {@code @}, {@code smoothed}, {@code anchored}. */
final class PostfixParser {
    private static final String STEP = "subquery selector";
    private static final double LATEST_SECONDS = Long.MAX_VALUE / 1000d;

    private final Cursor cursor;
    private final LengthParser lengths;

    PostfixParser(Cursor cursor) {
        this.cursor = cursor;
        this.lengths = new LengthParser(cursor);
    }

    Expr apply(Expr expr) throws Faulty {
        Expr current = expr;
        int levels = 0;
        while (true) {
            if (cursor.at(TokenKind.LEFT_BRACKET)) {
                current = bracket(current);
                levels++;
                cursor.enter();
            } else if (cursor.atWord("offset")) {
                current = offset(current);
            } else if (cursor.at(TokenKind.AT)) {
                current = at(current);
            } else if (cursor.atWord("smoothed") || cursor.atWord("anchored")) {
                current = edge(current);
            } else {
                cursor.leave(levels);
                return current;
            }
        }
    }

    private Expr bracket(Expr expr) throws Faulty {
        Span open = cursor.take().span();
        Length range = lengths.positive("subquery or range selector", LengthParser.EXPECTED);
        if (cursor.takeIf(TokenKind.RIGHT_BRACKET)) {
            return range(expr, range, open);
        }
        if (!cursor.takeIf(TokenKind.COLON)) {
            throw cursor.unexpected("subquery or range", "\":\" or \"]\"");
        }
        @Nullable
        Length step = cursor.at(TokenKind.RIGHT_BRACKET)
                ? null
                : lengths.positive(STEP, "number, duration, step(), range(), or \"]\"");
        cursor.expect(TokenKind.RIGHT_BRACKET, STEP);
        Span span = expr.span().to(cursor.last().span());
        return new Expr.Subquery(expr, range, step, Shift.none(), span);
    }

    private Expr range(Expr expr, Length range, Span open) throws Faulty {
        if (!(expr instanceof Expr.Selector selector)) {
            throw Cursor.fault(open, "ranges only allowed for vector selectors");
        }
        if (selector.shift().offset().isPresent()) {
            throw Cursor.fault(open, "no offset modifiers allowed before range");
        }
        if (selector.shift().at().isPresent()) {
            throw Cursor.fault(open, "no @ modifiers allowed before range");
        }
        return new Expr.RangeSelector(
                selector, range, expr.span().to(cursor.last().span()));
    }

    private Expr offset(Expr expr) throws Faulty {
        cursor.take();
        Length offset = lengths.offset();
        Shift shift = shift(expr, "offset modifier");
        if (shift.offset().isPresent()) {
            throw Cursor.fault(expr.span(), "offset may not be set multiple times");
        }
        return shifted(expr, shift.with(offset));
    }

    private Expr at(Expr expr) throws Faulty {
        cursor.take();
        At at = time(expr);
        Shift shift = shift(expr, "@ modifier");
        if (shift.at().isPresent()) {
            throw Cursor.fault(expr.span(), "@ <timestamp> may not be set multiple times");
        }
        return shifted(expr, shift.with(at));
    }

    private At time(Expr expr) throws Faulty {
        if (cursor.atWord("start") || cursor.atWord("end")) {
            boolean start = cursor.take().isWord("start");
            if (!cursor.takeIf(TokenKind.LEFT_PAREN) || !cursor.takeIf(TokenKind.RIGHT_PAREN)) {
                throw cursor.unexpected("@", "timestamp");
            }
            return start ? new At.Start() : new At.End();
        }
        boolean negative = cursor.takeWordIf("-");
        if (!negative) {
            cursor.takeWordIf("+");
        }
        Token token = cursor.peek();
        if (!token.is(TokenKind.NUMBER) && !token.is(TokenKind.DURATION)) {
            throw cursor.unexpected("@", "timestamp");
        }
        cursor.take();
        double seconds = token.is(TokenKind.NUMBER)
                ? Numbers.literal(token.text()).orElse(Double.NaN)
                : LengthParser.seconds(token);
        if (!(seconds < Long.MAX_VALUE)) {
            throw Cursor.fault(
                    expr.span(), "timestamp out of bounds for @ modifier: " + shown(negative ? -seconds : seconds));
        }
        double near = Math.min(seconds, LATEST_SECONDS);
        return new At.Time(Math.round((negative ? -near : near) * 1000));
    }

    /** As Go's {@code %f} writes it. */
    private static String shown(double seconds) {
        if (Double.isInfinite(seconds)) {
            return seconds > 0 ? "+Inf" : "-Inf";
        }
        return Double.isNaN(seconds)
                ? "NaN"
                : new BigDecimal(seconds).setScale(6, RoundingMode.HALF_EVEN).toPlainString();
    }

    private Expr edge(Expr expr) throws Faulty {
        Token word = cursor.take();
        Edge edge = word.isWord("smoothed") ? Edge.SMOOTHED : Edge.ANCHORED;
        String name = word.isWord("smoothed") ? "smoothed" : "anchored";
        if (!cursor.features().extendedSelectors()) {
            throw Cursor.fault(word.span(), name + " modifier is experimental and not enabled");
        }
        return switch (expr) {
            case Expr.Selector selector -> withEdge(selector, edge);
            case Expr.RangeSelector range ->
                new Expr.RangeSelector(
                        withEdge(range.selector(), edge),
                        range.range(),
                        range.span().to(word.span()));
            case Expr.Subquery subquery ->
                throw Cursor.fault(expr.span(), name + " modifier is not supported for subqueries");
            case Expr.Number number -> throw notImplemented(expr, name);
            case Expr.Text text -> throw notImplemented(expr, name);
            case Expr.Paren paren -> throw notImplemented(expr, name);
            case Expr.Unary unary -> throw notImplemented(expr, name);
            case Expr.Binary binary -> throw notImplemented(expr, name);
            case Expr.Aggregate aggregate -> throw notImplemented(expr, name);
            case Expr.Call call -> throw notImplemented(expr, name);
        };
    }

    private static Faulty notImplemented(Expr expr, String name) {
        return Cursor.fault(expr.span(), name + " modifier not implemented");
    }

    private Expr.Selector withEdge(Expr.Selector selector, Edge edge) throws Faulty {
        if (selector.edge() != Edge.PLAIN && selector.edge() != edge) {
            throw Cursor.fault(selector.span(), "anchored and smoothed modifiers cannot be used together");
        }
        return new Expr.Selector(selector.name(), selector.matchers(), selector.shift(), edge, selector.span());
    }

    private static Shift shift(Expr expr, String modifier) throws Faulty {
        return switch (expr) {
            case Expr.Selector selector -> selector.shift();
            case Expr.RangeSelector range -> range.selector().shift();
            case Expr.Subquery subquery -> subquery.shift();
            case Expr.Number number -> throw notShiftable(expr, modifier);
            case Expr.Text text -> throw notShiftable(expr, modifier);
            case Expr.Paren paren -> throw notShiftable(expr, modifier);
            case Expr.Unary unary -> throw notShiftable(expr, modifier);
            case Expr.Binary binary -> throw notShiftable(expr, modifier);
            case Expr.Aggregate aggregate -> throw notShiftable(expr, modifier);
            case Expr.Call call -> throw notShiftable(expr, modifier);
        };
    }

    private static Faulty notShiftable(Expr expr, String modifier) {
        return Cursor.fault(
                expr.span(),
                modifier + " must be preceded by an instant vector selector or range vector selector or a subquery");
    }

    private Expr shifted(Expr expr, Shift shift) {
        Span span = expr.span().to(cursor.last().span());
        return switch (expr) {
            case Expr.Selector selector ->
                new Expr.Selector(selector.name(), selector.matchers(), shift, selector.edge(), span);
            case Expr.RangeSelector range ->
                new Expr.RangeSelector(
                        new Expr.Selector(
                                range.selector().name(),
                                range.selector().matchers(),
                                shift,
                                range.selector().edge(),
                                range.selector().span()),
                        range.range(),
                        span);
            case Expr.Subquery subquery ->
                new Expr.Subquery(subquery.inner(), subquery.range(), subquery.stepOrNull(), shift, span);
            case Expr.Number number -> number;
            case Expr.Text text -> text;
            case Expr.Paren paren -> paren;
            case Expr.Unary unary -> unary;
            case Expr.Binary binary -> binary;
            case Expr.Aggregate aggregate -> aggregate;
            case Expr.Call call -> call;
        };
    }
}
