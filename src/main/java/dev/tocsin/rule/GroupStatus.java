package dev.tocsin.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a group fares.
 *
 * @param lastOrNull as of when it was last evaluated
 * @param took the last evaluation
 * @param evaluations since the start of the agent
 * @param missed how many slots passed without an evaluation, because the one before was not over
 */
public record GroupStatus(
        RuleGroup group, @Nullable Instant lastOrNull, Duration took, long evaluations, long missed, History history) {
    static GroupStatus fresh(RuleGroup group) {
        return new GroupStatus(group, null, Duration.ZERO, 0, 0, History.empty());
    }

    /** As of when it was last evaluated. */
    public Optional<Instant> last() {
        return Optional.ofNullable(lastOrNull);
    }

    GroupStatus evaluated(Instant at, Duration time) {
        return new GroupStatus(group, at, time, evaluations + 1, missed, history);
    }

    GroupStatus heard(RuleOutcome outcome) {
        History next = history.with(outcome.rule().key(), outcome.trace());
        return new GroupStatus(group, lastOrNull, took, evaluations, missed, next);
    }

    GroupStatus missed(long more) {
        return new GroupStatus(group, lastOrNull, took, evaluations, missed + more, history);
    }

    GroupStatus of(RuleGroup changed) {
        return new GroupStatus(changed, lastOrNull, took, evaluations, missed, history.retain(changed.keys()));
    }
}
