package dev.tocsin.api.alertmanager;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.alert.Push;
import dev.tocsin.model.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Alerts as they are pushed. As in Alertmanager, a body that is not of the right form is refused as a whole; of one that is, the alerts
 * that are right are taken, and {@code faults} says what was wrong with the others.
 */
record Pushes(List<Push> taken, List<String> faults) {
    private static final String WHAT = "alerts";
    private static final Pattern ADDRESS = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*:)?/.*", Pattern.DOTALL);

    /** Longer texts than any dashboard shows: what one alert may hold. */
    private static final int MOST_TEXT = 64 * 1024;

    Pushes {
        taken = List.copyOf(taken);
        faults = List.copyOf(faults);
    }

    /** Reads {@code body}; an alert without an end is over {@code timeout} after {@code now}, unless it is pushed again. */
    static Pushes read(byte[] body, Instant now, Duration timeout) throws Refusal {
        JsonNode all = Body.parse(WHAT, body);
        if (!all.isArray()) {
            throw Refusal.malformed(WHAT, "cannot unmarshal " + Body.kind(all) + " into a list of alerts");
        }
        List<Push> taken = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        for (int at = 0; at < all.size(); at++) {
            Push push = push(new Body(WHAT, at + ".", all.get(at)), now, timeout);
            Optional<String> fault = fault(push);
            fault.ifPresent(faults::add);
            if (fault.isEmpty()) {
                taken.add(push);
            }
        }
        return new Pushes(taken, faults);
    }

    private static Push push(Body alert, Instant now, Duration timeout) throws Refusal {
        if (!alert.node().isObject()) {
            throw alert.node().isNull()
                    ? Refusal.required(alert.at().replace(".", ""))
                    : Refusal.malformed(WHAT, "cannot unmarshal " + Body.kind(alert.node()) + " into an alert");
        }
        if (alert.node().path("labels").isMissingNode()
                || alert.node().path("labels").isNull()) {
            throw Refusal.required(alert.at() + "labels");
        }
        Labels labels = Labels.of(alert.texts("labels"));
        Push.Note note = new Push.Note(alert.texts("annotations"), source(alert));
        Optional<Instant> ends = alert.time("endsAt");
        Instant starts = alert.time("startsAt").or(() -> ends).orElse(now);
        return new Push(labels, note, starts, ends.orElseGet(() -> now.plus(timeout)), ends.isPresent(), now);
    }

    /** An address or a path, as go-openapi asks for; what follows is not looked at: queries in addresses have blanks and braces. */
    private static String source(Body alert) throws Refusal {
        String text = alert.text("generatorURL");
        if (!text.isEmpty() && !ADDRESS.matcher(text).matches()) {
            throw Refusal.format(alert.at() + "generatorURL in body", "uri", text);
        }
        return text;
    }

    private static Optional<String> fault(Push push) {
        if (push.until().isBefore(push.starts())) {
            return Optional.of("start time must be before end time");
        }
        if (push.labels().isEmpty()) {
            return Optional.of("at least one label pair required");
        }
        if (push.labels().has("")) {
            return Optional.of("invalid label set: invalid name \"\"");
        }
        if (push.note().annotations().containsKey("")) {
            return Optional.of("invalid annotations: invalid name \"\"");
        }
        return size(push) > MOST_TEXT
                ? Optional.of("an alert must not hold more than " + MOST_TEXT + " characters")
                : Optional.empty();
    }

    private static int size(Push push) {
        return size(push.labels().toMap())
                + size(push.note().annotations())
                + push.note().source().length();
    }

    private static int size(Map<String, String> texts) {
        return texts.entrySet().stream()
                .mapToInt(one -> one.getKey().length() + one.getValue().length())
                .sum();
    }
}
