package dev.tocsin.lab.world;

import java.time.Instant;

/** A button that was pressed in Slack, or what was made to look like it, and the status with which the agent answered. */
public record Press(Instant at, Kind kind, int status) {
    /** What kind of press. */
    public enum Kind {
        /** Signed with another secret. */
        FORGED("a press with a forged signature"),
        /** Signed ten minutes ago. */
        STALE("a press that was signed ten minutes ago"),
        /** Genuine, of somebody who may not approve. */
        UNENTITLED("ann's press, who may not approve"),
        /** Genuine, of somebody who may. */
        GENUINE("bea's press"),
        /** The genuine one, once more. */
        REPLAYED("bea's press, sent once more");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** For people. */
        public String words() {
            return words;
        }
    }
}
