package dev.tocsin.notify.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.incident.Page;
import dev.tocsin.incident.Severity;
import dev.tocsin.notify.Cut;
import dev.tocsin.notify.Letter;
import dev.tocsin.notify.Story;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Our own message: a line that says it all, and below it, beside a bar of colour, the rest. Within Slack's lengths. */
final class MessageBody {
    private static final int MAX_TITLE = 500;
    private static final int MAX_LEAD = 1500;
    private static final int MAX_FIELD = 500;
    private static final int MAX_FIELDS = 10;
    private static final int MAX_FACTS = 30;
    private static final int MAX_ALERTS = 2000;
    /** Of the facts, those that change while an incident goes on. */
    private static final Set<String> NEWSWORTHY = Set.of("Why now", "Escalation", "Acknowledged by", "Since", "Value");
    /** Of all blocks together: Slack refuses somewhere above 13,000 characters, markup included, and does not document where. */
    private static final int MAX_TOGETHER = 9000;

    private final Page page;
    private final Letter letter;
    private final Story story;
    private int left = MAX_TOGETHER;

    MessageBody(Page page, Letter letter) {
        this.page = page;
        this.letter = letter;
        this.story = letter.story();
    }

    ObjectNode json() {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        ArrayNode blocks = begin(message);
        facts(blocks);
        section(blocks, links());
        section(blocks, escaped(MAX_ALERTS, story.alerts().size() > 1 ? String.join("\n", story.alerts()) : ""));
        section(blocks, escaped(MAX_LEAD, String.join("\n", letter.faults())));
        return message;
    }

    /** Fills in what every message begins with; the blocks, for what follows. */
    private ArrayNode begin(ObjectNode message) {
        message.put("text", sign() + " *" + escaped(MAX_TITLE, story.title()) + "*");
        message.put("unfurl_links", false);
        ObjectNode attachment = message.putArray("attachments").addObject();
        attachment.put("color", colour(page));
        attachment.put("fallback", escaped(MAX_TITLE, story.title()));
        ArrayNode blocks = attachment.putArray("blocks");
        section(blocks, escaped(MAX_LEAD, story.lead()));
        return blocks;
    }

    /** The same in short, for who has the incident's message before their eyes. */
    ObjectNode news() {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        ArrayNode blocks = begin(message);
        String facts = story.facts().stream()
                .filter(fact -> NEWSWORTHY.contains(fact.name()))
                .map(fact -> Mrkdwn.bold(fact.name()) + ": " + escaped(MAX_FIELD, fact.text()))
                .collect(Collectors.joining("\n"));
        section(blocks, facts);
        return message;
    }

    /** What sets the kinds of message apart at a glance. */
    private String sign() {
        return switch (page.kind()) {
            case TRIGGER -> page.incident().severity() == Severity.CRITICAL ? ":rotating_light:" : ":warning:";
            case ACKNOWLEDGE -> ":eyes:";
            case PROGRESS -> ":wrench:";
            case RESOLVE -> ":white_check_mark:";
        };
    }

    static String colour(Page page) {
        return switch (page.kind()) {
            case TRIGGER ->
                switch (page.incident().severity()) {
                    case CRITICAL -> "#d00000";
                    case HIGH, UNKNOWN -> "#e8590c";
                    case MEDIUM -> "#f2c744";
                    case LOW -> "#868e96";
                };
            case ACKNOWLEDGE -> "#f2c744";
            case PROGRESS -> "#1c7ed6";
            case RESOLVE -> "#2f9e44";
        };
    }

    private void facts(ArrayNode blocks) {
        List<Story.Fact> facts = story.facts();
        for (int from = 0; from < Math.min(MAX_FACTS, facts.size()); from += MAX_FIELDS) {
            ArrayNode fields = fields(facts.subList(from, Math.min(from + MAX_FIELDS, facts.size())));
            if (!fields.isEmpty()) {
                blocks.addObject().put("type", "section").set("fields", fields);
            }
        }
    }

    private ArrayNode fields(List<Story.Fact> facts) {
        ArrayNode fields = JsonNodeFactory.instance.arrayNode();
        for (Story.Fact fact : facts) {
            String text = Mrkdwn.bold(fact.name()) + "\n" + escaped(MAX_FIELD, fact.text());
            if (fits(text)) {
                text(fields.addObject(), text);
            }
        }
        return fields;
    }

    private String links() {
        return story.links().stream()
                .map(link -> Mrkdwn.link(link.to(), link.name()))
                .filter(link -> link.length() <= MAX_FIELD)
                .limit(5)
                .collect(Collectors.joining("  ·  "));
    }

    private void section(ArrayNode blocks, String text) {
        if (!text.isBlank() && fits(text)) {
            text(blocks.addObject().put("type", "section").putObject("text"), text);
        }
    }

    /** Whether there is room for it; takes the room. What comes later is of less interest. */
    private boolean fits(String text) {
        boolean fits = text.length() <= left;
        left -= fits ? text.length() : 0;
        return fits;
    }

    private static void text(ObjectNode node, String text) {
        node.put("type", "mrkdwn").put("text", text);
    }

    /** Cut first, so that no entity is cut in two; escaping makes it at most five times as long. */
    private static String escaped(int most, String text) {
        String escaped = Mrkdwn.escape(Cut.to(most, text));
        return escaped.length() <= 2 * most ? escaped : Mrkdwn.escape(Cut.to(most / 3, text));
    }
}
