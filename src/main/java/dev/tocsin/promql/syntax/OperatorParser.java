package dev.tocsin.promql.syntax;

import dev.tocsin.promql.syntax.Matching.Cardinality;
import dev.tocsin.promql.syntax.Matching.Fill;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What stands between the two sides of a binary operation: the operator and how the sides are matched. */
final class OperatorParser {
    private final Cursor cursor;

    OperatorParser(Cursor cursor) {
        this.cursor = cursor;
    }

    /** An operator with its modifiers. */
    record Operator(BinaryOp op, Span span, boolean bool, Matching matching, boolean matched) {}

    /** The operator at the current token. */
    Optional<BinaryOp> peek() {
        Token token = cursor.peek();
        if (!token.is(TokenKind.OPERATOR)) {
            return Optional.empty();
        }
        for (BinaryOp op : BinaryOp.values()) {
            if (op.sign().equalsIgnoreCase(token.text())) {
                return Optional.of(op);
            }
        }
        return Optional.empty();
    }

    Operator operator(BinaryOp op) throws Faulty {
        Span span = cursor.take().span();
        boolean bool = cursor.takeWordIf("bool");
        boolean matched = cursor.atWord("on") || cursor.atWord("ignoring");
        boolean on = false;
        List<String> labels = List.of();
        Cardinality cardinality = op.isSet() ? Cardinality.MANY_TO_MANY : Cardinality.ONE_TO_ONE;
        List<String> include = List.of();
        if (matched) {
            on = cursor.take().isWord("on");
            labels = cursor.labels("grouping opts");
            if (cursor.atWord("group_left") || cursor.atWord("group_right")) {
                cardinality = cursor.take().isWord("group_left") ? Cardinality.MANY_TO_ONE : Cardinality.ONE_TO_MANY;
                boolean named =
                        cursor.at(TokenKind.LEFT_PAREN) || cursor.atWord("group_left") || cursor.atWord("group_right");
                include = named ? cursor.labels("grouping opts") : List.of();
            }
        }
        Matching matching = new Matching(cardinality, on, labels, include, fill());
        return new Operator(op, span, bool, matching, matched);
    }

    private Fill fill() throws Faulty {
        @Nullable Double left = null;
        @Nullable Double right = null;
        while (cursor.peek().is(TokenKind.KEYWORD) && cursor.peekSecond().is(TokenKind.LEFT_PAREN)) {
            Token word = cursor.peek();
            boolean both = word.isWord("fill");
            if (!both && !word.isWord("fill_left") && !word.isWord("fill_right")) {
                break;
            }
            if (!cursor.features().fillModifiers()) {
                throw Cursor.fault(word.span(), "binop fill modifiers are experimental and not enabled");
            }
            cursor.take();
            double value = fillValue();
            left = both || word.isWord("fill_left") ? Double.valueOf(value) : left;
            right = both || word.isWord("fill_right") ? Double.valueOf(value) : right;
        }
        return new Fill(left, right);
    }

    private double fillValue() throws Faulty {
        cursor.expect(TokenKind.LEFT_PAREN, "fill modifier");
        boolean negative = cursor.takeWordIf("-");
        if (!negative) {
            cursor.takeWordIf("+");
        }
        Token number = cursor.expect(TokenKind.NUMBER, "fill modifier");
        cursor.expect(TokenKind.RIGHT_PAREN, "fill modifier");
        double value = Numbers.literal(number.text()).orElse(Double.NaN);
        return negative ? -value : value;
    }
}
