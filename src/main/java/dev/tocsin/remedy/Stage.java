package dev.tocsin.remedy;

import dev.tocsin.incident.ActNews;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Where an act is. All instants are absolute, so that time spent down counts. {@code next} is when to look again (or to
 * give the task out anew, should its report have been lost).
 */
public sealed interface Stage {
    /** What an act gets after a restart at least, to see how things are before it is called late. */
    Duration CATCH_UP = Duration.ofSeconds(10);

    /** Evidence is being gathered, until {@code until} at most. {@code approvedBy} is who gave leave, if it took leave. */
    record Weighing(Instant since, Instant until, Instant next, Optional<String> approvedBy) implements Stage {}

    /**
     * Nothing speaks against it but the act {@code behind}, which is under way on the same service; evidence is gathered anew when
     * that is over. {@code approvedBy} is who gave leave, if it took leave.
     */
    record Queued(String behind, Instant since, Optional<String> approvedBy) implements Stage {}

    /** Everything speaks for it; a person must give leave before {@code expires}. {@code why} are the reasons. */
    record AwaitingApproval(Plan plan, String why, Instant since, Instant expires) implements Stage {}

    /** The platform is asked for the {@code number}th time (from 1). Without a report by {@code until}: in doubt. */
    record Requesting(Plan plan, Instant since, Instant until, int number) implements Stage {}

    /**
     * Asked {@code number} times, and not known whether it arrived. {@code looks} is how many times the platform showed
     * nothing new since {@code since}.
     */
    record InDoubt(Plan plan, Instant since, int looks, Instant next, int number) implements Stage {}

    /** The platform has agreed; {@code trace} is what it made of it, once seen. */
    record Following(Plan plan, Instant since, Instant until, Instant next, Optional<String> trace) implements Stage {}

    /** The platform has done it; {@code good} is since when the signal is good. */
    record Verifying(Plan plan, Verify verify, Instant since, Instant until, Instant next, Optional<Instant> good)
            implements Stage {}

    /** Over. {@code plan} is there if it got as far as asking the platform. */
    record Over(ActNews.Kind outcome, String text, Instant at, Optional<Plan> plan) implements Stage {}

    /** What is to be done, from when that is known. */
    default Optional<Plan> planned() {
        return switch (this) {
            case Weighing weighing -> Optional.empty();
            case Queued queued -> Optional.empty();
            case AwaitingApproval awaiting -> Optional.of(awaiting.plan());
            case Requesting requesting -> Optional.of(requesting.plan());
            case InDoubt doubt -> Optional.of(doubt.plan());
            case Following following -> Optional.of(following.plan());
            case Verifying verifying -> Optional.of(verifying.plan());
            case Over over -> over.plan();
        };
    }

    /** When time alone will change something. */
    default Optional<Instant> due() {
        return switch (this) {
            case Weighing weighing -> Optional.of(weighing.next());
            case Queued queued -> Optional.empty();
            case AwaitingApproval awaiting -> Optional.of(awaiting.expires());
            case Requesting requesting -> Optional.of(requesting.until());
            case InDoubt doubt -> Optional.of(doubt.next());
            case Following following -> Optional.of(earlier(following.next(), following.until()));
            case Verifying verifying -> Optional.of(earlier(verifying.next(), verifying.until()));
            case Over over -> Optional.empty();
        };
    }

    /**
     * This stage after a restart, in which every task under way was lost: all looks are taken anew at once, and none is called
     * late for the time in which nobody looked. A request is in doubt: it may have left, and it may not.
     */
    default Stage resumed(Instant now) {
        return switch (this) {
            case Weighing old ->
                new Weighing(now, now.plus(Duration.between(old.since(), old.until())), now, old.approvedBy());
            case Queued old -> old;
            case AwaitingApproval old -> old;
            case Requesting old -> new InDoubt(old.plan(), now, 0, now, old.number());
            case InDoubt old -> new InDoubt(old.plan(), now, 0, now, old.number());
            case Following old ->
                new Following(old.plan(), old.since(), later(old.until(), now.plus(CATCH_UP)), now, old.trace());
            case Verifying old -> {
                Instant least = now.plus(old.verify().hold()).plus(CATCH_UP);
                yield new Verifying(old.plan(), old.verify(), old.since(), later(old.until(), least), now, old.good());
            }
            case Over old -> old;
        };
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }
}
