package dev.tocsin.incident;

import dev.tocsin.alert.Alert;
import dev.tocsin.model.Labels;
import java.util.Locale;

/** How bad it is, by the label {@code severity}. Later is worse. */
public enum Severity {
    UNKNOWN,
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL;

    /** Reads the label; knows PagerDuty's and the usual words too, and takes what it does not know as {@link #UNKNOWN}. */
    public static Severity of(Labels labels) {
        return named(labels.get(Alert.SEVERITY));
    }

    /** What {@code word} means, as {@link #of}. */
    public static Severity named(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "critical", "page" -> CRITICAL;
            case "high", "error" -> HIGH;
            case "medium", "warning" -> MEDIUM;
            case "low", "info" -> LOW;
            default -> UNKNOWN;
        };
    }

    /** As it is written in a label. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
