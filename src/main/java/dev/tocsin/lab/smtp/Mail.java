package dev.tocsin.lab.smtp;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A mail as it arrived. {@code from} and {@code to} are of the envelope. Names of {@code headers} are in lower case, their values
 * unfolded and decoded; of a header given twice the first counts. {@code raw} is the message itself.
 */
public record Mail(
        Instant at, String from, List<String> to, Map<String, String> headers, List<Part> parts, String raw) {
    public Mail {
        to = List.copyOf(to);
        headers = Map.copyOf(headers);
        parts = List.copyOf(parts);
    }

    /** A body part, decoded. {@code type} is the media type in lower case, without parameters. */
    public record Part(String type, String content) {}

    /** A header's value; empty when there is none. */
    public String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    /** The subject. */
    public String subject() {
        return header("subject");
    }

    /** The plain text. */
    public String text() {
        return part("text/plain").orElse("");
    }

    /** The HTML text. */
    public String html() {
        return part("text/html").orElse("");
    }

    private Optional<String> part(String type) {
        return parts.stream()
                .filter(part -> part.type().equals(type))
                .map(Part::content)
                .findFirst();
    }
}
