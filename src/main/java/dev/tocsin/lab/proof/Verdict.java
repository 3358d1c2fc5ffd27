package dev.tocsin.lab.proof;

import java.util.List;

/** What became of one seed. */
public record Verdict(long seed, List<String> breaches, List<String> story, Totals totals) {
    public Verdict {
        breaches = List.copyOf(breaches);
        story = List.copyOf(story);
    }

    /** Whether every invariant held. */
    public boolean passed() {
        return breaches.isEmpty();
    }
}
