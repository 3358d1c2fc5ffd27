package dev.tocsin.remedy;

import dev.tocsin.provider.Deployment;
import dev.tocsin.provider.Deployment.Status;
import dev.tocsin.provider.View;
import dev.tocsin.provider.View.Process.State;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a platform shows of a request: since no platform takes a key of ours, this is how it is known again. */
sealed interface Trace {
    /** Nothing is new. */
    record Nothing() implements Trace {}

    /** Something is new, and it cannot be told yet whose it is. */
    record Unclear() implements Trace {}

    /** What we asked for, by the platform's name for it, and how far it is. */
    record Ours(String id, Progress progress) implements Trace {}

    /** Somebody has done something else: {@code what}, for people. */
    record Others(String what) implements Trace {}

    /** How far it is. */
    sealed interface Progress {
        /** On its way. */
        record UnderWay() implements Progress {}

        /** There. */
        record Done() implements Progress {}

        /** It came to nothing; {@code how} is for people. */
        record Failed(String how) implements Progress {}
    }

    /** What came of {@code plan}, which was first asked for at {@code requested}; {@code known} is what it was called when last seen. */
    static Trace of(Plan plan, Instant requested, Optional<String> known, View view) {
        return switch (view) {
            case View.Served served
            when plan instanceof Plan.Rollback rollback -> served(rollback, requested, known, served);
            case View.Running running when plan instanceof Plan.Restart restart -> restarted(restart, known, running);
            case View.Running running when plan instanceof Plan.Scale scale -> scaled(scale, running);
            case View.Sized sized when plan instanceof Plan.Resize resize -> resized(resize, sized);
            case View.Served(List<Deployment> all, View.Way.InPlace way)
            when plan instanceof Plan.Promote promote -> promoted(promote, way.last());
            case View.Runs runs when plan instanceof Plan.Run run -> run(run, known, runs);
            // A look that shows something else proves nothing.
            case View.Served served -> new Unclear();
            case View.Running running -> new Unclear();
            case View.Sized sized -> new Unclear();
            case View.Runs runs -> new Unclear();
            case View.Dark dark -> new Nothing();
        };
    }

    private static Trace served(Plan.Rollback plan, Instant requested, Optional<String> known, View.Served view) {
        return switch (view.way()) {
            case View.Way.Anew anew -> anew(plan, requested, known, view.deployments());
            case View.Way.InPlace(Optional<View.Move> last, boolean pinned) -> inPlace(plan, last, view.deployments());
        };
    }

    private static Trace anew(
            Plan.Rollback plan, Instant requested, Optional<String> known, List<Deployment> deployments) {
        if (known.isPresent()) {
            return deployments.stream()
                    .filter(one -> known.equals(Optional.of(one.id())))
                    .findFirst()
                    .<Trace>map(Trace::ours)
                    .orElseGet(Unclear::new);
        }
        return deployments.stream()
                .filter(one -> isNews(plan, one))
                .filter(one -> one.status() != Status.IDLE)
                .max(Comparator.comparing(Deployment::createdAt))
                .map(one -> whose(plan, requested, one))
                .orElseGet(Nothing::new);
    }

    private static boolean isNews(Plan.Rollback plan, Deployment one) {
        return !plan.known().contains(one.id()) && !one.createdAt().isBefore(plan.newest());
    }

    private static Trace whose(Plan.Rollback plan, Instant requested, Deployment found) {
        Optional<String> wanted = plan.target().commit();
        if (wanted.isPresent() && found.commit().isEmpty()) {
            return new Unclear();
        }
        boolean isLater = !found.createdAt().isBefore(requested.minus(Guards.SKEW));
        boolean isOurs = wanted.isPresent()
                ? wanted.equals(found.commit())
                : found.commit().isEmpty() && isLater;
        return isOurs ? ours(found) : new Others("somebody has deployed " + found.words() + " meanwhile");
    }

    private static Ours ours(Deployment found) {
        String it = "the new deployment " + found.id();
        return new Ours(
                found.id(),
                switch (found.status()) {
                    case UNDER_WAY, IDLE -> new Progress.UnderWay();
                    case ACTIVE -> new Progress.Done();
                    case FAILED -> new Progress.Failed(it + " could not be started");
                    case CRASHED -> new Progress.Failed(it + " crashed");
                    case REPLACED -> new Progress.Failed(it + " was replaced by another one at once");
                });
    }

    /** Times are the platform's own here, so that no clock is compared with ours. */
    private static Trace inPlace(Plan.Rollback plan, Optional<View.Move> last, List<Deployment> deployments) {
        Optional<View.Move> news = last.filter(move -> plan.way()
                .moved()
                .filter(before -> !move.asked().isAfter(before))
                .isEmpty());
        if (news.isPresent()) {
            return moved(plan, news.get());
        }
        return deployments.stream()
                .filter(one -> isNews(plan, one) && one.status() == Status.ACTIVE)
                .findFirst()
                .<Trace>map(one -> new Others("somebody has deployed " + one.words() + " meanwhile"))
                .orElseGet(Nothing::new);
    }

    private static Trace moved(Plan.Rollback plan, View.Move move) {
        if (!move.rollback() || !move.to().equals(plan.target().deployment())) {
            return new Others("somebody has moved production to " + move.to() + " meanwhile");
        }
        return new Ours(move.to(), progress(move));
    }

    /** A move after the one that had pinned it; the platform's times again. */
    private static Trace promoted(Plan.Promote plan, Optional<View.Move> last) {
        Optional<View.Move> news = last.filter(move ->
                plan.moved().filter(before -> !move.asked().isAfter(before)).isEmpty());
        if (news.isEmpty()) {
            return new Nothing();
        }
        View.Move move = news.get();
        boolean ours = !move.rollback() && move.to().equals(plan.target().deployment());
        return ours
                ? new Ours(move.to(), progress(move))
                : new Others("somebody has moved production to " + move.to() + " meanwhile");
    }

    private static Progress progress(View.Move move) {
        return switch (move.state()) {
            case UNDER_WAY -> new Progress.UnderWay();
            case DONE -> new Progress.Done();
            case FAILED -> new Progress.Failed("the platform could not move production");
        };
    }

    /** What is read back is the limit; what is being deployed meanwhile gets it. */
    private static Trace resized(Plan.Resize plan, View.Sized view) {
        Optional<Plan.Room> now = view.size().map(Plan.Room::of);
        if (now.equals(Optional.of(plan.to()))) {
            boolean deploys = view.next().isPresent();
            return new Ours(plan.to().words(), deploys ? new Progress.UnderWay() : new Progress.Done());
        }
        return now.equals(Optional.of(plan.from()))
                ? new Nothing()
                : new Others(
                        "somebody has set it to " + now.map(Plan.Room::words).orElse("no limit") + " meanwhile");
    }

    private static Trace restarted(Plan.Restart plan, Optional<String> known, View.Running view) {
        String serves = view.deployment().id();
        if (!serves.equals(plan.deployment().deployment())) {
            return new Others("somebody has deployed " + view.deployment().words() + " meanwhile");
        }
        boolean coming = view.processes().stream().anyMatch(one -> one.state() == State.COMING);
        boolean others =
                view.processes().stream().anyMatch(one -> !plan.processes().contains(one.id()));
        if (coming) {
            return new Ours(serves, new Progress.UnderWay());
        }
        boolean seen = known.isPresent() || others;
        return seen && view.up() > 0 ? new Ours(serves, new Progress.Done()) : new Nothing();
    }

    private static Trace scaled(Plan.Scale plan, View.Running view) {
        int now = view.replicas();
        if (now == plan.to()) {
            boolean there = view.up() >= now;
            return new Ours(now + " replicas", there ? new Progress.Done() : new Progress.UnderWay());
        }
        return now == plan.from() ? new Nothing() : new Others("somebody has set it to " + now + " replicas meanwhile");
    }

    /** A run that names the act is ours; one that is new and names nothing may be. */
    private static Trace run(Plan.Run plan, Optional<String> known, View.Runs view) {
        return view.runs().stream()
                .filter(one ->
                        known.map(one.id()::equals).orElseGet(() -> one.title().contains(plan.act())))
                .findFirst()
                .<Trace>map(one -> new Ours(one.id(), progress(one)))
                .orElseGet(() -> isSeen(plan, known, view) ? new Unclear() : new Nothing());
    }

    private static boolean isSeen(Plan.Run plan, Optional<String> known, View.Runs view) {
        return known.isPresent()
                || view.runs().stream().anyMatch(one -> !plan.known().contains(one.id()));
    }

    private static Progress progress(View.Run run) {
        return switch (run.state()) {
            case UNDER_WAY -> new Progress.UnderWay();
            case SUCCEEDED -> new Progress.Done();
            case FAILED -> new Progress.Failed("run " + run.id() + " failed");
        };
    }
}
