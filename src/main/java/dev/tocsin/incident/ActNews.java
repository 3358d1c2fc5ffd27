package dev.tocsin.incident;

import java.time.Instant;

/** News of an act that an incident asked for. {@code text} is one sentence for people, without secrets. */
public record ActNews(String incident, String act, String remedy, Kind kind, String text, Instant at) implements Word {
    /** How a timeline has it. */
    String line() {
        return remedy + ": " + text;
    }

    /** What happened, and whether it makes the incident go one step up at once. */
    public enum Kind {
        /** Wanted; evidence is being gathered. */
        WANTED(false, false),
        /** The remedy may only say what it would have done. */
        SUGGESTED(false, true),
        /** Waits until another act on the service is over. */
        QUEUED(false, false),
        /** Waits for a person's leave. */
        AWAITING_APPROVAL(false, false),
        /** A guard said no: acting would not be right. */
        DECLINED(false, true),
        /** It could not be done: no evidence or no provider. */
        COULD_NOT(true, true),
        /** The provider was asked to. */
        STARTED(false, false),
        /** The provider has done it; the signal is being watched. */
        DONE(false, false),
        /** The signal was good for long enough. */
        VERIFIED(false, true),
        /** Done, and the signal did not get good in time. */
        INEFFECTIVE(true, true),
        /** The provider said that it failed. */
        FAILED(true, true),
        /** Nobody knows whether it was done. */
        IN_DOUBT(true, true);

        private final boolean escalates;
        private final boolean last;

        Kind(boolean escalates, boolean last) {
            this.escalates = escalates;
            this.last = last;
        }

        /** Whether the next person is to be told at once. */
        public boolean escalates() {
            return escalates;
        }

        /** Whether the act is over. */
        public boolean isLast() {
            return last;
        }
    }
}
