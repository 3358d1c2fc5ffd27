package dev.tocsin.lab.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What Slack does not take, by the error that it answers. */
final class Validation {
    private static final int MAX_BLOCKS = 50;
    private static final int MAX_HEADER = 150;
    private static final int MAX_SECTION = 3000;
    private static final int MAX_FIELDS = 10;
    private static final int MAX_FIELD = 2000;
    private static final int MAX_ELEMENTS = 10;
    private static final int MAX_BUTTONS = 25;
    private static final int MAX_BUTTON = 75;
    private static final int MAX_VALUE = 2000;
    private static final int MAX_ACTION = 255;
    private static final int MAX_ALL_BLOCKS = 13_200;
    private static final int MAX_TEXT = 40_000;
    private static final int MAX_ATTACHMENTS = 100;

    private Validation() {}

    static Optional<String> error(JsonNode message) {
        if (!message.isObject()) {
            return Optional.of("invalid_payload");
        }
        List<JsonNode> blocks = blocks(message);
        if (message.path("text").asText().isEmpty()
                && blocks.isEmpty()
                && message.path("attachments").isEmpty()) {
            return Optional.of("no_text");
        }
        if (message.path("text").asText().length() > MAX_TEXT) {
            return Optional.of("msg_too_long");
        }
        if (message.path("attachments").size() > MAX_ATTACHMENTS) {
            return Optional.of("too_many_attachments");
        }
        if (blocks.size() > MAX_BLOCKS || !blocks.stream().allMatch(Validation::isValid)) {
            return Optional.of("invalid_blocks");
        }
        int length =
                blocks.stream().mapToInt(block -> block.toString().length()).sum();
        return length > MAX_ALL_BLOCKS ? Optional.of("msg_blocks_too_long") : Optional.empty();
    }

    private static List<JsonNode> blocks(JsonNode message) {
        List<JsonNode> all = new ArrayList<>();
        message.path("blocks").forEach(all::add);
        message.path("attachments")
                .forEach(attachment -> attachment.path("blocks").forEach(all::add));
        return all;
    }

    private static boolean isValid(JsonNode block) {
        return switch (block.path("type").asText()) {
            case "header" ->
                block.at("/text/type").asText().equals("plain_text") && isWithin(block.at("/text/text"), MAX_HEADER);
            case "section" -> isValidSection(block);
            case "context" ->
                !block.path("elements").isEmpty() && block.path("elements").size() <= MAX_ELEMENTS;
            case "actions" -> isValidRow(block.path("elements"));
            case "divider" -> true;
            default -> false;
        };
    }

    private static boolean isValidRow(JsonNode buttons) {
        Set<String> actions = new HashSet<>();
        for (JsonNode button : buttons) {
            String action = button.path("action_id").asText();
            boolean valid = isWithin(button.at("/text/text"), MAX_BUTTON)
                    && button.path("value").asText().length() <= MAX_VALUE
                    && action.length() <= MAX_ACTION
                    && actions.add(action);
            if (!valid) {
                return false;
            }
        }
        return !buttons.isEmpty() && buttons.size() <= MAX_BUTTONS;
    }

    private static boolean isValidSection(JsonNode block) {
        JsonNode fields = block.path("fields");
        if (block.has("text") && !isWithin(block.at("/text/text"), MAX_SECTION)) {
            return false;
        }
        for (JsonNode field : fields) {
            if (!isWithin(field.path("text"), MAX_FIELD)) {
                return false;
            }
        }
        return fields.size() <= MAX_FIELDS && (block.has("text") || !fields.isEmpty());
    }

    private static boolean isWithin(JsonNode text, int most) {
        return text.isTextual() && !text.asText().isEmpty() && text.asText().length() <= most;
    }
}
