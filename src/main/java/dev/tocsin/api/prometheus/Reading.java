package dev.tocsin.api.prometheus;

import dev.tocsin.clock.Clock;
import dev.tocsin.model.Matcher;
import dev.tocsin.promql.Need;
import dev.tocsin.series.Gap;
import dev.tocsin.series.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What questions are asked of: the series, and the time. */
record Reading(Store store, Clock clock) {
    Instant now() {
        return clock.now();
    }

    /** What is missing, as warnings: a query whose first evaluation is at {@code firstMillis} has these needs. */
    List<String> gaps(List<Need> needs, long firstMillis) {
        long ago = Math.max(0, now().toEpochMilli() - firstMillis);
        return store.gaps(needs, Duration.ofMillis(ago)).stream()
                .map(Gap::message)
                .toList();
    }

    /** Which series that {@code selectors} name were dropped, as warnings. */
    List<String> dropped(List<List<Matcher>> selectors) {
        List<Need> needs = new ArrayList<>();
        selectors.forEach(matchers -> needs.add(new Need(matchers, Duration.ZERO, false)));
        return store.gaps(needs, Duration.ZERO).stream().map(Gap::message).toList();
    }
}
