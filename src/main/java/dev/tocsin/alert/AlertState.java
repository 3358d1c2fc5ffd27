package dev.tocsin.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Where one alert is in its life. {@link #next} is Prometheus' state machine of alerting rules; an ended alert has no state
 * any more. {@link Pushed} stands apart: of those no rule of ours knows anything.
 */
public sealed interface AlertState {
    /** The condition is met, but not for long enough yet. */
    record Pending(Instant since) implements AlertState {}

    /** The alert fires. {@code since} is when the condition was first met, {@code fired} when it had held long enough. */
    record Firing(Instant since, Instant fired) implements AlertState {}

    /** The condition is over since {@code unmet}, and the alert is kept firing for a while. */
    record Fading(Instant since, Instant fired, Instant unmet) implements AlertState {}

    /**
     * Somebody else says that it fires, first heard at {@code heard}, and has done so {@code since}. It ends at {@code until} unless
     * it is said again; {@code stated}: they have named that end themselves, rather than that they would be silent for too long.
     */
    record Pushed(Instant since, Instant heard, Instant until, boolean stated) implements AlertState {}

    /** The state of an alert that was just found. */
    static AlertState found(Hold hold, Instant now) {
        return ripen(new Pending(now), hold, now);
    }

    /** The next state of this one, or nothing when the alert is over. */
    default Optional<AlertState> next(boolean met, Hold hold, Instant now) {
        return switch (this) {
            case Pending pending -> met ? Optional.of(ripen(pending, hold, now)) : Optional.empty();
            case Firing firing ->
                met ? Optional.of(firing) : fade(new Fading(firing.since(), firing.fired(), now), hold, now);
            case Fading fading ->
                met ? Optional.of(new Firing(fading.since(), fading.fired())) : fade(fading, hold, now);
            case Pushed pushed -> Optional.of(pushed);
        };
    }

    /**
     * This state after the agent was down for {@code gap}: {@code for} and {@code keep_firing_for} do not count it, and nobody was
     * silent while there was nobody to talk to.
     */
    default AlertState resumed(Duration gap) {
        return switch (this) {
            case Pending pending -> new Pending(pending.since().plus(gap));
            case Firing firing -> firing;
            case Fading fading ->
                new Fading(fading.since(), fading.fired(), fading.unmet().plus(gap));
            case Pushed pushed ->
                new Pushed(pushed.since(), pushed.heard(), pushed.until().plus(gap), pushed.stated());
        };
    }

    /** Whether people are to be told: it fires, or is kept firing. */
    default boolean isFiring() {
        return !(this instanceof Pending);
    }

    private static AlertState ripen(Pending pending, Hold hold, Instant now) {
        boolean ripe = !now.isBefore(pending.since().plus(hold.before()));
        return ripe ? new Firing(pending.since(), now) : pending;
    }

    private static Optional<AlertState> fade(Fading fading, Hold hold, Instant now) {
        return now.isBefore(fading.unmet().plus(hold.after())) ? Optional.of(fading) : Optional.empty();
    }
}
