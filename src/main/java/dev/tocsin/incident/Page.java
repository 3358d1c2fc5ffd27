package dev.tocsin.incident;

import dev.tocsin.model.Labels;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An intent: one message that one endpoint is owed. Self-contained, so that it can be sent, and sent again, long after.
 *
 * <p>{@code id} is the incident's id and a number that counts up; {@code dedupKey} is the same for all pages of an incident to
 * an endpoint. {@code firing} and {@code resolved} are what this page tells of, in Alertmanager's order. {@code again} is how often the endpoint was called anew
 * while it knew already: somebody is to be notified once more where the same key would be taken for the same news.
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
        List<Member> resolved,
        int again) {
    public Page {
        firing = firing.stream().sorted(Member.ORDER).toList();
        resolved = resolved.stream().sorted(Member.ORDER).toList();
    }

    /** To an endpoint that was called once. */
    public Page(
            String id,
            String dedupKey,
            Endpoint endpoint,
            Kind kind,
            Reason reason,
            Instant at,
            View incident,
            List<Member> firing,
            List<Member> resolved) {
        this(id, dedupKey, endpoint, kind, reason, at, incident, firing, resolved, 0);
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
        FIRST("it fires"),
        NEW_ALERTS("more alerts fire"),
        SOME_RESOLVED("some alerts ended"),
        ALL_RESOLVED("all alerts ended"),
        REPEAT("it still fires"),
        /** A step of the policy: the first, or the one before was not acknowledged in time. */
        ESCALATED("it is their turn"),
        /** The step before could not be delivered. */
        UNDELIVERED("the step before could not be reached"),
        /** Nobody was on call for the steps before. */
        NOBODY("nobody was on call before them"),
        /** Somebody gives it to the person who is told. */
        HANDED_OVER("it was handed over"),
        /** A remedy did not help. */
        ACT_FAILED("what was tried did not help"),
        /** It is not over by its time limit. */
        LATE("it takes longer than it may"),
        /** The acknowledgement ran out, was taken back, or something worse fires. */
        UNACKNOWLEDGED("nobody has it any more"),
        ACKNOWLEDGED("somebody has it"),
        ACT_NEWS("news of what is being done"),
        /** A service runs another deployment. */
        DEPLOYED("there was a deployment"),
        /** A platform was asked for something. */
        ACTED("something was done"),
        /** It is the time of the receiver's digest: of all that came together. */
        DIGEST("it is time for the digest"),
        /** It turned out to be one with an older incident, and goes on there. */
        MERGED("it is one with an older incident, and goes on there");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        /** The reason in a few words for a timeline, after whom it was told to. */
        public String words() {
            return words;
        }
    }

    /**
     * The incident as the message shows it. {@code groupKey} is Alertmanager's name of the group, {@code deployed} is the deployment that served when it began, {@code affected}
     * the services that depend on what is down, {@code headline} the news
     * itself for pages that bring some.
     */
    public record View(
            String id,
            Labels group,
            String groupKey,
            String receiver,
            Severity severity,
            Instant opened,
            Optional<String> acknowledgedBy,
            Optional<String> step,
            List<Tried> tried,
            Optional<Deployed> deployed,
            List<String> affected,
            String headline) {
        public View {
            tried = List.copyOf(tried);
            affected = List.copyOf(affected);
        }

        /** Of no route. */
        public View(
                String id,
                Labels group,
                String receiver,
                Severity severity,
                Instant opened,
                Optional<String> acknowledgedBy,
                Optional<String> step,
                List<Tried> tried,
                Optional<Deployed> deployed,
                List<String> affected,
                String headline) {
            this(
                    id,
                    group,
                    "{}:" + group,
                    receiver,
                    severity,
                    opened,
                    acknowledgedBy,
                    step,
                    tried,
                    deployed,
                    affected,
                    headline);
        }
    }

    /** The same page under another id. */
    public Page under(String other) {
        return new Page(other, dedupKey, endpoint, kind, reason, at, incident, firing, resolved, again);
    }

    /** The same page about other alerts. */
    public Page telling(List<Member> nowFiring, List<Member> nowResolved) {
        return new Page(id, dedupKey, endpoint, kind, reason, at, incident, nowFiring, nowResolved, again);
    }

    /** All that it tells of, what fires among what is over, in Alertmanager's order. */
    public List<Member> members() {
        return Stream.concat(firing.stream(), resolved.stream())
                .sorted(Member.ORDER)
                .toList();
    }

    /**
     * The key of the call {@code again} of an endpoint that takes a known key for the same news: {@code KEY}, {@code KEY#2}, {@code KEY#3}.
     */
    public static String callKey(String dedupKey, int again) {
        return dedupKey + (again == 0 ? "" : "#" + (again + 1));
    }

    /** The incident that this page is of. */
    public String incidentId() {
        return incident.id();
    }
}
