package dev.tocsin.remedy;

import dev.tocsin.provider.Deployment;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What an act will do: go from deployment {@code from} back to {@code target}, whose {@code commit} is known or not.
 * {@code known} are the deployments that were there when the evidence was weighed, {@code newest} when the latest of them was
 * created: what comes after is news.
 */
public record Plan(String from, String target, Optional<String> commit, SortedSet<String> known, Instant newest) {
    public Plan {
        known = Collections.unmodifiableSortedSet(new TreeSet<>(known));
    }

    /** The target, for people. */
    public String words() {
        return Deployment.words(target, commit);
    }
}
