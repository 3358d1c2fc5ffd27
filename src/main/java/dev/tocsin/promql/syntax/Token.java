package dev.tocsin.promql.syntax;

import java.util.List;
import java.util.Locale;

/**
 * A piece of an expression.
 *
 * @param text as written, but for strings: what they mean
 */
record Token(TokenKind kind, String text, Span span) {
    private static final List<String> NO_METRICS = List.of("on", "ignoring", "group_left", "group_right", "bool");
    private static final List<String> OF_QUERY = List.of("start", "end", "step", "range");
    private static final int LONGEST_SHOWN = 10;
    private static final List<String> SET_OPERATORS = List.of("and", "or", "unless");

    boolean is(TokenKind wanted) {
        return kind == wanted;
    }

    /** Whether this is the keyword or operator {@code word}, in whatever case. */
    boolean isWord(String word) {
        return (kind == TokenKind.KEYWORD || kind == TokenKind.OPERATOR) && text.equalsIgnoreCase(word);
    }

    /** Whether it may stand where a label's name is expected: all words but one, as Prometheus has it. */
    boolean isLabelName() {
        return kind == TokenKind.IDENTIFIER
                || kind == TokenKind.KEYWORD && !isWord("without")
                || kind == TokenKind.OPERATOR && Character.isLetter(text.charAt(0));
    }

    /** Whether it may stand where the name of a metric is expected. */
    boolean isMetricName() {
        return switch (kind) {
            case IDENTIFIER, METRIC -> true;
            case KEYWORD -> NO_METRICS.stream().noneMatch(this::isWord);
            case OPERATOR -> SET_OPERATORS.stream().anyMatch(this::isWord);
            case END,
                    NUMBER,
                    DURATION,
                    STRING,
                    LEFT_PAREN,
                    RIGHT_PAREN,
                    LEFT_BRACE,
                    RIGHT_BRACE,
                    LEFT_BRACKET,
                    RIGHT_BRACKET,
                    COMMA,
                    COLON,
                    ASSIGN,
                    MATCH,
                    AT -> false;
        };
    }

    private static String shortened(String written) {
        return written.length() > LONGEST_SHOWN
                ? Quoted.go(written.substring(0, LONGEST_SHOWN)) + "..."
                : Quoted.go(written);
    }

    /** Whether an expression may begin with it. */
    boolean startsExpression() {
        return switch (kind) {
            case NUMBER, DURATION, STRING, LEFT_PAREN, LEFT_BRACE -> true;
            case IDENTIFIER, METRIC, KEYWORD, OPERATOR -> isMetricName() || isWord("+") || isWord("-");
            case END, RIGHT_PAREN, RIGHT_BRACE, LEFT_BRACKET, RIGHT_BRACKET, COMMA, COLON, ASSIGN, MATCH, AT -> false;
        };
    }

    /** For messages: {@code identifier "foo"}, {@code <by>}, {@code end of input}. A string is shown as {@code source} has it. */
    String described(String source) {
        return switch (kind) {
            case END -> "end of input";
            case KEYWORD -> keyword();
            case OPERATOR, MATCH, AT -> "<op:" + text + '>';
            case IDENTIFIER, METRIC -> kind.words() + " " + Quoted.go(text);
            case NUMBER, DURATION -> kind.words() + " " + shortened(text);
            case STRING -> kind.words() + " " + shortened(source.substring(span.start(), span.end()));
            case LEFT_PAREN, RIGHT_PAREN, LEFT_BRACE, RIGHT_BRACE, LEFT_BRACKET, RIGHT_BRACKET, COMMA, COLON, ASSIGN ->
                kind.words();
        };
    }

    private String keyword() {
        if (OF_QUERY.stream().anyMatch(this::isWord)) {
            return Quoted.go(text);
        }
        return (AggregateOp.named(text.toLowerCase(Locale.ROOT)).isPresent() ? "<aggr:" : "<") + text + '>';
    }
}
