package dev.tocsin.remedy;

import dev.tocsin.incident.RemedyTrigger;
import java.time.Duration;

/** One remedy as configured: when it is wanted, for which service, and under which conditions it may act. */
public record Remedy(
        RemedyTrigger trigger,
        String service,
        Autonomy autonomy,
        Limits limits,
        Evidence evidence,
        Duration approval,
        Verify verify,
        Pace pace) {
    /** Its name: the trigger's. */
    public String name() {
        return trigger.name();
    }

    /**
     * How often a service may be acted on: {@code cooldown} between acts, at most {@code acts} in {@code per}, and after one
     * that did not help none for {@code breaker}.
     */
    public record Limits(Duration cooldown, int acts, Duration per, Duration breaker) {}

    /** What must be known: the deployment came at most {@code deployedWithin} before, the one before was healthy for {@code healthyFor}. */
    public record Evidence(Duration deployedWithin, Duration healthyFor) {}

    /**
     * How the platform is asked: each call takes {@code call} at most, looks come every {@code poll}; evidence that cannot be
     * had is tried for {@code patience}; a request without an answer has surely not arrived after {@code settle} without a
     * trace; and the platform must be done {@code finish} after it agreed.
     */
    public record Pace(Duration call, Duration poll, Duration patience, Duration settle, Duration finish) {
        /** Where the configuration says nothing. */
        public static final Pace USUAL = new Pace(
                Duration.ofSeconds(10),
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                Duration.ofMinutes(10));
    }
}
