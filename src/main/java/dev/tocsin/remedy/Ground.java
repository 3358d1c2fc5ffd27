package dev.tocsin.remedy;

import dev.tocsin.provider.Deployment;
import dev.tocsin.provider.View;
import dev.tocsin.remedy.Plan.Run.Kind;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What speaks for or against one kind of act in particular, and what it would do. Guards that hold for all are {@link Guards}'. */
sealed interface Ground permits RollbackGround, Ground.OfRestart, Ground.OfScale, Ground.OfRun, Ground.Unfit {
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
            case Action.Workflow workflow ->
                new OfRun(Kind.WORKFLOW, asked.act().id(), asked.view());
            case Action.Webhook webhook -> new OfRun(Kind.WEBHOOK, asked.act().id(), asked.view());
            case Action.Rollback rollback -> new Unfit();
            case Action.Restart restart -> new Unfit();
            case Action.Scale scale -> new Unfit();
            case Action.Propose propose -> new Unfit();
        };
    }

    private static Verdict nothingUnderWay(View.Running view) {
        return view.next()
                .map(one -> Verdict.no(Guard.NOTHING_UNDER_WAY, one.words() + " is being deployed already"))
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
            return List.of(Verdict.of(is, Guard.ELIGIBLE, which), nothingUnderWay(view));
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
            return List.of(eligible(), nothingUnderWay(view), inRange());
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
