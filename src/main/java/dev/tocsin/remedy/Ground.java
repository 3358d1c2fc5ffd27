package dev.tocsin.remedy;

import dev.tocsin.provider.Deployment;
import dev.tocsin.provider.Size;
import dev.tocsin.provider.View;
import dev.tocsin.remedy.Plan.Run.Kind;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What speaks for or against one kind of act in particular, and what it would do. Guards that hold for all are {@link Guards}'. */
sealed interface Ground
        permits RollbackGround,
                PromoteGround,
                Ground.OfRestart,
                Ground.OfScale,
                Ground.OfResize,
                Ground.OfRun,
                Ground.Unfit {
    /** What its own guards say. */
    List<Verdict> verdicts();

    /** What would be done; nothing where it cannot be done. */
    Optional<Plan> plan();

    /** The ground on which {@code asked} stands. */
    static Ground of(Case asked) {
        return switch (asked.remedy().action()) {
            case Action.Rollback(Action.Evidence evidence)
            when asked.view() instanceof View.Served served -> RollbackGround.of(asked, evidence, served);
            case Action.Restart restart when asked.view() instanceof View.Running running -> new OfRestart(running);
            case Action.Scale scale when asked.view() instanceof View.Running running -> new OfScale(scale, running);
            case Action.Resize resize when asked.view() instanceof View.Sized sized -> new OfResize(resize, sized);
            case Action.Promote promote
            when asked.view() instanceof View.Served(List<Deployment> all, View.Way.InPlace way) ->
                new PromoteGround(asked.act().order().flatMap(Act.Order::deployment), all, way);
            case Action.Workflow workflow ->
                new OfRun(Kind.WORKFLOW, asked.act().id(), asked.view());
            case Action.Webhook webhook -> new OfRun(Kind.WEBHOOK, asked.act().id(), asked.view());
            case Action.Rollback rollback -> new Unfit();
            case Action.Restart restart -> new Unfit();
            case Action.Scale scale -> new Unfit();
            case Action.Resize resize -> new Unfit();
            case Action.Promote promote -> new Unfit();
            case Action.Propose propose -> new Unfit();
        };
    }

    private static Verdict nothingUnderWay(Optional<Deployment> next) {
        return next.map(one -> Verdict.no(Guard.NOTHING_UNDER_WAY, one.words() + " is being deployed already"))
                .orElseGet(() -> Verdict.yes(Guard.NOTHING_UNDER_WAY, "nothing newer is being deployed"));
    }

    private static String replicas(int count) {
        return count == 1 ? "1 replica" : count + " replicas";
    }

    /** To start anew what runs. */
    record OfRestart(View.Running view) implements Ground {
        @Override
        public List<Verdict> verdicts() {
            Deployment serves = view.deployment();
            boolean is = serves.status() == Deployment.Status.ACTIVE || serves.status() == Deployment.Status.CRASHED;
            String which = serves.words() + (is ? " is what runs" : " does not run yet, or no more");
            return List.of(Verdict.of(is, Guard.ELIGIBLE, which), nothingUnderWay(view.next()));
        }

        @Override
        public Optional<Plan> plan() {
            TreeSet<String> processes =
                    view.processes().stream().map(View.Process::id).collect(Collectors.toCollection(TreeSet::new));
            return Optional.of(new Plan.Restart(Plan.Point.of(view.deployment()), processes));
        }
    }

    /** To run more or fewer of them. */
    record OfScale(Action.Scale scale, View.Running view) implements Ground {
        @Override
        public List<Verdict> verdicts() {
            return List.of(eligible(), nothingUnderWay(view.next()), inRange());
        }

        private Verdict eligible() {
            return view.adjustable()
                    ? Verdict.yes(Guard.ELIGIBLE, "it runs in one region")
                    : Verdict.no(Guard.ELIGIBLE, "it runs in several regions: how many where is for people to say");
        }

        private Verdict inRange() {
            int now = view.replicas();
            int next = scale.from(now);
            String limits = "from " + scale.min() + " to " + scale.max() + " are allowed";
            boolean is = scale.step() > 0 ? next > now : next < now;
            return Verdict.of(is, Guard.IN_RANGE, "it runs in " + replicas(now) + " and " + limits);
        }

        @Override
        public Optional<Plan> plan() {
            return Optional.of(new Plan.Scale(view.replicas(), scale.from(view.replicas())));
        }
    }

    /** To let its processes use more or less. */
    record OfResize(Action.Resize resize, View.Sized view) implements Ground {
        @Override
        public List<Verdict> verdicts() {
            return view.size()
                    .map(now -> List.of(eligible(), nothingUnderWay(view.next()), inRange(now)))
                    .orElseGet(() -> List.of(Verdict.no(
                            Guard.ELIGIBLE, "no limit is set for it: its processes may use all that the plan allows")));
        }

        private Verdict eligible() {
            return view.adjustable()
                    ? Verdict.yes(Guard.ELIGIBLE, "it has limits of its own")
                    : Verdict.no(Guard.ELIGIBLE, "it has limits besides processors and memory: they are for people");
        }

        private Verdict inRange(Size now) {
            String limits =
                    "from " + resize.least().words() + " to " + resize.most().words() + " are allowed";
            return Verdict.of(
                    !resize.from(now).equals(now),
                    Guard.IN_RANGE,
                    "each process may use " + now.words() + ", and " + limits);
        }

        @Override
        public Optional<Plan> plan() {
            return view.size().map(now -> new Plan.Resize(Plan.Room.of(now), Plan.Room.of(resize.from(now))));
        }
    }

    /** To start something of the team's own: what it does is the team's to know. */
    record OfRun(Kind kind, String act, View view) implements Ground {
        @Override
        public List<Verdict> verdicts() {
            return List.of();
        }

        @Override
        public Optional<Plan> plan() {
            TreeSet<String> known = view instanceof View.Runs(List<View.Run> runs)
                    ? runs.stream().map(View.Run::id).collect(Collectors.toCollection(TreeSet::new))
                    : new TreeSet<>();
            return Optional.of(new Plan.Run(kind, act, known, view instanceof View.Dark));
        }
    }

    /** The platform has shown something that this act cannot be judged by. */
    record Unfit() implements Ground {
        @Override
        public List<Verdict> verdicts() {
            return List.of(Verdict.unknown(Guard.ELIGIBLE, "the platform does not show what this needs"));
        }

        @Override
        public Optional<Plan> plan() {
            return Optional.empty();
        }
    }
}
