package dev.tocsin.oncall;

import java.time.Duration;
import java.util.List;

/**
 * An escalation policy: its steps in turn until somebody acknowledges, {@code loops} times over again. PagerDuty's
 * {@code escalation_rules} and {@code num_loops}.
 */
public record Policy(String name, List<Step> steps, int loops) {
    public Policy {
        steps = List.copyOf(steps);
    }

    /** Whom to tell, by name, and how long to wait for them before the next step. */
    public record Step(List<String> targets, Duration delay) {
        public Step {
            targets = List.copyOf(targets);
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
