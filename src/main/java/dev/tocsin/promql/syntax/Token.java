package dev.tocsin.promql.syntax;

import java.util.Locale;

/**
 * A piece of an expression.
 *
 * @param text as written, but for strings: what they mean
 */
record Token(TokenKind kind, String text, Span span) {
    boolean is(TokenKind wanted) {
        return kind == wanted;
    }

    /** Whether this is the keyword or operator {@code word}, in whatever case. */
    boolean isWord(String word) {
        return (kind == TokenKind.KEYWORD || kind == TokenKind.OPERATOR) && text.equalsIgnoreCase(word);
    }

    /** Whether it may stand where a label's or metric's name is expected. */
    boolean isName() {
        return kind == TokenKind.IDENTIFIER
                || kind == TokenKind.KEYWORD
                || (kind == TokenKind.OPERATOR && Character.isLetter(text.charAt(0)));
    }

    /** For messages: {@code identifier "foo"}, {@code <by>}, {@code end of input}. */
    String described() {
        return switch (kind) {
            case END -> "end of input";
            case KEYWORD -> '<' + text.toLowerCase(Locale.ROOT) + '>';
            case OPERATOR, MATCH -> '<' + kind.words() + ":" + text + '>';
            case IDENTIFIER, METRIC, NUMBER, DURATION, STRING -> kind.words() + " " + Quoted.go(text);
            case LEFT_PAREN,
                    RIGHT_PAREN,
                    LEFT_BRACE,
                    RIGHT_BRACE,
                    LEFT_BRACKET,
                    RIGHT_BRACKET,
                    COMMA,
                    COLON,
                    ASSIGN,
                    AT -> kind.words();
        };
    }
}
