package dev.tocsin.template;

/**
 * A piece of a template's text. {@code value} is the word, the decoded text of a string, or the number as it is written.
 * {@code glued} says that no space stands before it: {@code $a.b} is one operand, {@code $a .b} are two.
 */
record Token(Kind kind, String value, int at, boolean glued) {
    enum Kind {
        TEXT,
        LEFT,
        RIGHT,
        WORD,
        FIELD,
        DOT,
        VARIABLE,
        STRING,
        CHARACTER,
        NUMBER,
        DECLARE,
        ASSIGN,
        PIPE,
        OPEN,
        CLOSE,
        COMMA,
        END
    }

    boolean is(Kind wanted) {
        return kind == wanted;
    }

    /** For "unexpected ...". */
    String shown() {
        return switch (kind) {
            case END -> "end of the template";
            case RIGHT -> "}}";
            case STRING -> GoQuote.quote(value);
            case FIELD -> "." + value;
            default -> value;
        };
    }
}
