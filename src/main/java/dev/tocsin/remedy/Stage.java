package dev.tocsin.remedy;

import dev.tocsin.incident.ActNews;
import java.time.Instant;
import java.util.Optional;

/**
 * Where an act is. All instants are absolute, so that time spent down counts. {@code next} is when to look again (or to
 * give the task out anew, should its report have been lost).
 */
public sealed interface Stage {
    /** Evidence is being gathered, until {@code until} at most. {@code approvedBy} is who gave leave, if it took leave. */
    record Weighing(Instant since, Instant until, Instant next, Optional<String> approvedBy) implements Stage {}

    /** Everything speaks for it; a person must give leave before {@code expires}. {@code why} are the reasons. */
    record AwaitingApproval(Plan plan, String why, Instant since, Instant expires) implements Stage {}

    /** The platform is asked for the {@code number}th time (from 1). Without a report by {@code until}: in doubt. */
    record Requesting(Plan plan, Instant since, Instant until, int number) implements Stage {}

    /**
     * Asked {@code number} times, and not known whether it arrived. {@code looks} is how many times the platform showed
     * nothing new since {@code since}.
     */
    record InDoubt(Plan plan, Instant since, int looks, Instant next, int number) implements Stage {}

    /** The platform has agreed; {@code deployment} is what it made of it, once seen. */
    record Following(Plan plan, Instant since, Instant until, Instant next, Optional<String> deployment)
            implements Stage {}

    /** The platform has done it; {@code good} is since when the signal is good. */
    record Verifying(Plan plan, Verify verify, Instant since, Instant until, Instant next, Optional<Instant> good)
            implements Stage {}

    /** Over. {@code plan} is there if it got as far as asking the platform. */
    record Over(ActNews.Kind outcome, String text, Instant at, Optional<Plan> plan) implements Stage {}
}
