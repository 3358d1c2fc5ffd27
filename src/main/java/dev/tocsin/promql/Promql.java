package dev.tocsin.promql;

import dev.tocsin.promql.syntax.Expr;
import dev.tocsin.promql.syntax.Features;
import dev.tocsin.promql.syntax.Parsed;
import dev.tocsin.promql.syntax.Syntax;

/** The way in: text to expression. Pure; for any thread. */
public final class Promql {
    private Promql() {}

    /** Parses and type-checks {@code text} with Prometheus' default features. */
    public static Parsed parse(String text) {
        return parse(text, Features.standard());
    }

    /** Parses one selector without modifiers, as {@code match[]} of Prometheus' API has it; it may select everything. */
    public static Parsed selector(String text) {
        return Syntax.selector(text);
    }

    /** {@code expr} over as many lines as keep each below a hundred characters, as Prometheus' format_query has it. */
    public static String pretty(Expr expr) {
        return Syntax.pretty(expr);
    }

    /** Parses and type-checks {@code text}; what {@code features} switches off is a fault. */
    public static Parsed parse(String text, Features features) {
        return Syntax.parse(text, features);
    }
}
