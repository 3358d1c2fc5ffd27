package dev.tocsin.promql.syntax;

/** The way into the language. Pure; for any thread. */
public final class Syntax {
    private Syntax() {}

    /** Parses and type-checks {@code text}; what {@code features} switches off is a fault. */
    public static Parsed parse(String text, Features features) {
        return Parser.parse(text, features);
    }
}
