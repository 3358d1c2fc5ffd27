package dev.tocsin.remedy;

import dev.tocsin.incident.ActWish;
import dev.tocsin.provider.Lever;
import java.time.Instant;
import java.util.Optional;

/**
 * One act, from the wish to the end, and afterwards as memory: cooldown, budget and loop breaker look at acts that are over.
 * {@code requested} is when the platform was first asked; {@code pardoned} says that a person has let the service act again
 * in spite of it; {@code order} is there when a person has asked for it, rather than an alert.
 */
public record Act(
        ActWish wish,
        String service,
        Stage stage,
        Optional<Instant> requested,
        boolean pardoned,
        Optional<Order> order) {
    /** Who wants it; {@code deployment} is which one is to serve, where that was said. */
    public record Order(String by, Optional<String> deployment) {}

    /** The wish's: incident and remedy. */
    public String id() {
        return wish.id();
    }

    /** Whether nothing more comes of it. */
    public boolean isOver() {
        return stage instanceof Stage.Over;
    }

    /** The stage in which it waits for leave, if it does. */
    public Optional<Stage.AwaitingApproval> awaiting() {
        return stage instanceof Stage.AwaitingApproval waiting ? Optional.of(waiting) : Optional.empty();
    }

    /** Whether {@code command} still changes anything about it: who says it later says it in vain. */
    public boolean hears(Command command) {
        return switch (command) {
            case Command.Approve approve -> awaiting().isPresent();
            case Command.Reject reject ->
                awaiting().isPresent() || stage instanceof Stage.Weighing || stage instanceof Stage.Queued;
            case Command.Pardon pardon -> true;
            case Command.Unpin unpin -> true;
        };
    }

    /** The lever that it has pulled, or will; nothing before there is a plan. */
    public Optional<Lever> lever() {
        return stage.planned().map(plan -> plan.pull().lever());
    }

    Act in(Stage next) {
        return new Act(wish, service, next, requested, pardoned, order);
    }

    Act forgiven() {
        return new Act(wish, service, stage, requested, true, order);
    }

    Act asked(Instant now) {
        return new Act(wish, service, stage, Optional.of(now), pardoned, order);
    }
}
