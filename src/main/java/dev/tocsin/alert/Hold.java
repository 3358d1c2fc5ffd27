package dev.tocsin.alert;

import java.time.Duration;

/** How long a condition must hold before it fires ({@code for}) and is held after it ended ({@code keep_firing_for}). */
public record Hold(Duration before, Duration after) {
    /** Fires at once, ends at once. */
    public static final Hold NONE = new Hold(Duration.ZERO, Duration.ZERO);
}
