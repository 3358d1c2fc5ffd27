package dev.tocsin.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.remedy.Act;
import dev.tocsin.remedy.Remedies;
import dev.tocsin.remedy.Stage;
import java.util.Comparator;

/** Acts as our own API shows them. */
final class ActJson {
    private ActJson() {}

    /** Those that are not over, those that wait for leave first. */
    static ArrayNode open(Remedies remedies) {
        ArrayNode all = Json.array();
        remedies.stream()
                .filter(act -> !act.isOver())
                .sorted(Comparator.comparing((Act act) -> act.awaiting().isEmpty()))
                .map(ActJson::of)
                .forEach(all::add);
        return all;
    }

    private static ObjectNode of(Act act) {
        ObjectNode node = Json.object();
        node.put("id", act.id());
        node.put("incident", act.wish().incident());
        node.put("remedy", act.wish().remedy());
        node.put("service", act.service());
        node.put("state", state(act.stage()));
        act.order().ifPresent(order -> node.put("by", order.by()));
        act.awaiting()
                .ifPresent(stage -> node.put("text", stage.why())
                        .put("since", stage.since().toString())
                        .put("expires", stage.expires().toString()));
        return node;
    }

    private static String state(Stage stage) {
        return switch (stage) {
            case Stage.Weighing weighing -> "weighing";
            case Stage.Queued queued -> "queued";
            case Stage.AwaitingApproval awaiting -> "awaiting approval";
            case Stage.Requesting requesting -> "requesting";
            case Stage.InDoubt doubt -> "in doubt";
            case Stage.Following following -> "under way";
            case Stage.Verifying verifying -> "verifying";
            case Stage.Over over -> "over";
        };
    }
}
