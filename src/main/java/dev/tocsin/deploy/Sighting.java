package dev.tocsin.deploy;

import dev.tocsin.provider.Deployment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a platform said about a service's deployments, newest first. */
public record Sighting(String service, List<Deployment> deployments, Instant at) {
    public Sighting {
        deployments = List.copyOf(deployments);
    }

    /** The one that serves, or that served last and crashed: the one to which today's trouble belongs. */
    public Optional<Deployment> current() {
        return deployments.stream()
                .filter(one -> one.status() == Deployment.Status.ACTIVE || one.status() == Deployment.Status.CRASHED)
                .findFirst();
    }
}
