package dev.tocsin.engine;

import dev.tocsin.alert.Alert;
import dev.tocsin.alert.Finding;
import dev.tocsin.incident.ActNews;
import dev.tocsin.ledger.Changes;
import dev.tocsin.notify.Attempt;
import dev.tocsin.remedy.Task;
import java.util.List;

/**
 * What a turn comes to: the next state, what of it must be durable first, and what is to be said and done then. {@code echoes} is news
 * that incidents hear in the next turn, {@code findings} what the alerts were made of.
 */
public record Step(
        State state,
        Changes changes,
        List<Attempt> attempts,
        List<Task> tasks,
        List<ActNews> echoes,
        List<Finding> findings) {
    public Step {
        attempts = List.copyOf(attempts);
        tasks = List.copyOf(tasks);
        echoes = List.copyOf(echoes);
        findings = List.copyOf(findings);
    }

    /** This, with all that a ledger lacks which has {@code known} alerts rather than those of the turn before. */
    Step catchingUp(List<Alert> known) {
        Changes all = changes.withAlerts(known.stream(), state.alerts().stream());
        return new Step(state, all, attempts, tasks, echoes, findings);
    }
}
