package dev.tocsin.incident;

import dev.tocsin.model.Labels;
import dev.tocsin.model.Matcher;
import java.time.Duration;
import java.util.List;

/** When an incident asks for the remedy {@code name}: an audible alert matches and has been firing for {@code after}. */
public record RemedyTrigger(String name, List<Matcher> matchers, Duration after) {
    public RemedyTrigger {
        matchers = List.copyOf(matchers);
    }

    boolean matches(Labels labels) {
        return Matcher.allMatch(matchers, labels);
    }
}
