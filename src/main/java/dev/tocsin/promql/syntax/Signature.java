package dev.tocsin.promql.syntax;

import java.util.List;

/**
 * A function as the parser knows it.
 *
 * @param arguments their kinds; the last may be left out or repeat, see {@code variadic}
 * @param variadic 0: exactly the arguments; n > 0: up to n optional ones at the end; -1: the last any number of times
 */
public record Signature(String name, List<Kind> arguments, int variadic, Kind result, boolean experimental) {
    public Signature {
        arguments = List.copyOf(arguments);
    }
}
