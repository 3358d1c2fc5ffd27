package dev.tocsin.promql.syntax;

import dev.tocsin.model.Label;
import dev.tocsin.model.Matcher;
import java.util.ArrayList;
import java.util.List;

/** {@code name{label="value"}}, also {@code {"any name", label=~"regex"}}. */
final class SelectorParser {
    private static final String CONTEXT = "label matching";

    private final Cursor cursor;

    SelectorParser(Cursor cursor) {
        this.cursor = cursor;
    }

    Expr.Selector selector() throws Faulty {
        Token first = cursor.peek();
        String name = first.isMetricName() ? cursor.take().text() : "";
        List<Matcher> matchers = new ArrayList<>();
        String quoted = cursor.takeIf(TokenKind.LEFT_BRACE) ? matchers(first, name, matchers) : "";
        String full = name.isEmpty() ? quoted : name;
        if (!full.isEmpty()) {
            matchers.add(Matcher.equal(Label.METRIC_NAME, full));
        }
        Span span = first.span().to(cursor.last().span());
        return new Expr.Selector(full, matchers, Shift.none(), Expr.Edge.PLAIN, span);
    }

    /** Reads up to the closing brace; gives the name that stands among the matchers, or the empty string. */
    private String matchers(Token first, String name, List<Matcher> matchers) throws Faulty {
        String quoted = "";
        while (!cursor.at(TokenKind.RIGHT_BRACE)) {
            Token label = cursor.peek();
            if (label.is(TokenKind.STRING) && !isMatch(cursor.peekSecond())) {
                if (!quoted.isEmpty()) {
                    throw Cursor.fault(label.span(), twice(quoted, label.text()));
                }
                quoted = cursor.take().text();
            } else {
                matchers.add(matcher(first, quoted));
            }
            if (!cursor.takeIf(TokenKind.COMMA) && !cursor.at(TokenKind.RIGHT_BRACE)) {
                throw cursor.unexpected(CONTEXT, "\",\" or \"}\"");
            }
        }
        cursor.take();
        if (!name.isEmpty()) {
            checkOnlyName(first, name, quoted, matchers);
        }
        return quoted;
    }

    /** Beside a name before the braces there is none in them. */
    private void checkOnlyName(Token first, String name, String quoted, List<Matcher> matchers) {
        if (!quoted.isEmpty()) {
            cursor.postpone(Cursor.fault(first.span(), twice(name, quoted)));
        }
        matchers.stream()
                .filter(matcher -> matcher.name().equals(Label.METRIC_NAME))
                .forEach(matcher -> cursor.postpone(Cursor.fault(first.span(), twice(name, matcher.value()))));
    }

    private static boolean isMatch(Token token) {
        return token.is(TokenKind.ASSIGN) || token.is(TokenKind.MATCH);
    }

    private Matcher matcher(Token first, String quoted) throws Faulty {
        Token label = cursor.peek();
        if (!label.is(TokenKind.IDENTIFIER) && !label.is(TokenKind.STRING)) {
            throw cursor.unexpected(CONTEXT, "identifier or \"}\"");
        }
        cursor.take();
        Token sign = cursor.peek();
        if (!isMatch(sign)) {
            throw cursor.unexpected(CONTEXT, "label matching operator");
        }
        cursor.take();
        Token value = cursor.peek();
        if (!value.is(TokenKind.STRING)) {
            throw cursor.unexpected(CONTEXT, "string");
        }
        cursor.take();
        if (label.text().equals(Label.METRIC_NAME) && !quoted.isEmpty() && sign.is(TokenKind.ASSIGN)) {
            throw Cursor.fault(first.span(), twice(quoted, value.text()));
        }
        return matcher(label, sign, value);
    }

    private static Matcher matcher(Token label, Token sign, Token value) throws Faulty {
        if (!Quoted.isText(label.text()) || label.text().isEmpty()) {
            throw Cursor.fault(label.span(), "invalid label name " + Quoted.go(label.text()));
        }
        try {
            return Matcher.of(label.text(), op(sign), value.text());
        } catch (IllegalArgumentException fault) {
            throw Cursor.fault(label.span().to(value.span()), String.valueOf(fault.getMessage()));
        }
    }

    private static Matcher.Op op(Token sign) {
        for (Matcher.Op op : Matcher.Op.values()) {
            if (op.sign().equals(sign.text())) {
                return op;
            }
        }
        throw new IllegalStateException("no matching operator: " + sign.text());
    }

    private static String twice(String first, String second) {
        return "metric name must not be set twice: " + Quoted.go(first) + " or " + Quoted.go(second);
    }
}
