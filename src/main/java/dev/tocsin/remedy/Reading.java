package dev.tocsin.remedy;

import java.util.List;

/** What a signal says. Only {@code GOOD} is good: a signal that cannot be read proves nothing. */
public enum Reading {
    GOOD,
    BAD,
    ABSENT;

    /** Of the values that the signal's expression gave: good when there is one and none is 0 or NaN. */
    public static Reading of(List<Double> values) {
        if (values.isEmpty()) {
            return ABSENT;
        }
        return values.stream().allMatch(value -> value != 0 && !Double.isNaN(value)) ? GOOD : BAD;
    }
}
