package dev.tocsin.mute;

/** Why an alert is mute: what the console, the log and the history say. */
public record Muting(Kind kind, String by) {
    /** What mutes it. {@code by} is the silence's id, the inhibiting alert's fingerprint, the service that is down, or the interval's name. */
    public enum Kind {
        SILENCED,
        INHIBITED,
        /** A service that its own depends on is down. */
        DEPENDENCY,
        MUTE_TIME,
        NOT_ACTIVE_TIME
    }

    /** The reason in words. */
    public String words() {
        return switch (kind) {
            case SILENCED -> "silenced by " + by;
            case INHIBITED -> "inhibited by alert " + by;
            case DEPENDENCY -> "depends on " + by + ", which is down";
            case MUTE_TIME -> "in mute time " + by;
            case NOT_ACTIVE_TIME -> "outside of active time " + by;
        };
    }
}
