package dev.tocsin.remedy;

import dev.tocsin.config.Fields;
import dev.tocsin.provider.Lever;
import dev.tocsin.provider.Size;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a remedy does: {@code act} of the configuration, with what belongs to it. */
public sealed interface Action {
    /** Serves the last good deployment again, when the trouble came with a deployment. */
    record Rollback(Evidence evidence) implements Action {}

    /** Starts the processes of what serves anew. */
    record Restart() implements Action {}

    /** Runs {@code step} more replicas, never fewer than {@code min} or more than {@code max}. */
    record Scale(int step, int min, int max) implements Action {
        /** Where the configuration says nothing. */
        public static final Scale USUAL = new Scale(1, 2, 10);

        private static final int MOST = 50;

        static Scale read(Fields in) {
            Scale scale = new Scale(
                    number(in, "step", USUAL.step(), -MOST),
                    number(in, "min", USUAL.min(), 1),
                    number(in, "max", USUAL.max(), 1));
            if (scale.step() == 0) {
                in.fault("step", "must not be 0");
            }
            if (scale.max() < scale.min()) {
                in.fault("max", "must be at least " + scale.min() + ", the fewest");
            }
            return scale;
        }

        private static int number(Fields in, String key, int fallback, int least) {
            long number = in.whole(key, fallback);
            if (number < least || number > MOST) {
                in.fault(key, "must be from " + least + " to " + MOST);
                return fallback;
            }
            return (int) number;
        }

        /** How many there should be where there are {@code now}. */
        int from(int now) {
            return Math.clamp(now + (long) step, min, max);
        }
    }

    /** Lets each process use {@code factor} times as much, never less than {@code least} or more than {@code most}. */
    record Resize(double factor, Size least, Size most) implements Action {
        /** Where the configuration says nothing. */
        public static final Resize USUAL = new Resize(2, Size.of(0.5, 0.5), Size.of(8, 16));

        private static final double MOST = 1000;

        static Resize read(Fields in) {
            double factor = in.number("factor", USUAL.factor());
            if (!(factor > 0) || factor > 10 || factor == 1) {
                in.fault("factor", "must be more than 0 and at most 10, and not 1");
            }
            return new Resize(
                    factor,
                    Size.of(
                            positive(in, "min_vcpus", USUAL.least().cpus()),
                            positive(in, "min_memory_gb", USUAL.least().gigabytes())),
                    bounded(in));
        }

        private static Size bounded(Fields in) {
            double cpus = positive(in, "max_vcpus", USUAL.most().cpus());
            double memory = positive(in, "max_memory_gb", USUAL.most().gigabytes());
            atLeast(
                    in,
                    "max_vcpus",
                    cpus,
                    in.number("min_vcpus", USUAL.least().cpus().doubleValue()));
            atLeast(
                    in,
                    "max_memory_gb",
                    memory,
                    in.number("min_memory_gb", USUAL.least().gigabytes().doubleValue()));
            return Size.of(cpus, memory);
        }

        private static void atLeast(Fields in, String key, double most, double least) {
            if (most < least) {
                in.fault(key, "must be at least " + least + ", the least");
            }
        }

        private static double positive(Fields in, String key, BigDecimal fallback) {
            double number = in.number(key, fallback.doubleValue());
            if (!(number >= 0.001) || number > MOST) {
                in.fault(key, "must be from 0.001 to 1000");
                return fallback.doubleValue();
            }
            return number;
        }

        /** How much there should be where there is {@code now}. */
        Size from(Size now) {
            long bytes = clamp(now.bytes(), least.bytes(), most.bytes());
            return new Size(
                    clamp(now.milliCpus(), least.milliCpus(), most.milliCpus()), bytes / Size.MEGABYTE * Size.MEGABYTE);
        }

        /** Never the other way than is wished: who has more than the most keeps it when there should be more. */
        private long clamp(long now, long fewest, long highest) {
            long next = Math.clamp(Math.round(now * factor), fewest, highest);
            return factor > 1 ? Math.max(now, next) : Math.min(now, next);
        }
    }

    /** Serves a later deployment, and lets what is pushed go live again. Only a person asks for it. */
    record Promote() implements Action {}

    /** Starts the service's workflow. */
    record Workflow() implements Action {}

    /** Calls the service's address. */
    record Webhook() implements Action {}

    /** Says {@code text} to people, and nothing more. */
    record Propose(String text) implements Action {}

    /** What must be known: the deployment came at most {@code deployedWithin} before, an earlier one was healthy for {@code healthyFor}. */
    record Evidence(Duration deployedWithin, Duration healthyFor) {
        /** Where the configuration says nothing. */
        public static final Evidence USUAL = new Evidence(Duration.ofMinutes(30), Duration.ofMinutes(10));

        static Evidence read(Fields in) {
            return new Evidence(
                    in.duration("deployed_within", USUAL.deployedWithin()),
                    in.duration("healthy_for", USUAL.healthyFor()));
        }
    }

    /** The lever that it pulls, if it does more than speak. */
    default Optional<Lever> lever() {
        return switch (this) {
            case Rollback rollback -> Optional.of(Lever.ROLLBACK);
            case Restart restart -> Optional.of(Lever.RESTART);
            case Scale scale -> Optional.of(Lever.SCALE);
            case Resize resize -> Optional.of(Lever.RESIZE);
            case Promote promote -> Optional.of(Lever.PROMOTE);
            case Workflow workflow -> Optional.of(Lever.WORKFLOW);
            case Webhook webhook -> Optional.of(Lever.WEBHOOK);
            case Propose propose -> Optional.empty();
        };
    }

    /** Reads {@code act} of a remedy, and the keys that only this act has. */
    static Action read(Fields in) {
        return switch (in.requiredParsed("act", Action::known, "")) {
            case "restart" -> new Restart();
            case "scale" -> in.optional("replicas", Scale::read).orElse(Scale.USUAL);
            case "resize" -> in.optional("container", Resize::read).orElse(Resize.USUAL);
            case "workflow" -> new Workflow();
            case "webhook" -> new Webhook();
            case "propose" -> new Propose(in.text("proposal"));
            // Also where the act is none: that fault is told, and its other keys need not be.
            default -> new Rollback(in.optional("evidence", Evidence::read).orElse(Evidence.USUAL));
        };
    }

    private static String known(String name) {
        List<String> levers = Arrays.stream(Lever.values())
                .filter(lever -> lever != Lever.PROMOTE)
                .map(Lever::word)
                .toList();
        if (!levers.contains(name) && !name.equals("propose")) {
            throw new IllegalArgumentException("no such act: there is " + String.join(", ", levers) + ", propose");
        }
        return name;
    }
}
