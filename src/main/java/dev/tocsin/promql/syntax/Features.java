package dev.tocsin.promql.syntax;

import java.util.Collection;
import java.util.List;

/**
 * What is experimental in Prometheus, each behind the switch that it has there.
 *
 * @param experimentalFunctions {@code promql-experimental-functions}: such functions and aggregations
 * @param durationExpressions {@code promql-duration-expr}: arithmetic in durations
 * @param extendedSelectors {@code promql-extended-range-selectors}: {@code smoothed}, {@code anchored}
 * @param fillModifiers {@code promql-binop-fill-modifiers}: {@code fill}, {@code fill_left}, {@code fill_right}
 * @param delayedNameRemoval {@code promql-delayed-name-removal}: the name is dropped at the end
 * @param typeAndUnit {@code type-and-unit-labels}: {@code __type__}, {@code __unit__} count as part of the name
 * @param startTimestamps {@code use-start-timestamps}: resets and extrapolation look at when counting began
 */
public record Features(
        boolean experimentalFunctions,
        boolean durationExpressions,
        boolean extendedSelectors,
        boolean fillModifiers,
        boolean delayedNameRemoval,
        boolean typeAndUnit,
        boolean startTimestamps) {
    /** The switches, as Prometheus calls them. */
    public static final List<String> NAMES = List.of(
            "promql-experimental-functions",
            "promql-duration-expr",
            "promql-extended-range-selectors",
            "promql-binop-fill-modifiers",
            "promql-delayed-name-removal",
            "type-and-unit-labels",
            "use-start-timestamps");

    /** Those that are called by their {@link #NAMES}; other names are ignored. */
    public static Features of(Collection<String> names) {
        return new Features(
                names.contains(NAMES.get(0)),
                names.contains(NAMES.get(1)),
                names.contains(NAMES.get(2)),
                names.contains(NAMES.get(3)),
                names.contains(NAMES.get(4)),
                names.contains(NAMES.get(5)),
                names.contains(NAMES.get(6)));
    }

    /** Prometheus' defaults: all off. */
    public static Features standard() {
        return new Features(false, false, false, false, false, false, false);
    }

    /** What Prometheus' own test suite switches on: all but the type and unit of metrics. */
    public static Features ofSuite() {
        return new Features(true, true, true, true, true, false, true);
    }
}
