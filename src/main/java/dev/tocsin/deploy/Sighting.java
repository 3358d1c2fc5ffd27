package dev.tocsin.deploy;

import dev.tocsin.model.Batch;
import dev.tocsin.model.Label;
import dev.tocsin.model.Labels;
import dev.tocsin.provider.Deployment;
import dev.tocsin.provider.View;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a platform said about a service's deployments, newest first. {@code pinned}: production stays where a rollback put it, and
 * what is pushed does not go live.
 */
public record Sighting(String service, List<Deployment> deployments, boolean pinned, Instant at) {
    private static final String PINNED = "deploy_production_pinned";

    public Sighting {
        deployments = List.copyOf(deployments);
    }

    /** Of what the platform showed. */
    public static Sighting of(String service, View.Served view, Instant at) {
        return new Sighting(service, view.deployments(), view.isPinned(), at);
    }

    /** {@code deploy_production_pinned}: 1 as long as production is pinned, so that a rule can say so until it is not. */
    public Batch samples() {
        Batch batch = new Batch(1);
        batch.add(Labels.of(Label.METRIC_NAME, PINNED, "service", service), at.toEpochMilli(), pinned ? 1 : 0);
        return batch;
    }

    /** The one that serves, or that served last and crashed: the one to which today's trouble belongs. */
    public Optional<Deployment> current() {
        return deployments.stream()
                .filter(one -> one.status() == Deployment.Status.ACTIVE || one.status() == Deployment.Status.CRASHED)
                .findFirst();
    }
}
