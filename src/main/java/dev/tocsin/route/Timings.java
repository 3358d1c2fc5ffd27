package dev.tocsin.route;

import java.time.Duration;

/**
 * When a group is told of: {@code before} (a wait) the first time, {@code interval} between looks for news, {@code repeat} before
 * the same is told again. Alertmanager's {@code group_wait}, {@code group_interval}, {@code repeat_interval}.
 */
public record Timings(Duration before, Duration interval, Duration repeat) {
    /** Alertmanager's defaults. */
    public static final Timings DEFAULT =
            new Timings(Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofHours(4));
}
