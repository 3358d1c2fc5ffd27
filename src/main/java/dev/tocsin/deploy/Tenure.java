package dev.tocsin.deploy;

import dev.tocsin.provider.Deployment;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One deployment's time as the serving one. {@code since} is when it began to serve; {@code healthy} how long no alert fired
 * about its service in the periods that are over; {@code well} when the present such period began; {@code ailing} when the
 * trouble began that it has, or had when it was replaced; {@code until} when another one took over. {@code pinned} is since when it is kept in
 * production: what is pushed does not go live until somebody promotes it.
 */
public record Tenure(
        String service,
        String deployment,
        Optional<String> commit,
        Instant since,
        Duration healthy,
        Optional<Instant> well,
        Optional<Instant> ailing,
        Optional<Instant> until,
        Optional<Instant> pinned) {

    /** Begins: what went before {@code now} was not seen by us, and is not counted. */
    static Tenure begun(String service, Deployment deployment, Optional<Instant> onset, Instant now) {
        Instant since = earlier(began(deployment), now);
        Optional<Instant> well = onset.isPresent() ? Optional.empty() : Optional.of(now);
        return new Tenure(
                service,
                deployment.id(),
                deployment.commit(),
                since,
                Duration.ZERO,
                well,
                onset,
                Optional.empty(),
                Optional.empty());
    }

    /** How long it was healthy, as of {@code now}. */
    public Duration healthy(Instant now) {
        return well.map(from -> healthy.plus(between(from, now))).orElse(healthy);
    }

    /** Whether it was healthy for {@code enough}, and had no trouble in the end. */
    public boolean isGood(Duration enough, Instant now) {
        return ailing.isEmpty() && healthy(now).compareTo(enough) >= 0;
    }

    /** When this deployment began to serve, as the platform says; of a crashed one only its creation is known. */
    static Instant began(Deployment deployment) {
        return deployment.status() == Deployment.Status.ACTIVE ? deployment.statusAt() : deployment.createdAt();
    }

    /** Follows the alerts: health ends when a trouble began, which is before its alert fired. */
    Tenure told(Optional<Instant> onset, Instant now) {
        if (onset.isPresent() == ailing.isPresent()) {
            return this;
        }
        return onset.isPresent()
                ? with(healthy(earlier(onset.get(), now)), Optional.empty(), onset)
                : with(healthy, Optional.of(now), Optional.empty());
    }

    /** Ends when the next one began to serve. A trouble that is younger than that is the next one's. */
    Tenure replaced(Instant when) {
        boolean isNext = ailing.filter(onset -> !onset.isBefore(when)).isPresent();
        Duration tooMuch = isNext ? between(when, ailing.orElse(when)) : Duration.ZERO;
        Duration total = healthy(when).minus(tooMuch);
        return new Tenure(
                service,
                deployment,
                commit,
                since,
                total.isNegative() ? Duration.ZERO : total,
                Optional.empty(),
                isNext ? Optional.empty() : ailing,
                Optional.of(when),
                Optional.empty());
    }

    /** Serves again, on platforms that go back to the same deployment. */
    Tenure revived(Optional<Instant> onset, Instant now) {
        Optional<Instant> from = onset.isPresent() ? Optional.empty() : Optional.of(now);
        return new Tenure(service, deployment, commit, now, healthy, from, onset, Optional.empty(), Optional.empty());
    }

    /** As the platform says now. */
    Tenure pinned(boolean is, Instant now) {
        if (is == pinned.isPresent()) {
            return this;
        }
        Optional<Instant> from = is ? Optional.of(now) : Optional.empty();
        return new Tenure(service, deployment, commit, since, healthy, well, ailing, until, from);
    }

    /** Leaves out the time from {@code from} to {@code now}, in which nobody looked. */
    Tenure unseen(Instant from, Instant now) {
        return well.isEmpty() ? this : with(healthy(from), Optional.of(now), ailing);
    }

    private Tenure with(Duration total, Optional<Instant> from, Optional<Instant> onset) {
        return new Tenure(service, deployment, commit, since, total, from, onset, until, pinned);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Duration between(Instant from, Instant to) {
        return to.isBefore(from) ? Duration.ZERO : Duration.between(from, to);
    }
}
