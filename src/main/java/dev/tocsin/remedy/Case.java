package dev.tocsin.remedy;

import dev.tocsin.deploy.Deploys;
import dev.tocsin.deploy.Sighting;
import dev.tocsin.deploy.Tenure;
import dev.tocsin.provider.Deployment;
import dev.tocsin.provider.Deployment.Status;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known when an act is weighed: what the platform has just said, and our own records brought up to that. {@code others}
 * are all other acts that are remembered.
 */
record Case(Act act, Remedy remedy, Sighting seen, Deploys records, List<Act> others, Bench bench) {
    static Case of(Act act, Remedy remedy, Sighting seen, Bench bench, List<Act> others) {
        // The watch looks every half minute: what serves now may be newer than our records.
        Deploys records = bench.deploys()
                .advance(List.of(seen), bench.ailing(), bench.now())
                .deploys();
        return new Case(act, remedy, seen, records, List.copyOf(others), bench);
    }

    Instant now() {
        return bench.now();
    }

    /** The deployment that today's trouble would belong to. */
    Optional<Deployment> current() {
        return seen.current();
    }

    /** Since when that one serves: what we saw, which is never later than what the platform says. */
    Instant since(Deployment current) {
        return record(current).map(Tenure::since).orElse(current.createdAt());
    }

    Optional<Tenure> record(Deployment deployment) {
        return records.find(act.service(), deployment.id());
    }

    /** Those that served before the current one, the latest first. */
    List<Deployment> earlier() {
        return current()
                .map(current -> seen.deployments().stream()
                        .dropWhile(one -> !one.id().equals(current.id()))
                        .skip(1)
                        .filter(one -> one.status() == Status.REPLACED || one.status() == Status.ACTIVE)
                        .toList())
                .orElse(List.of());
    }

    /** The latest of them that was healthy for long enough. */
    Optional<Deployment> target() {
        return earlier().stream().filter(this::wasGood).findFirst();
    }

    boolean wasGood(Deployment deployment) {
        return record(deployment)
                .filter(tenure -> tenure.isGood(remedy.evidence().healthyFor(), now()))
                .isPresent();
    }

    /** What is being deployed over the current one. */
    Optional<Deployment> underWay() {
        return seen.deployments().stream()
                .takeWhile(one -> current().filter(one::equals).isEmpty())
                .filter(one -> one.status() == Status.UNDER_WAY)
                .findFirst();
    }

    /** The plan, once all guards have agreed. */
    Optional<Plan> plan() {
        return current().flatMap(current -> target().map(target -> plan(current, target)));
    }

    private Plan plan(Deployment current, Deployment target) {
        Instant newest = seen.deployments().stream()
                .map(Deployment::createdAt)
                .max(Instant::compareTo)
                .orElse(now());
        return new Plan(
                Plan.Point.of(current),
                Plan.Point.of(target),
                new java.util.TreeSet<>(
                        seen.deployments().stream().map(Deployment::id).toList()),
                newest);
    }
}
