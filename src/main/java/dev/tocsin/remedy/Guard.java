package dev.tocsin.remedy;

/** What must speak for an act before it is carried out. Every one is asked, so that all reasons are known at once. */
enum Guard {
    /** The alert that wanted it still fires. */
    ALERT_FIRES,
    /** The trouble began soon after a deployment, not before it. */
    DEPLOY_CORRELATION,
    /** An earlier deployment was healthy by our own records. */
    KNOWN_GOOD,
    /** Production is kept where a rollback put it. */
    PINNED,
    /** The platform can do it. */
    ELIGIBLE,
    /** Nobody is deploying something newer already. */
    NOTHING_UNDER_WAY,
    /** It stays within the limits that the configuration sets. */
    IN_RANGE,
    /** The service was not acted on in this way just now. */
    COOLDOWN,
    /** The service was not acted on in this way too often. */
    BUDGET,
    /** No other act on the service is under way. */
    ONE_AT_A_TIME,
    /** The last such act on the service helped, or a person has looked at it since. */
    LOOP_BREAKER
}
