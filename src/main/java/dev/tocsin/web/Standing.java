package dev.tocsin.web;

import dev.tocsin.alert.Alert;
import dev.tocsin.incident.Severity;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** How one service stands, the worst first. */
enum Standing {
    /** A critical alert about it fires. */
    DOWN(Tone.CRITICAL, "Down"),
    /** An alert about it fires that is not critical, and more than low. */
    DEGRADED(Tone.HIGH, "Degraded"),
    /** No alert fires, and a check of it failed last. */
    FAILING(Tone.MEDIUM, "A check fails"),
    /** Nothing was checked yet. */
    UNKNOWN(Tone.NEUTRAL, "Not checked yet"),
    /** Nothing looks at it. */
    UNWATCHED(Tone.NEUTRAL, "Nothing looks at it"),
    /** All is well. */
    UP(Tone.GOOD, "Up");

    private final Tone tone;
    private final String word;

    Standing(Tone tone, String word) {
        this.tone = tone;
        this.word = word;
    }

    Tone tone() {
        return tone;
    }

    String word() {
        return word;
    }

    /** Of a service about which {@code firing} fire, with these checks, when {@code ruled} by rules that name it. */
    static Standing of(List<Alert> firing, Collection<Check> checks, boolean ruled) {
        Severity worst = firing.stream()
                .map(alert -> Severity.of(alert.labels()))
                .max(Comparator.naturalOrder())
                .orElse(Severity.LOW);
        if (worst == Severity.CRITICAL) {
            return DOWN;
        }
        if (firing.stream().map(alert -> Severity.of(alert.labels())).anyMatch(severity -> severity != Severity.LOW)) {
            return DEGRADED;
        }
        if (checks.contains(Check.FAILED)) {
            return FAILING;
        }
        if (checks.contains(Check.PASSED) || (checks.isEmpty() && ruled)) {
            return UP;
        }
        return checks.isEmpty() ? UNWATCHED : UNKNOWN;
    }

    /** What a target's last visit came to. */
    enum Check {
        PASSED,
        FAILED,
        NONE
    }
}
