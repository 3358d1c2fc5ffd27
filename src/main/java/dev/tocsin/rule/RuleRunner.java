package dev.tocsin.rule;

import dev.tocsin.alert.RuleKey;
import dev.tocsin.promql.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps all groups going, each on its own: at the slots of its interval and when samples arrive. A group that hangs or is
 * slow delays no other. Safe for any thread.
 */
public final class RuleRunner implements AutoCloseable {
    private final RuleEvaluator evaluator;
    private final RulePorts ports;
    private Map<String, GroupWorker> workers = Map.of();

    public RuleRunner(RuleEvaluator evaluator, RulePorts ports) {
        this.evaluator = evaluator;
        this.ports = ports;
    }

    /**
     * Runs {@code groups} from now on and no others. A group that is the same as before goes on undisturbed; a changed one
     * starts anew with its history. Series that nobody writes any more get their stale markers.
     */
    public synchronized void run(List<RuleGroup> groups) {
        Map<String, GroupWorker> next = new LinkedHashMap<>();
        for (RuleGroup group : groups) {
            GroupWorker now = workers.get(group.key());
            next.put(group.key(), now != null && now.group().equals(group) ? now : begin(group));
        }
        workers.forEach((key, worker) -> {
            GroupWorker heir = next.get(key);
            if (heir != worker) {
                end(worker, heir == null ? Set.of() : heir.group().keys());
            }
        });
        next.forEach((key, worker) -> {
            if (workers.get(key) != worker) {
                worker.start();
            }
        });
        workers = next;
    }

    /** Samples arrived: every group that wants to is evaluated, soon. Returns at once. */
    public void arrived() {
        running().values().forEach(GroupWorker::arrived);
    }

    /** How each group fares, in order of files and of groups within. */
    public List<GroupStatus> status() {
        return running().values().stream().map(GroupWorker::status).toList();
    }

    /** Ends everything; evaluations that run are broken off, and what they find is not told. */
    @Override
    public synchronized void close() {
        workers.values().forEach(GroupWorker::stop);
        workers = Map.of();
    }

    private synchronized Map<String, GroupWorker> running() {
        return workers;
    }

    private GroupWorker begin(RuleGroup group) {
        GroupWorker worker = new GroupWorker(group, evaluator, ports);
        GroupWorker earlier = workers.get(group.key());
        if (earlier != null) {
            worker.inherit(earlier);
        }
        return worker;
    }

    private void end(GroupWorker worker, Set<RuleKey> kept) {
        worker.stop();
        List<Value.Entry> gone = worker.abandoned(kept);
        if (!gone.isEmpty()) {
            ports.samples().accept(gone);
        }
    }
}
