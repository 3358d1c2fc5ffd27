package dev.tocsin.provider;

import java.time.Instant;
import java.util.Optional;

/**
 * One deployment of a service, in words that all platforms share. {@code statusAt} is when it got its status as the platform
 * says, or {@code createdAt} where it does not say. {@code canRollback}: the platform could go back to it now.
 */
public record Deployment(
        String id, Instant createdAt, Status status, Instant statusAt, boolean canRollback, Optional<String> commit) {
    /** Where it is in its life. */
    public enum Status {
        /** Being built, queued or started. */
        UNDER_WAY,
        /** Serves. */
        ACTIVE,
        /** Served, and another one does now. */
        REPLACED,
        /** Never served: it could not be built or started. */
        FAILED,
        /** Served, and died. */
        CRASHED,
        /** Not meant to serve: skipped, or waits for somebody. */
        IDLE
    }

    /** {@code dpl_x (commit abcdef0)}, for people. */
    public String words() {
        return words(id, commit);
    }

    /** The same of a deployment of which only this is known. */
    public static String words(String id, Optional<String> commit) {
        return id + commit.map(hash -> " (commit " + abbreviated(hash) + ")").orElse("");
    }

    private static String abbreviated(String hash) {
        int enough = 10;
        return hash.length() <= enough ? hash : hash.substring(0, enough);
    }
}
