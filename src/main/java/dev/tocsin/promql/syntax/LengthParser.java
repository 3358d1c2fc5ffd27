package dev.tocsin.promql.syntax;

import dev.tocsin.model.Durations;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Durations and arithmetic with them, as in {@code [5m]}, {@code [step() + 1m]}, {@code offset -(2 * 5m)}. */
final class LengthParser {
    /** What a length may begin with. */
    static final String EXPECTED = "number, duration, step(), or range()";

    private static final double LONGEST_SECONDS = Long.MAX_VALUE / 1e9;

    private final Cursor cursor;

    /** Outside of brackets and parentheses, {@code offset 2 ^ 3} is {@code (offset 2) ^ 3}. */
    private boolean inBrackets;

    private String context = "";
    private String wanted = EXPECTED;

    LengthParser(Cursor cursor) {
        this.cursor = cursor;
    }

    /** What stands in brackets, for messages {@code in} some place and there {@code expected}; a plain number must be above zero. */
    Length positive(String in, String expected) throws Faulty {
        context = in;
        wanted = expected;
        Token first = cursor.peek();
        inBrackets = true;
        Length length = sum();
        checkEnabled(length, first.span());
        OptionalDouble literal = length.literal();
        if (literal.isPresent() && literal.getAsDouble() <= 0) {
            throw Cursor.fault(length.span(), "duration must be greater than 0");
        }
        return length;
    }

    /** What stands after {@code offset}: a sign and one operand; more needs parentheses. */
    Length offset() throws Faulty {
        Token first = cursor.peek();
        inBrackets = false;
        context = "offset";
        wanted = EXPECTED;
        Length length = signed();
        if (length instanceof Length.Negative(Length.Fixed fixed, Span span)) {
            return new Length.Fixed(-fixed.seconds(), fixed.unit(), span);
        }
        if (length instanceof Length.Positive(Length.Fixed fixed, Span _)) {
            return fixed;
        }
        checkEnabled(length, first.span());
        return length;
    }

    private void checkEnabled(Length length, Span span) throws Faulty {
        if (length instanceof Length.Negative(Length.Fixed _, Span _)) {
            throw Cursor.fault(span, "duration must be greater than 0");
        }
        if (!(length instanceof Length.Fixed) && !cursor.features().durationExpressions()) {
            throw Cursor.fault(span, "experimental duration expression is not enabled");
        }
    }

    private Length sum() throws Faulty {
        Length left = product();
        while (cursor.atWord("+") || cursor.atWord("-")) {
            Length.Op op = op();
            left = new Length.Arithmetic(op, left, product());
        }
        return left;
    }

    private Length product() throws Faulty {
        Length left = signed();
        while (cursor.atWord("*") || cursor.atWord("/") || cursor.atWord("%")) {
            Span place = cursor.peek().span();
            Length.Op op = op();
            left = quotient(op, place, left, signed());
        }
        return left;
    }

    /** What is plainly divided by zero is wrong before any query is known; {@code place} is that of the operator. */
    private Length quotient(Length.Op op, Span place, Length left, Length right) throws Faulty {
        OptionalDouble divisor = right.literal();
        Optional<String> words = op.byZero();
        boolean isZero = divisor.isPresent() && divisor.getAsDouble() == 0;
        if (words.isPresent() && isZero && cursor.features().durationExpressions()) {
            throw Cursor.fault(place, words.get());
        }
        return new Length.Arithmetic(op, left, right);
    }

    private Length signed() throws Faulty {
        Span sign = cursor.peek().span();
        if (cursor.takeWordIf("-")) {
            Length of = nested();
            return new Length.Negative(of, sign.to(of.span()));
        }
        if (cursor.takeWordIf("+")) {
            Length of = nested();
            return new Length.Positive(of, sign.to(of.span()));
        }
        return power();
    }

    private Length nested() throws Faulty {
        cursor.enter();
        Length length = signed();
        cursor.leave(1);
        return length;
    }

    private Length power() throws Faulty {
        Length base = operand();
        if (!inBrackets || !cursor.takeWordIf("^")) {
            return base;
        }
        return new Length.Arithmetic(Length.Op.POWER, base, nested());
    }

    private Length operand() throws Faulty {
        Token token = cursor.peek();
        if (token.is(TokenKind.NUMBER) || token.is(TokenKind.DURATION)) {
            return fixed(cursor.take());
        }
        if (cursor.takeIf(TokenKind.LEFT_PAREN)) {
            return wrapped();
        }
        Optional<Length> call = call(token);
        if (call.isPresent()) {
            return call.get();
        }
        throw unexpected();
    }

    private Faulty unexpected() {
        return cursor.unexpected(context, wanted);
    }

    private void expect(TokenKind kind) throws Faulty {
        if (!cursor.takeIf(kind)) {
            throw unexpected();
        }
    }

    private Length wrapped() throws Faulty {
        boolean outside = inBrackets;
        inBrackets = true;
        cursor.enter();
        Length inner = sum();
        cursor.leave(1);
        inBrackets = outside;
        expect(TokenKind.RIGHT_PAREN);
        return new Length.Wrapped(inner);
    }

    private Optional<Length> call(Token token) throws Faulty {
        return switch (token.text().toLowerCase(Locale.ROOT)) {
            case "step" -> Optional.of(new Length.Step(ofQuery()));
            case "range" -> Optional.of(new Length.Range(ofQuery()));
            case "min_of" -> Optional.of(extreme(false));
            case "max_of" -> Optional.of(extreme(true));
            default -> Optional.empty();
        };
    }

    private Span ofQuery() throws Faulty {
        Span name = cursor.take().span();
        expect(TokenKind.LEFT_PAREN);
        expect(TokenKind.RIGHT_PAREN);
        return name.to(cursor.last().span());
    }

    private Length extreme(boolean max) throws Faulty {
        Span name = cursor.take().span();
        expect(TokenKind.LEFT_PAREN);
        boolean outside = inBrackets;
        inBrackets = true;
        cursor.enter();
        Length left = sum();
        expect(TokenKind.COMMA);
        Length right = sum();
        cursor.leave(1);
        inBrackets = outside;
        expect(TokenKind.RIGHT_PAREN);
        return new Length.Extreme(max, left, right, name.to(cursor.last().span()));
    }

    /** What a duration token is worth. */
    static double seconds(Token token) {
        return Durations.tryParse(token.text()).orElse(Duration.ZERO).toMillis() / 1000d;
    }

    private static Length fixed(Token token) throws Faulty {
        double seconds =
                token.is(TokenKind.NUMBER) ? Numbers.literal(token.text()).orElse(Double.NaN) : seconds(token);
        if (!(Math.abs(seconds) < LONGEST_SECONDS)) {
            throw Cursor.fault(token.span(), "duration out of range");
        }
        return new Length.Fixed(seconds, token.is(TokenKind.DURATION), token.span());
    }

    private Length.Op op() {
        String sign = cursor.take().text();
        for (Length.Op op : Length.Op.values()) {
            if (op.sign().equals(sign)) {
                return op;
            }
        }
        throw new IllegalStateException("no operator: " + sign);
    }
}
