package dev.tocsin.deploy;

import dev.tocsin.provider.Deployment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Every service's latest deployments by our own records. Immutable; {@link #advance} gives the next. */
public final class Deploys {
    /** Nobody goes further back than that, and the platforms keep less. */
    private static final int REMEMBERED = 20;

    private static final Duration BLINK = Duration.ofMinutes(2);

    /** Of each service, the one that serves (or served last) first. */
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
        SortedMap<String, List<Tenure>> byService = new TreeMap<>();
        tenures.stream()
                .sorted(Comparator.comparing((Tenure tenure) -> tenure.until().isPresent())
                        .thenComparing(Tenure::since, Comparator.reverseOrder())
                        .thenComparing(Tenure::deployment))
                .forEach(tenure -> byService
                        .computeIfAbsent(tenure.service(), name -> new ArrayList<>())
                        .add(tenure));
        byService.replaceAll((name, all) -> latest(all));
        return new Deploys(byService);
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
        SortedMap<String, List<Tenure>> next = new TreeMap<>(byService);
        for (Sighting sighting : sightings) {
            Optional<Instant> onset = Optional.ofNullable(ailing.get(sighting.service()));
            List<Tenure> known = next.getOrDefault(sighting.service(), List.of());
            next.put(sighting.service(), pinned(seen(known, sighting, onset), sighting));
        }
        next.replaceAll((name, tenures) -> told(tenures, Optional.ofNullable(ailing.get(name)), now));
        return new Progress(new Deploys(next), changed(next));
    }

    /**
     * After the agent was down for {@code gap}: time that we did not see is not counted as healthy, except for a blink. An agent
     * with nothing to write down seems to have stopped a little before it did.
     */
    public Deploys resumed(Duration gap, Instant now) {
        if (gap.compareTo(BLINK) <= 0) {
            return this;
        }
        SortedMap<String, List<Tenure>> next = new TreeMap<>(byService);
        next.replaceAll((name, tenures) -> tenures.stream()
                .map(tenure -> tenure.unseen(now.minus(gap), now))
                .toList());
        return new Deploys(next);
    }

    /**
     * These and {@code found}, which are of an earlier run and became known only now: they have seen more of a deployment that both
     * know. What served then and does not serve now was replaced when what serves now began.
     */
    public Deploys joined(Deploys found) {
        SortedMap<String, List<Tenure>> next = new TreeMap<>(found.byService);
        byService.forEach((service, ours) -> next.merge(service, ours, Deploys::joined));
        return new Deploys(next);
    }

    private static List<Tenure> joined(List<Tenure> theirs, List<Tenure> ours) {
        Map<String, Tenure> all = new LinkedHashMap<>();
        Tenure serving = ours.getFirst();
        ours.forEach(tenure -> all.put(tenure.deployment(), tenure));
        theirs.forEach(tenure -> {
            boolean serves = tenure.deployment().equals(serving.deployment());
            boolean isStale = !serves && tenure.until().isEmpty();
            all.put(tenure.deployment(), isStale ? tenure.replaced(serving.since()) : tenure);
        });
        return latest(List.copyOf(all.values()));
    }

    /** What is known of one deployment. */
    public Optional<Tenure> find(String service, String deployment) {
        return byService.getOrDefault(service, List.of()).stream()
                .filter(tenure -> tenure.deployment().equals(deployment))
                .findFirst();
    }

    /** All that is known of {@code service}, the deployment that serves first. */
    public List<Tenure> of(String service) {
        return byService.getOrDefault(service, List.of());
    }

    private static List<Tenure> seen(List<Tenure> known, Sighting sighting, Optional<Instant> onset) {
        Optional<Deployment> current = sighting.current();
        if (current.isEmpty() || isKnown(known, current.get().id(), sighting.at())) {
            return known;
        }
        Deployment deployment = current.get();
        List<Tenure> next = new ArrayList<>();
        next.add(known.stream()
                .filter(tenure -> tenure.deployment().equals(deployment.id()))
                .findFirst()
                .map(tenure -> tenure.revived(onset, sighting.at()))
                .orElseGet(() -> Tenure.begun(sighting.service(), deployment, onset, sighting.at())));
        Instant began = next.getFirst().since();
        known.stream()
                .filter(tenure -> !tenure.deployment().equals(deployment.id()))
                .map(tenure -> tenure.until().isPresent() ? tenure : tenure.replaced(began))
                .forEach(next::add);
        return latest(next);
    }

    private static List<Tenure> pinned(List<Tenure> tenures, Sighting sighting) {
        boolean isOfTheCurrent = !tenures.isEmpty()
                && sighting.current()
                        .filter(one -> one.id().equals(tenures.getFirst().deployment()))
                        .isPresent();
        if (!isOfTheCurrent) {
            return tenures;
        }
        List<Tenure> next = new ArrayList<>(tenures);
        next.set(0, tenures.getFirst().pinned(sighting.pinned(), sighting.at()));
        return List.copyOf(next);
    }

    /** It serves already; or the sighting is older than what we know. */
    private static boolean isKnown(List<Tenure> known, String deployment, Instant at) {
        return !known.isEmpty()
                && (known.getFirst().deployment().equals(deployment)
                        || at.isBefore(known.getFirst().since()));
    }

    private static List<Tenure> told(List<Tenure> tenures, Optional<Instant> onset, Instant now) {
        if (tenures.isEmpty() || tenures.getFirst().told(onset, now).equals(tenures.getFirst())) {
            return tenures;
        }
        List<Tenure> next = new ArrayList<>(tenures);
        next.set(0, tenures.getFirst().told(onset, now));
        return List.copyOf(next);
    }

    private static List<Tenure> latest(List<Tenure> tenures) {
        return tenures.stream().limit(REMEMBERED).toList();
    }

    private List<Tenure> changed(SortedMap<String, List<Tenure>> next) {
        return next.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(byService.get(entry.getKey())))
                .flatMap(entry -> entry.getValue().stream())
                .filter(tenure -> !find(tenure.service(), tenure.deployment()).equals(Optional.of(tenure)))
                .toList();
    }

    /** The deployments that are kept in production, one a service at most: to be seen until somebody promotes another one. */
    public List<Tenure> pinned() {
        return byService.values().stream()
                .filter(tenures -> !tenures.isEmpty())
                .map(List::getFirst)
                .filter(tenure -> tenure.pinned().isPresent())
                .toList();
    }

    /** Every record, by service, the one that serves first. */
    public Stream<Tenure> stream() {
        return byService.values().stream().flatMap(List::stream);
    }
}
