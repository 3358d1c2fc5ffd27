package dev.tocsin.notify.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.incident.Page;
import dev.tocsin.notify.Cut;
import dev.tocsin.notify.Letter;
import dev.tocsin.notify.Story;
import java.util.List;
import java.util.stream.Collectors;

/** The message of an operator who has written templates for Alertmanager: one attachment, with their texts. */
final class AttachmentBody {
    private static final int MAX_TITLE = 1024;
    private static final int MAX_TEXT = 8000;

    private final SlackTexts texts;
    private final Page page;
    private final Letter letter;

    AttachmentBody(SlackTexts texts, Page page, Letter letter) {
        this.texts = texts;
        this.page = page;
        this.letter = letter;
    }

    ObjectNode json() {
        Story story = letter.story();
        String title = Mrkdwn.escape(story.title());
        ObjectNode attachment = JsonNodeFactory.instance.objectNode();
        put(attachment, "title", title, MAX_TITLE);
        put(attachment, "title_link", "", MAX_TITLE);
        put(attachment, "text", usualText(story), MAX_TEXT);
        put(attachment, "fallback", title, MAX_TITLE);
        put(attachment, "pretext", "", MAX_TEXT);
        put(attachment, "color", MessageBody.colour(page), MAX_TITLE);
        put(attachment, "footer", "", MAX_TITLE);
        put(attachment, "image_url", "", MAX_TITLE);
        put(attachment, "thumb_url", "", MAX_TITLE);
        put(attachment, "callback_id", "", MAX_TITLE);
        fields(attachment);
        actions(attachment);
        texts.flags().markupIn().forEach(attachment.withArrayProperty("mrkdwn_in")::add);
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        put(message, "text", "", MAX_TEXT, "message_text");
        message.putArray("attachments").add(attachment);
        return message;
    }

    private static String usualText(Story story) {
        String facts = story.facts().stream()
                .map(fact -> Mrkdwn.bold(fact.name()) + ": " + Mrkdwn.escape(fact.text()))
                .collect(Collectors.joining("\n"));
        String links = story.links().stream()
                .map(link -> Mrkdwn.link(link.to(), link.name()))
                .collect(Collectors.joining("  ·  "));
        return List.of(Mrkdwn.escape(story.lead()), facts, links).stream()
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining("\n"));
    }

    private void fields(ObjectNode attachment) {
        ArrayNode fields = attachment.withArrayProperty("fields");
        for (SlackTexts.Field field : texts.fields()) {
            fields.addObject()
                    .put("title", letter.say(field.title(), ""))
                    .put("value", Cut.to(MAX_TEXT, letter.say(field.value(), "")))
                    .put("short", field.isShort());
        }
        letter.faults()
                .forEach(fault -> fields.addObject()
                        .put("title", "Template")
                        .put("value", Mrkdwn.escape(fault))
                        .put("short", false));
    }

    private void actions(ObjectNode attachment) {
        for (SlackTexts.Action action : texts.actions()) {
            attachment
                    .withArrayProperty("actions")
                    .addObject()
                    .put("type", letter.say(action.type(), "button"))
                    .put("text", letter.say(action.text(), "Open"))
                    .put("url", letter.say(action.url(), ""))
                    .put("style", letter.say(action.style(), "default"));
        }
    }

    private void put(ObjectNode node, String key, String usual, int most) {
        put(node, key, usual, most, key);
    }

    private void put(ObjectNode node, String key, String usual, int most, String phrase) {
        String text = letter.say(texts.phrase(phrase), usual);
        if (!text.isBlank()) {
            node.put(key, Cut.to(most, text));
        }
    }
}
