package dev.tocsin.promql.syntax;

/** The way into the language. Pure; for any thread. */
public final class Syntax {
    private Syntax() {}

    /** Parses and type-checks {@code text}; what {@code features} switches off is a fault. */
    public static Parsed parse(String text, Features features) {
        return Parser.parse(text, features);
    }

    /** Parses one selector without modifiers, as {@code match[]} of Prometheus' API has it; it may select everything. */
    public static Parsed selector(String text) {
        return Parser.selector(text);
    }

    /** {@code expr} over several lines where one would be too long; parses to an equal expression. */
    public static String pretty(Expr expr) {
        return PrettyPrinter.print(expr, 0);
    }
}
