package dev.tocsin.lab.simulation;

import dev.tocsin.clock.Timers;
import dev.tocsin.provider.Answer;
import dev.tocsin.provider.Deployment;
import dev.tocsin.provider.Deployment.Status;
import dev.tocsin.provider.Levers;
import dev.tocsin.provider.Pull;
import dev.tocsin.provider.View;
import dev.tocsin.remedy.Reading;
import dev.tocsin.remedy.Report;
import dev.tocsin.remedy.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The platform on which the one service runs. Knows no idempotency key: who asks twice gets two. */
public final class Platform {
    private static final Duration START_UP = Duration.ofSeconds(20);

    private final Supplier<Instant> now;
    private final Timers timers;
    private final List<Deployment> deployments = new ArrayList<>();
    private final List<Instant> rollbacks = new ArrayList<>();
    private boolean effective = true;

    public Platform(Supplier<Instant> now, Timers timers) {
        this.now = now;
        this.timers = timers;
    }

    /** A deployment that serves from now on. */
    public void deploy(String id, String commit) {
        replace();
        deployments.addFirst(new Deployment(id, now.get(), Status.ACTIVE, now.get(), false, Optional.of(commit)));
    }

    /** From now on a rollback is done and changes nothing. */
    public void makeRollbacksVain() {
        effective = false;
    }

    /** When it was asked to go back. */
    public List<Instant> rollbacks() {
        return List.copyOf(rollbacks);
    }

    /** The commit that serves, or would if rollbacks were not in vain. */
    public String serving() {
        return deployments.stream()
                .filter(one -> one.status() == Status.ACTIVE)
                .findFirst()
                .flatMap(Deployment::commit)
                .filter(commit -> effective || rollbacks.isEmpty())
                .orElse("");
    }

    /** What comes of {@code task} here, when it is asked at {@code asked} and known at {@code at}; {@code signal} reads the signal. */
    public Report report(Task task, Instant asked, Instant at, Supplier<Reading> signal) {
        return switch (task) {
            case Task.Weigh weigh -> new Report.Weighed(weigh.act(), list(), at);
            case Task.Perform perform ->
                new Report.Performed(perform.act(), perform.number(), pull(perform.pull()), at);
            case Task.ReadBack back -> new Report.LookedBack(back.act(), back.number(), asked, list(), at);
            case Task.Follow follow -> new Report.Followed(follow.act(), list(), at);
            case Task.WatchSignal watch -> new Report.Watched(watch.act(), signal.get(), at);
        };
    }

    /** What serves and what did. */
    public Answer<View> list() {
        return new Answer.Ok<>(new View.Served(deployments, new View.Way.Anew()));
    }

    /** Does what is asked. */
    public Answer<Levers.Accepted> pull(Pull pull) {
        return pull instanceof Pull.Rollback(String target) ? rollback(target) : Levers.none(pull.lever());
    }

    private Answer<Levers.Accepted> rollback(String target) {
        rollbacks.add(now.get());
        Deployment old = deployments.stream()
                .filter(one -> one.id().equals(target))
                .findFirst()
                .orElseThrow();
        String id = "back-" + rollbacks.size();
        deployments.addFirst(new Deployment(id, now.get(), Status.UNDER_WAY, now.get(), false, old.commit()));
        timers.at(now.get().plus(START_UP), () -> serve(id));
        return new Answer.Ok<>(new Levers.Accepted(Optional.empty()));
    }

    private void serve(String id) {
        replace();
        deployments.replaceAll(one -> one.id().equals(id) ? in(one, Status.ACTIVE, false) : one);
    }

    private void replace() {
        deployments.replaceAll(one -> one.status() == Status.ACTIVE ? in(one, Status.REPLACED, true) : one);
    }

    private Deployment in(Deployment one, Status status, boolean canRollback) {
        return new Deployment(one.id(), one.createdAt(), status, now.get(), canRollback, one.commit());
    }
}
