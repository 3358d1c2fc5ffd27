package dev.tocsin.web;

import dev.tocsin.incident.Severity;
import java.util.Locale;

/** How bad something is, as a page paints it. Each has a colour and a shape, and never stands without a word. */
public enum Tone {
    CRITICAL,
    HIGH,
    MEDIUM,
    LOW,
    GOOD,
    /** Nothing is known, or nothing is to be said. */
    NEUTRAL;

    static Tone of(Severity severity) {
        return switch (severity) {
            case CRITICAL -> CRITICAL;
            case HIGH -> HIGH;
            case MEDIUM, UNKNOWN -> MEDIUM;
            case LOW -> LOW;
        };
    }

    /** Its class in the style sheet. */
    public String css() {
        return name().toLowerCase(Locale.ROOT);
    }
}
