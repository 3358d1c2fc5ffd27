package dev.tocsin.remedy;

import dev.tocsin.provider.Deployment;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What an act will do: go from one deployment back to another. {@code known} are the deployments that were there when the
 * evidence was weighed, {@code newest} when the latest of them was created: what comes after is news.
 */
public record Plan(Point from, Point target, SortedSet<String> known, Instant newest) {
    public Plan {
        known = Collections.unmodifiableSortedSet(new TreeSet<>(known));
    }

    /** One deployment, and the commit that it was made of, where the platform says so. */
    public record Point(String deployment, Optional<String> commit) {
        static Point of(Deployment deployment) {
            return new Point(deployment.id(), deployment.commit());
        }

        /** For people. */
        public String words() {
            return Deployment.words(deployment, commit);
        }
    }
}
