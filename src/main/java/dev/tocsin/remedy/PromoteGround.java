package dev.tocsin.remedy;

import dev.tocsin.provider.Deployment;
import dev.tocsin.provider.Deployment.Status;
import dev.tocsin.provider.View;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether production can go on from where a rollback put it. Where nobody says what is to serve it is the newest that never has: what was
 * rolled back served, and is not taken for the mend.
 */
record PromoteGround(Optional<String> wanted, List<Deployment> deployments, View.Way.InPlace way) implements Ground {
    @Override
    public List<Verdict> verdicts() {
        return Stream.of(pinned(), eligible(), nothingMoves()).toList();
    }

    @Override
    public Optional<Plan> plan() {
        return serving()
                .flatMap(from -> target().map(to -> new Plan.Promote(
                        Plan.Point.of(from), Plan.Point.of(to), way.last().map(View.Move::asked))));
    }

    private Optional<Deployment> serving() {
        return deployments.stream().filter(one -> one.status() == Status.ACTIVE).findFirst();
    }

    private Optional<Deployment> target() {
        return wanted.isPresent()
                ? deployments.stream()
                        .filter(one -> wanted.get().equals(one.id()))
                        .filter(PromoteGround::isReady)
                        .findFirst()
                : deployments.stream()
                        .takeWhile(one -> one.status() != Status.ACTIVE)
                        .filter(one -> one.status() == Status.IDLE)
                        .findFirst();
    }

    private static boolean isReady(Deployment one) {
        return switch (one.status()) {
            case IDLE, REPLACED, ACTIVE -> true;
            case UNDER_WAY, FAILED, CRASHED -> false;
        };
    }

    private Verdict pinned() {
        return serving()
                .filter(one -> way.pinned())
                .map(one -> Verdict.yes(Guard.PINNED, "production is pinned to " + one.words()))
                .orElseGet(() -> Verdict.no(Guard.PINNED, "production is not pinned"));
    }

    private Verdict eligible() {
        return target().map(one -> Verdict.yes(Guard.ELIGIBLE, one.words() + " is ready"))
                .orElseGet(() -> Verdict.no(
                        Guard.ELIGIBLE,
                        wanted.map(id -> id + " is not ready to serve, or not among the latest deployments")
                                .orElse("nothing newer is ready: push a mend first, or name what is to serve")));
    }

    private Verdict nothingMoves() {
        return way.last()
                .filter(move -> move.state() == View.Move.State.UNDER_WAY)
                .map(move ->
                        Verdict.no(Guard.NOTHING_UNDER_WAY, "production is being moved to " + move.to() + " already"))
                .orElseGet(() -> Verdict.yes(Guard.NOTHING_UNDER_WAY, "production is not being moved"));
    }
}
