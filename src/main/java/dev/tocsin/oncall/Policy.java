package dev.tocsin.oncall;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An escalation policy: its steps in turn until somebody acknowledges, {@code loops} times over again. PagerDuty's
 * {@code escalation_rules} and {@code num_loops}. {@code holds} is how long an acknowledgement counts that says nothing of it.
 */
public record Policy(String name, List<Step> steps, int loops, Optional<Duration> holds) {
    /** How long a step has when nothing is said: the ladder is climbed at once, after 15 and after 30 minutes. */
    public static final Duration USUAL_DELAY = Duration.ofMinutes(15);

    public Policy {
        steps = List.copyOf(steps);
    }

    /** With acknowledgements that hold until the end. */
    public Policy(String name, List<Step> steps, int loops) {
        this(name, steps, loops, Optional.empty());
    }

    /** Whom to tell, people and schedules by name, how long to wait for them before the next step, and when to tell them at all. */
    public record Step(List<String> targets, Duration delay, When when) {
        public Step {
            targets = List.copyOf(targets);
        }

        /** One that is always told. */
        public Step(List<String> targets, Duration delay) {
            this(targets, delay, When.ALWAYS);
        }
    }

    /**
     * When a step counts: from {@code severity} up (the word of a label; always when there is none), not within the time intervals
     * {@code mute}, and, if there are any, only within those of {@code active}.
     */
    public record When(Optional<String> severity, List<String> mute, List<String> active) {
        /** Always. */
        public static final When ALWAYS = new When(Optional.empty(), List.of(), List.of());

        public When {
            mute = List.copyOf(mute);
            active = List.copyOf(active);
        }
    }

    /** How many steps there are, loops included. */
    public int length() {
        return steps.size() * (loops + 1);
    }

    /** The step at {@code index}, counted over all loops from 0. */
    public Step step(int index) {
        return steps.get(index % steps.size());
    }
}
