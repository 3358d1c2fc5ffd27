package dev.tocsin.deploy;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Every service's latest deployments by our own records. Immutable; {@link #advance} gives the next. */
public final class Deploys {
    private final SortedMap<String, List<Tenure>> byService;

    private Deploys(SortedMap<String, List<Tenure>> byService) {
        this.byService = Collections.unmodifiableSortedMap(byService);
    }

    /** Nothing seen yet. */
    public static Deploys none() {
        return new Deploys(new TreeMap<>());
    }

    /** These, as read back from the ledger. */
    public static Deploys of(Collection<Tenure> tenures) {
        throw new UnsupportedOperationException();
    }

    /** What a turn made of them; {@code changed} is for the ledger, key service and deployment. */
    public record Progress(Deploys deploys, List<Tenure> changed) {
        public Progress {
            changed = List.copyOf(changed);
        }
    }

    /**
     * The records after a turn. {@code ailing} are the services about which an alert fires (label {@code service}), each with
     * the earliest onset of those alerts.
     */
    public Progress advance(List<Sighting> sightings, Map<String, Instant> ailing, Instant now) {
        throw new UnsupportedOperationException();
    }

    /** After the agent was down for {@code gap}: time that we did not see is not counted as healthy. */
    public Deploys resumed(Duration gap, Instant now) {
        throw new UnsupportedOperationException();
    }

    /** What is known of one deployment. */
    public Optional<Tenure> find(String service, String deployment) {
        return byService.getOrDefault(service, List.of()).stream()
                .filter(tenure -> tenure.deployment().equals(deployment))
                .findFirst();
    }
}
