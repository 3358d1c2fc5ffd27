package dev.tocsin.remedy;

import dev.tocsin.config.Fields;
import dev.tocsin.provider.Lever;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

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
            case "workflow" -> new Workflow();
            case "webhook" -> new Webhook();
            case "propose" -> new Propose(in.text("proposal"));
            // Also where the act is none: that fault is told, and its other keys need not be.
            default -> new Rollback(in.optional("evidence", Evidence::read).orElse(Evidence.USUAL));
        };
    }

    private static String known(String name) {
        boolean isLever = Arrays.stream(Lever.values()).map(Lever::word).anyMatch(name::equals);
        if (!isLever && !name.equals("propose")) {
            throw new IllegalArgumentException("no such act: there is "
                    + Arrays.stream(Lever.values()).map(Lever::word).collect(Collectors.joining(", ")) + ", propose");
        }
        return name;
    }
}
