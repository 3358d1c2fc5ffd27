package dev.tocsin.promql.syntax;

/** What a token is, with the words by which messages name it. */
enum TokenKind {
    END("end of input"),
    IDENTIFIER("identifier"),
    METRIC("metric identifier"),
    KEYWORD("keyword"),
    NUMBER("number"),
    DURATION("duration"),
    STRING("string"),
    OPERATOR("operator"),
    LEFT_PAREN("\"(\""),
    RIGHT_PAREN("\")\""),
    LEFT_BRACE("\"{\""),
    RIGHT_BRACE("\"}\""),
    LEFT_BRACKET("\"[\""),
    RIGHT_BRACKET("\"]\""),
    COMMA("\",\""),
    COLON("\":\""),
    ASSIGN("\"=\""),
    MATCH("operator"),
    AT("\"@\"");

    private final String words;

    TokenKind(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
