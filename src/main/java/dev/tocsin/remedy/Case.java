package dev.tocsin.remedy;

import dev.tocsin.provider.View;
import java.time.Instant;
import java.util.List;

/**
 * What is known when an act is weighed: what the platform has just shown at {@code at}, and our own records. {@code others} are
 * all other acts that are remembered.
 */
record Case(Act act, Remedy remedy, View view, Instant at, List<Act> others, Bench bench) {
    Case {
        others = List.copyOf(others);
    }

    Instant now() {
        return bench.now();
    }
}
