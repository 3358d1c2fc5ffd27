package dev.tocsin.remedy;

import dev.tocsin.provider.Deployment;
import dev.tocsin.provider.Deployment.Status;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What the platform's deployments say about a request: since no platform takes a key of ours, this is how it is known again. */
sealed interface Trace {
    /** Nothing is new. */
    record Nothing() implements Trace {}

    /** Something is new, and it cannot be told yet whose it is. */
    record Unclear() implements Trace {}

    /** What we asked for: the target's commit, made after the evidence was weighed. */
    record Ours(Deployment deployment) implements Trace {}

    /** Somebody has deployed something else. */
    record Others(Deployment deployment) implements Trace {}

    /** What is newest after {@code plan} was made; {@code requested} is when the platform was first asked. */
    static Trace of(Plan plan, Instant requested, List<Deployment> deployments) {
        return deployments.stream()
                .filter(one -> !plan.known().contains(one.id()))
                .filter(one -> !one.createdAt().isBefore(plan.newest()))
                .filter(one -> one.status() != Status.IDLE)
                .max(Comparator.comparing(Deployment::createdAt))
                .map(one -> whose(plan, requested, one))
                .orElseGet(Nothing::new);
    }

    private static Trace whose(Plan plan, Instant requested, Deployment found) {
        Optional<String> wanted = plan.target().commit();
        if (wanted.isPresent() && found.commit().isEmpty()) {
            return new Unclear();
        }
        boolean isLater = !found.createdAt().isBefore(requested.minus(Guards.SKEW));
        boolean isOurs = wanted.isPresent()
                ? wanted.equals(found.commit())
                : found.commit().isEmpty() && isLater;
        return isOurs ? new Ours(found) : new Others(found);
    }
}
