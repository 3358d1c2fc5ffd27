package dev.tocsin.remedy;

import dev.tocsin.deploy.Deploys;
import dev.tocsin.deploy.Sighting;
import dev.tocsin.deploy.Tenure;
import dev.tocsin.provider.Deployment;
import dev.tocsin.provider.Deployment.Status;
import dev.tocsin.provider.View;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether the trouble came with a deployment, and whether there is a good one to go back to, by our own records. */
record RollbackGround(Case asked, Action.Evidence evidence, View.Served view, Deploys records) implements Ground {
    static RollbackGround of(Case asked, Action.Evidence evidence, View.Served view) {
        // The watch looks every half minute: what serves now may be newer than our records.
        Sighting seen = Sighting.of(asked.act().service(), view, asked.at());
        Bench bench = asked.bench();
        Deploys records = bench.deploys()
                .advance(List.of(seen), bench.ailing(), bench.now())
                .deploys();
        return new RollbackGround(asked, evidence, view, records);
    }

    @Override
    public List<Verdict> verdicts() {
        return Stream.of(
                        Optional.of(correlation()),
                        current().map(current -> knownGood()),
                        target().map(RollbackGround::eligible),
                        Optional.of(nothingUnderWay()))
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public Optional<Plan> plan() {
        return current().flatMap(current -> target().map(target -> plan(current, target)));
    }

    /** The deployment that today's trouble would belong to. */
    private Optional<Deployment> current() {
        return Sighting.of(asked.act().service(), view, asked.at()).current();
    }

    /** Since when that one serves: what we saw, which is never later than what the platform says. */
    private Instant since(Deployment current) {
        return record(current).map(Tenure::since).orElse(current.createdAt());
    }

    private Optional<Tenure> record(Deployment deployment) {
        return records.find(asked.act().service(), deployment.id());
    }

    /** Those that served before the current one, the latest first. */
    private List<Deployment> earlier() {
        return current()
                .map(current -> view.deployments().stream()
                        .dropWhile(one -> !one.id().equals(current.id()))
                        .skip(1)
                        .filter(one -> one.status() == Status.REPLACED || one.status() == Status.ACTIVE)
                        .toList())
                .orElse(List.of());
    }

    /** The latest of them that was healthy for long enough. */
    private Optional<Deployment> target() {
        return earlier().stream().filter(this::wasGood).findFirst();
    }

    private boolean wasGood(Deployment deployment) {
        return record(deployment)
                .filter(tenure -> tenure.isGood(evidence.healthyFor(), asked.now()))
                .isPresent();
    }

    private Verdict correlation() {
        Optional<Deployment> current = current();
        if (current.isEmpty()) {
            return Verdict.unknown(Guard.DEPLOY_CORRELATION, "the platform shows no deployment that serves");
        }
        Instant since = since(current.get());
        Instant onset = asked.act().wish().onset();
        String name = current.get().words();
        if (onset.isBefore(since.minus(Guards.SKEW))) {
            String before = Words.between(onset, since);
            return Verdict.no(Guard.DEPLOY_CORRELATION, "the trouble began " + before + " before " + name + " served");
        }
        Duration after = Duration.between(since, onset);
        Duration most = evidence.deployedWithin();
        boolean soon = after.compareTo(most) <= 0;
        String words = "the trouble began " + Words.of(after) + " after " + name + " began to serve";
        return Verdict.of(soon, Guard.DEPLOY_CORRELATION, soon ? words : words + ", more than " + Words.of(most));
    }

    private Verdict knownGood() {
        Optional<Deployment> target = target();
        if (target.isPresent()) {
            Duration healthy =
                    record(target.get()).map(one -> one.healthy(asked.now())).orElse(Duration.ZERO);
            return Verdict.yes(Guard.KNOWN_GOOD, target.get().words() + " was healthy for " + Words.of(healthy));
        }
        List<Deployment> earlier = earlier();
        if (earlier.isEmpty()) {
            return Verdict.unknown(Guard.KNOWN_GOOD, "there is no earlier deployment to go back to");
        }
        Deployment previous = earlier.getFirst();
        return record(previous)
                .map(tenure -> Verdict.no(Guard.KNOWN_GOOD, whyNotGood(previous, tenure)))
                .orElseGet(() -> Verdict.unknown(
                        Guard.KNOWN_GOOD, "there is no record of how healthy " + previous.words() + " was"));
    }

    private String whyNotGood(Deployment previous, Tenure tenure) {
        if (tenure.ailing().isPresent()) {
            return previous.words() + " was in trouble itself when it was replaced";
        }
        return previous.words() + " was seen healthy for only " + Words.of(tenure.healthy(asked.now())) + " of "
                + Words.of(evidence.healthyFor());
    }

    private static Verdict eligible(Deployment target) {
        boolean can = target.canRollback();
        return Verdict.of(
                can,
                Guard.ELIGIBLE,
                can ? "the platform can go back to it" : "the platform can no longer go back to " + target.words());
    }

    private Verdict nothingUnderWay() {
        Optional<String> under = moving().or(this::deploying);
        return under.map(what -> Verdict.no(Guard.NOTHING_UNDER_WAY, what))
                .orElseGet(() -> Verdict.yes(Guard.NOTHING_UNDER_WAY, "nothing newer is being deployed"));
    }

    private Optional<String> deploying() {
        return view.deployments().stream()
                .takeWhile(one -> current().filter(one::equals).isEmpty())
                .filter(one -> one.status() == Status.UNDER_WAY)
                .findFirst()
                .map(one -> one.words() + " is being deployed already");
    }

    private Optional<String> moving() {
        return last().filter(move -> move.state() == View.Move.State.UNDER_WAY)
                .map(move -> "production is being moved to " + move.to() + " already");
    }

    private Optional<View.Move> last() {
        return view.way() instanceof View.Way.InPlace(Optional<View.Move> last, boolean pinned)
                ? last
                : Optional.empty();
    }

    private Plan plan(Deployment current, Deployment target) {
        Instant newest = view.deployments().stream()
                .map(Deployment::createdAt)
                .max(Instant::compareTo)
                .orElse(asked.now());
        TreeSet<String> known =
                view.deployments().stream().map(Deployment::id).collect(Collectors.toCollection(TreeSet::new));
        return new Plan.Rollback(Plan.Point.of(current), Plan.Point.of(target), known, newest, way());
    }

    private Plan.Way way() {
        return view.way() instanceof View.Way.InPlace
                ? new Plan.Way(true, last().map(View.Move::asked))
                : Plan.Way.ANEW;
    }
}
