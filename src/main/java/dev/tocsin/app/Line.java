package dev.tocsin.app;

import dev.tocsin.heartbeat.Pulse;
import dev.tocsin.ledger.Durability;
import dev.tocsin.rule.GroupStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The line from sample to page as a whole: whether somebody would be told now.
 *
 * @param since when the agent was started: what was never done is late from then on
 */
record Line(boolean decides, boolean turns, Durability ledger, List<GroupStatus> groups, Instant since) {
    /** An evaluation that is late by less may be under way. */
    private static final Duration SLACK = Duration.ofMinutes(1);

    Line {
        groups = List.copyOf(groups);
    }

    Pulse pulse(Instant now) {
        if (!decides) {
            return new Pulse.Resting();
        }
        if (!turns) {
            return new Pulse.Failing("no turn is taken");
        }
        if (!ledger.isWritable()) {
            return new Pulse.Failing("neither the ledger nor its spool can be written");
        }
        return groups.stream()
                .filter(group -> isStalled(group, now))
                .findFirst()
                .<Pulse>map(
                        group -> new Pulse.Failing("rule group " + group.group().name() + " is not evaluated any more"))
                .orElseGet(Pulse.Beating::new);
    }

    private boolean isStalled(GroupStatus group, Instant now) {
        Duration longest = group.group().pace().interval().multipliedBy(2).plus(SLACK);
        Instant last = Optional.of(since)
                .flatMap(start -> group.last().filter(start::isBefore))
                .orElse(since);
        return last.plus(longest).isBefore(now);
    }
}
