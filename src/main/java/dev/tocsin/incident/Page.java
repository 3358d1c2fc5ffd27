package dev.tocsin.incident;

import dev.tocsin.model.Labels;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An intent: one message that one endpoint is owed. Self-contained, so that it can be sent, and sent again, long after.
 *
 * <p>{@code id} is the incident's id and a number that counts up; {@code dedupKey} is the same for all pages of an incident to
 * an endpoint. {@code firing} and {@code resolved} are what this page tells of.
 */
public record Page(
        String id,
        String dedupKey,
        Endpoint endpoint,
        Kind kind,
        Reason reason,
        Instant at,
        View incident,
        List<Member> firing,
        List<Member> resolved) {
    public Page {
        firing = List.copyOf(firing);
        resolved = List.copyOf(resolved);
    }

    /** What the message is for. */
    public enum Kind {
        /** Something fires. */
        TRIGGER,
        /** Somebody has it. */
        ACKNOWLEDGE,
        /** What is being done about it. */
        PROGRESS,
        /** All that this endpoint was told of is over. */
        RESOLVE
    }

    /** Why it is sent now. */
    public enum Reason {
        FIRST,
        NEW_ALERTS,
        SOME_RESOLVED,
        ALL_RESOLVED,
        REPEAT,
        /** A step of the policy: the first, or the one before was not acknowledged in time. */
        ESCALATED,
        /** The step before could not be delivered. */
        UNDELIVERED,
        /** A remedy did not help. */
        ACT_FAILED,
        /** It is not over by its time limit. */
        LATE,
        /** The acknowledgement ran out, was taken back, or something worse fires. */
        UNACKNOWLEDGED,
        ACKNOWLEDGED,
        ACT_NEWS,
        /** It turned out to be one with an older incident, and goes on there. */
        MERGED
    }

    /**
     * The incident as the message shows it. {@code deployed} is the deployment that served when it began, {@code headline} the news
     * itself for pages that bring some.
     */
    public record View(
            String id,
            Labels group,
            String receiver,
            Severity severity,
            Instant opened,
            Optional<String> acknowledgedBy,
            Optional<String> step,
            List<Tried> tried,
            Optional<Deployed> deployed,
            String headline) {
        public View {
            tried = List.copyOf(tried);
        }
    }

    /** The same page under another id. */
    public Page under(String other) {
        return new Page(other, dedupKey, endpoint, kind, reason, at, incident, firing, resolved);
    }

    /** The incident that this page is of. */
    public String incidentId() {
        return incident.id();
    }
}
