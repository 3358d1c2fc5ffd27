package dev.tocsin.api;

import dev.tocsin.app.Agent;
import dev.tocsin.engine.State;
import dev.tocsin.incident.Incident;
import dev.tocsin.ledger.LedgerGone;
import dev.tocsin.remedy.Command;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/** A person lets production of a service go on from where a rollback has pinned it. */
public final class Unpinning {
    private Unpinning() {}

    /** Why that cannot be asked for, or nothing. What the platform shows by then is judged again before anything is done. */
    public static Optional<String> unfit(Agent agent, String service) {
        State state = agent.state();
        Set<String> able = state.plan().playbook().unpinnable();
        if (!able.contains(service)) {
            String which = able.isEmpty() ? "of none" : "of " + String.join(", ", able);
            return Optional.of("production of \"" + service + "\" cannot be pinned; it can be " + which);
        }
        boolean pinned = state.deploys().pinned().stream()
                .anyMatch(tenure -> tenure.service().equals(service));
        if (!pinned) {
            return Optional.of("production of " + service + " is not pinned, as far as the last look goes");
        }
        return state.remedies().stream()
                .filter(act -> act.service().equals(service))
                .filter(act -> !act.isOver() && act.order().isPresent())
                .findFirst()
                .map(act -> "that is being done already: " + act.id());
    }

    /**
     * What is told to the loop; {@code deployment} may be empty. It belongs to the incident {@code wanted}, which may be over, or else
     * to an open one about the service.
     */
    public static Command.Unpin of(Agent agent, String service, String deployment, String wanted, String by) {
        Instant now = agent.clock().now();
        String incident = known(agent, wanted)
                .or(() -> about(agent, service))
                .map(Incident::id)
                .orElse("");
        Optional<String> target = Optional.of(deployment.strip()).filter(id -> !id.isEmpty());
        return new Command.Unpin(incident, service, target, by, now);
    }

    /** The incident {@code wanted}, open or over; over ones are known as long as there is a ledger to ask. */
    static Optional<Incident> known(Agent agent, String wanted) {
        return agent.state().incidents().find(wanted).or(() -> past(agent, wanted));
    }

    private static Optional<Incident> past(Agent agent, String wanted) {
        try {
            return agent.history().incident(wanted);
        } catch (LedgerGone gone) {
            return Optional.empty();
        }
    }

    private static Optional<Incident> about(Agent agent, String service) {
        return agent.state().incidents().stream()
                .filter(incident -> concerns(incident, service))
                .max(Comparator.comparing(
                        (Incident incident) -> incident.origin().opened()));
    }

    /** Whether an alert of {@code incident} is about {@code service}. */
    public static boolean concerns(Incident incident, String service) {
        return incident.members().values().stream()
                .anyMatch(member -> member.labels().get("service").equals(service));
    }
}
