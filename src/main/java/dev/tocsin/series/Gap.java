package dev.tocsin.series;

import dev.tocsin.model.Matcher;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a query misses, because only what something loaded asks for is kept.
 *
 * @param selector of the query
 * @param dropped how many series that it selects came in and were dropped
 * @param kept the least time that one of its other series is kept, when the query looks back further
 */
public record Gap(List<Matcher> selector, int dropped, Optional<Duration> kept) {
    public Gap {
        selector = List.copyOf(selector);
    }

    /** For people: one sentence that says what is missing and what to do about it. */
    public String message() {
        String name = selector.stream().map(Matcher::toString).collect(Collectors.joining(", ", "{", "}"));
        String few = dropped == 0
                ? ""
                : dropped + " series were dropped" + kept.map(time -> ", ").orElse("");
        String late = kept.map(time -> "older samples than " + time.toSeconds() + "s are not kept")
                .orElse("");
        return name + ": " + few + late + ", for no loaded rule asks for them (retain: rules)";
    }
}
