package dev.tocsin.notify.slack;

import dev.tocsin.config.Fields;
import dev.tocsin.notify.Phrase;
import dev.tocsin.notify.Wording;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The texts of a {@code slack_config}: {@code plain} are those of the message and of its attachment by Alertmanager's key. With any
 * of the attachment's given, the message looks as Alertmanager's would; with none it is ours.
 */
record SlackTexts(Map<String, Phrase> plain, List<Field> fields, List<Action> actions, Flags flags) {
    /** Keys that make the look of the attachment. */
    private static final List<String> LOOK =
            List.of("title", "title_link", "text", "pretext", "fallback", "color", "footer", "image_url", "thumb_url");

    private static final List<String> SENDER =
            List.of("username", "icon_emoji", "icon_url", "callback_id", "message_text");

    SlackTexts {
        fields = List.copyOf(fields);
        actions = List.copyOf(actions);
    }

    /** A field of the attachment. */
    record Field(Phrase title, Phrase value, boolean isShort) {}

    /** A button of the attachment that leads to an address. */
    record Action(Phrase type, Phrase text, Phrase url, Phrase style) {}

    /** What is on or off, and where markup counts. */
    record Flags(boolean linkNames, List<String> markupIn) {
        Flags {
            markupIn = List.copyOf(markupIn);
        }
    }

    static SlackTexts read(Fields in, Wording wording) {
        Map<String, Phrase> plain = new java.util.TreeMap<>();
        Stream.concat(LOOK.stream(), SENDER.stream()).forEach(key -> plain.put(key, wording.phrase(in, key)));
        boolean shortFields = in.flag("short_fields", false);
        List<String> markup = in.texts("mrkdwn_in");
        return new SlackTexts(
                plain,
                in.list(
                        "fields",
                        field -> new Field(
                                wording.phrase(field, "title"),
                                wording.phrase(field, "value"),
                                field.flag("short", shortFields))),
                in.list("actions", action -> action(action, wording)),
                new Flags(
                        in.flag("link_names", false),
                        markup.isEmpty() ? List.of("fallback", "pretext", "text") : markup));
    }

    /** What Alertmanager has for the buttons of old is taken; a button that leads to an address needs none of it. */
    private static Action action(Fields in, Wording wording) {
        for (String old : List.of("name", "value", "confirm")) {
            if (in.has(old)) {
                in.warn(old, "is not used: buttons lead to an address");
            }
        }
        return new Action(
                wording.phrase(in, "type"),
                wording.phrase(in, "text"),
                wording.phrase(in, "url"),
                wording.phrase(in, "style"));
    }

    /** Whether the operator has a look of their own. */
    boolean hasLook() {
        return !fields.isEmpty()
                || !actions.isEmpty()
                || LOOK.stream().anyMatch(key -> phrase(key).isGiven());
    }

    Phrase phrase(String key) {
        return plain.getOrDefault(key, Phrase.NONE);
    }
}
