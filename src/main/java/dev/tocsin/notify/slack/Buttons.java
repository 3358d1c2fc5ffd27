package dev.tocsin.notify.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.incident.ActNews;
import dev.tocsin.incident.Page;
import dev.tocsin.incident.Tried;
import dev.tocsin.notify.Cut;
import java.util.Optional;

/**
 * A row of buttons below a message (Block Kit): acknowledge, and leave for what waits for it. A button's value is the incident's id or
 * the act's: whoever hears the press asks for everything else itself.
 */
public final class Buttons {
    /** The action of acknowledging; the value is the incident's id. */
    public static final String ACKNOWLEDGE = "tocsin_acknowledge";

    /** The action of giving leave; the value is the act's id. */
    public static final String APPROVE = "tocsin_approve";

    /** The action of forbidding; the value is the act's id. */
    public static final String REJECT = "tocsin_reject";

    private static final int MOST_ACTS = 5;
    private static final int MAX_LABEL = 75;
    private static final int MAX_CONFIRM = 300;

    private Buttons() {}

    /** The row for {@code page}, if there is anything to press. */
    static Optional<ObjectNode> of(Page page) {
        ObjectNode row = JsonNodeFactory.instance.objectNode().put("type", "actions");
        ArrayNode elements = row.putArray("elements");
        boolean open = page.kind() == Page.Kind.TRIGGER || page.kind() == Page.Kind.PROGRESS;
        if (open) {
            page.incident().tried().stream()
                    .filter(tried -> tried.kind() == ActNews.Kind.AWAITING_APPROVAL)
                    .limit(MOST_ACTS)
                    .forEach(tried -> leave(elements, tried));
        }
        if (open && page.incident().acknowledgedBy().isEmpty()) {
            button(elements, ACKNOWLEDGE, "Acknowledge", page.incidentId());
        }
        return elements.isEmpty() ? Optional.empty() : Optional.of(row);
    }

    /** Puts {@code row} below what {@code message} says. */
    static void append(ObjectNode message, ObjectNode row) {
        message.withArrayProperty("attachments")
                .addObject()
                .put("fallback", "Buttons")
                .putArray("blocks")
                .add(row);
    }

    private static void leave(ArrayNode elements, Tried tried) {
        ObjectNode approve = button(elements, APPROVE, "Approve " + tried.remedy(), tried.act());
        approve.put("style", "danger");
        ObjectNode confirm = approve.putObject("confirm");
        plain(confirm.putObject("title"), "Approve?");
        plain(confirm.putObject("text"), Cut.to(MAX_CONFIRM, tried.text()));
        plain(confirm.putObject("confirm"), "Approve");
        plain(confirm.putObject("deny"), "Not now");
        button(elements, REJECT, "Reject " + tried.remedy(), tried.act());
    }

    private static ObjectNode button(ArrayNode elements, String action, String label, String value) {
        ObjectNode button = elements.addObject().put("type", "button");
        button.put("action_id", action + "_" + elements.size());
        plain(button.putObject("text"), Cut.to(MAX_LABEL, label));
        return button.put("value", value);
    }

    private static void plain(ObjectNode text, String words) {
        text.put("type", "plain_text").put("text", words);
    }
}
