package dev.tocsin.promql.syntax;

/** What an expression evaluates to. */
public enum Kind {
    NONE("none"),
    SCALAR("scalar"),
    VECTOR("vector"),
    MATRIX("matrix"),
    STRING("string");

    private final String word;

    Kind(String word) {
        this.word = word;
    }

    /** As the HTTP API names it: {@code vector}. */
    public String word() {
        return word;
    }

    /** As Prometheus' messages name it: {@code instant vector}. */
    public String documented() {
        return switch (this) {
            case VECTOR -> "instant vector";
            case MATRIX -> "range vector";
            case NONE, SCALAR, STRING -> word;
        };
    }
}
