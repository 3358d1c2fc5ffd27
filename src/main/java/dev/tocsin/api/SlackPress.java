package dev.tocsin.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.notify.slack.Buttons;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A button that somebody pressed in Slack: who, by the member id, which, and what it stands for. {@code answer} is where the presser can
 * be told something.
 */
record SlackPress(String user, Button button, String value, Optional<URI> answer) {
    private static final String FIELD = "payload=";

    /** Which button. */
    enum Button {
        ACKNOWLEDGE,
        APPROVE,
        REJECT
    }

    /** The press in a body as Slack sends it: one form field with JSON. Nothing when it is none of ours. */
    static Optional<SlackPress> parse(byte[] body) {
        String form = new String(body, StandardCharsets.UTF_8);
        if (!form.startsWith(FIELD)) {
            return Optional.empty();
        }
        try {
            int end = form.indexOf('&');
            String field = form.substring(FIELD.length(), end < 0 ? form.length() : end);
            return Json.read(URLDecoder.decode(field, StandardCharsets.UTF_8)).flatMap(SlackPress::of);
        } catch (IllegalArgumentException garbage) {
            return Optional.empty();
        }
    }

    private static Optional<SlackPress> of(JsonNode payload) {
        JsonNode action = payload.path("actions").path(0);
        String user = payload.path("user").path("id").asText();
        String value = action.path("value").asText();
        if (!payload.path("type").asText().equals("block_actions") || user.isEmpty() || value.isEmpty()) {
            return Optional.empty();
        }
        return button(action.path("action_id").asText())
                .map(button -> new SlackPress(
                        user,
                        button,
                        value,
                        address(payload.path("response_url").asText())));
    }

    /** In a row each action has a number behind it, since Slack wants them to differ. */
    private static Optional<Button> button(String action) {
        return switch (action.replaceFirst("_[0-9]+$", "")) {
            case Buttons.ACKNOWLEDGE -> Optional.of(Button.ACKNOWLEDGE);
            case Buttons.APPROVE -> Optional.of(Button.APPROVE);
            case Buttons.REJECT -> Optional.of(Button.REJECT);
            default -> Optional.empty();
        };
    }

    private static Optional<URI> address(String text) {
        try {
            return Optional.of(URI.create(text)).filter(uri -> uri.getHost() != null);
        } catch (IllegalArgumentException garbage) {
            return Optional.empty();
        }
    }
}
