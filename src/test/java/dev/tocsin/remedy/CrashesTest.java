package dev.tocsin.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.incident.ActWish;
import dev.tocsin.provider.Answer;
import dev.tocsin.provider.Answer.Cause;
import dev.tocsin.provider.Deployment;
import dev.tocsin.provider.Deployment.Status;
import dev.tocsin.provider.Levers.Accepted;
import dev.tocsin.provider.View;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the order of reports, whatever is lost, and wherever the agent dies: one act, at most one effect at the platform,
 * and nothing asked that was not written down before.
 */
final class CrashesTest {
    static LongStream seeds() {
        return LongStream.range(0, 2_000);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void neverTwoRollbacksForOneAct(long seed) {
        check(new Run(seed, new Drill()));
    }

    /** The same for the levers whose effect is not a new deployment. */
    @ParameterizedTest(name = "{0}")
    @EnumSource(Kind.class)
    void neverTwoActsForOneWish(Kind kind) {
        for (long seed = 0; seed < 300; seed++) {
            Run run = new Run(seed, kind.world());
            check(run);
            if (!kind.isSeen()) {
                assertThat(run.asked).as("requests of what leaves no trace").hasSizeLessThanOrEqualTo(1);
            }
        }
    }

    private static void check(Run run) {
        run.play();
        assertThat(run.done).as("acts done").isLessThanOrEqualTo(1);
        assertThat(run.asked).as("requests").hasSizeLessThanOrEqualTo(2);
        assertThat(run.durable.find("inc-1/back").orElseThrow().isOver())
                .as("over")
                .isTrue();
    }

    /** What is done, and how it shows. */
    private enum Kind {
        SCALE(Action.Scale.USUAL, true),
        RESTART(new Action.Restart(), false),
        MOVE(new Action.Rollback(new Action.Evidence(Drill.seconds(1800), Drill.seconds(600))), true),
        WORKFLOW(new Action.Workflow(), true),
        WEBHOOK(new Action.Webhook(), false);

        private final Action action;
        private final boolean seen;

        Kind(Action action, boolean seen) {
            this.action = action;
            this.seen = seen;
        }

        boolean isSeen() {
            return seen;
        }

        Drill world() {
            Drill world = new Drill();
            world.playbook = new Playbook(List.of(Drill.remedy(Autonomy.AUTO, action)));
            world.view = Optional.of(view(world, Optional.empty()));
            return world;
        }

        /** What the platform shows: before, and once it was {@code done}. */
        View view(Drill world, Optional<Instant> done) {
            Deployment bad = Drill.deployment("bad", 0, Status.ACTIVE);
            int replicas = done.isPresent() ? 3 : 2;
            List<View.Process> processes = IntStream.rangeClosed(1, replicas)
                    .mapToObj(one -> new View.Process("p" + one, View.Process.State.UP))
                    .toList();
            return switch (this) {
                case SCALE -> new View.Running(bad, replicas, true, processes, Optional.empty());
                case RESTART -> new View.Running(bad, 2, true, processes.subList(0, 2), Optional.empty());
                case MOVE ->
                    new View.Served(
                            world.deployments,
                            new View.Way.InPlace(
                                    done.map(at -> new View.Move(true, "good", at, View.Move.State.DONE)),
                                    done.isPresent()));
                case WORKFLOW ->
                    new View.Runs(done.stream()
                            .map(at -> new View.Run("8", "for inc-1/back", View.Run.State.SUCCEEDED))
                            .toList());
                case WEBHOOK -> new View.Dark();
            };
        }

        static Optional<Kind> of(Drill world) {
            Action action = world.playbook.remedies().getFirst().action();
            return Arrays.stream(values())
                    .filter(kind -> world.view.isPresent() && kind.action.equals(action))
                    .findFirst();
        }
    }

    /** Anything that happens at an instant. */
    private record Event(Instant at, int number, Runnable what) {}

    /** One life of one act. */
    private static final class Run {
        private final Random random;
        private final Drill world;
        private final PriorityQueue<Event> events =
                new PriorityQueue<>(Comparator.comparing(Event::at).thenComparingInt(Event::number));
        private final List<Task.Perform> asked = new ArrayList<>();
        private final double crashes;
        private final double losses;
        private Instant now;
        private Remedies durable = Remedies.none();
        private Remedies live = Remedies.none();
        private int life;
        private int number;
        private int done;

        Run(long seed, Drill world) {
            this.world = world;
            now = world.now;
            random = new Random(seed);
            crashes = random.nextDouble() * 0.3;
            losses = random.nextDouble() * 0.5;
        }

        void play() {
            ActWish wish = new ActWish("inc-1/back", "inc-1", "back", Drill.ALERT, Drill.at(20), now);
            durable = live.accept(List.of(wish), bench()).remedies();
            live = durable;
            restart();
            for (int step = 0; step < 20_000 && !isOver(); step++) {
                Event next = events.poll();
                if (next == null) {
                    turn(List.of());
                } else {
                    now = next.at();
                    next.what().run();
                }
            }
        }

        private boolean isOver() {
            return durable.find("inc-1/back").orElseThrow().isOver();
        }

        private Bench bench() {
            return new Bench(world.playbook, world.deploys, world.ailing, world.firing, now);
        }

        private void turn(List<Report> reports) {
            Remedies.Progress progress = live.advance(reports, List.of(), bench());
            if (random.nextDouble() < crashes / 4) {
                restart();
                return;
            }
            durable = progress.remedies();
            live = durable;
            if (random.nextDouble() < crashes / 4) {
                restart();
                return;
            }
            progress.tasks().forEach(this::carryOut);
            if (random.nextDouble() < crashes / 4) {
                restart();
                return;
            }
            // Reports may also come late, twice, or in another order: each is a turn of its own at a random time.
            int mine = life;
            live.due().ifPresent(due -> at(due.isBefore(now) ? now : due, () -> ifAlive(mine, List.of())));
        }

        private void restart() {
            life++;
            now = now.plus(millis(random.nextInt(20_000)));
            live = Remedies.of(durable.stream().toList()).resumed(now);
            int mine = life;
            at(now, () -> ifAlive(mine, List.of()));
        }

        private void ifAlive(int mine, List<Report> reports) {
            if (mine == life) {
                turn(reports);
            }
        }

        private void at(Instant when, Runnable what) {
            events.add(new Event(when, number++, what));
        }

        private void post(Instant when, Report report) {
            int mine = life;
            at(when, () -> ifAlive(mine, List.of(report)));
            if (random.nextDouble() < 0.1) {
                at(when.plus(millis(random.nextInt(30_000))), () -> ifAlive(mine, List.of(report)));
            }
        }

        private void carryOut(Task task) {
            Instant asked = now;
            Instant known = between(asked, task.deadline());
            switch (task) {
                case Task.Perform perform -> perform(perform);
                case Task.WatchSignal watch ->
                    post(known, new Report.Watched(watch.act(), pick(Reading.values()), known));
                case Task.Weigh weigh -> look(asked, known, list -> new Report.Weighed(weigh.act(), list, known));
                case Task.Follow follow -> look(asked, known, list -> new Report.Followed(follow.act(), list, known));
                case Task.ReadBack back ->
                    look(asked, known, list -> new Report.LookedBack(back.act(), back.number(), asked, list, known));
            }
        }

        private void look(Instant asked, Instant known, Function<Answer<View>, Report> report) {
            boolean lost = random.nextDouble() < losses;
            // What the platform shows is of some instant between the question and the answer.
            at(between(asked, known), () -> {
                Answer<View> list = lost
                        ? new Answer.Unknown<>(Cause.TIMEOUT, "")
                        : new Answer.Ok<>(
                                world.view.orElseGet(() -> new View.Served(world.deployments, new View.Way.Anew())));
                post(known, report.apply(list));
            });
        }

        private void perform(Task.Perform perform) {
            Act written = durable.find(perform.act()).orElseThrow();
            assertThat(written.stage()).isInstanceOf(Stage.Requesting.class);
            assertThat(((Stage.Requesting) written.stage()).number()).isEqualTo(perform.number());
            assertThat(asked).noneMatch(before -> before.number() == perform.number());
            asked.add(perform);
            boolean arrives = random.nextDouble() >= losses;
            Instant known = between(now, perform.deadline());
            if (arrives) {
                // The answer may be lost, and the platform may take its time after the deadline, but not for ever.
                Instant done =
                        between(now, perform.deadline().plus(Drill.PACE.settle().dividedBy(2)));
                at(done, () -> takeEffect(perform));
                boolean answered = random.nextDouble() >= losses;
                post(known, new Report.Performed(perform.act(), perform.number(), answered ? ok() : unknown(), known));
            } else {
                Answer<Accepted> answer =
                        random.nextBoolean() ? unknown() : new Answer.Deferred<>(Cause.UNREACHABLE, Optional.empty());
                post(known, new Report.Performed(perform.act(), perform.number(), answer, known));
            }
        }

        private static Answer<Accepted> ok() {
            return new Answer.Ok<>(new Accepted(Optional.empty()));
        }

        private static Answer<Accepted> unknown() {
            return new Answer.Unknown<>(Cause.TIMEOUT, "");
        }

        private void takeEffect(Task.Perform perform) {
            done++;
            Kind.of(world)
                    .ifPresentOrElse(
                            kind -> world.view = Optional.of(kind.view(world, Optional.of(now))),
                            () -> rollBack(perform));
        }

        private void rollBack(Task.Perform perform) {
            String id = "new-" + done;
            Optional<String> commit = Optional.of("c0ffee-" + Drill.target(perform));
            world.deployments.addFirst(new Deployment(id, now, Status.UNDER_WAY, now, true, commit));
            at(now.plus(millis(random.nextInt(60_000))), () -> {
                world.deployments.replaceAll(
                        one -> one.status() == Status.ACTIVE ? Drill.in(one, Status.REPLACED) : one);
                world.change(id, random.nextInt(10) == 0 ? Status.FAILED : Status.ACTIVE);
            });
        }

        private <T> T pick(T[] choices) {
            return choices[random.nextInt(choices.length)];
        }

        private Instant between(Instant from, Instant to) {
            long span = Math.max(1, Duration.between(from, to).toMillis());
            return from.plusMillis(random.nextLong(span));
        }

        private static Duration millis(long count) {
            return Duration.ofMillis(count);
        }
    }
}
