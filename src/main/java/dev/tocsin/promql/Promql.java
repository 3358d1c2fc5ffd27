package dev.tocsin.promql;

import dev.tocsin.promql.syntax.Features;
import dev.tocsin.promql.syntax.ParseFault;
import dev.tocsin.promql.syntax.Parsed;

/** The way in: text to expression. Pure; for any thread. */
public final class Promql {
    private Promql() {}

    /** Parses and type-checks {@code text} with Prometheus' default features. */
    public static Parsed parse(String text) {
        return parse(text, Features.standard());
    }

    /** Parses and type-checks {@code text}; what {@code features} switches off is a fault. */
    public static Parsed parse(String text, Features features) {
        return new Parsed.Bad(new ParseFault(1, 1, "no expression found in input"));
    }
}
