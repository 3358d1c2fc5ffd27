package dev.tocsin.provider.railway;

import dev.tocsin.provider.Answer;
import dev.tocsin.provider.Answer.Cause;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** One entry of {@code errors}. */
record Problem(String message, String code) {
    /** Said before anything is carried out. */
    private static final Set<String> BEFORE_ANYTHING =
            Set.of("GRAPHQL_VALIDATION_FAILED", "GRAPHQL_PARSE_FAILED", "BAD_USER_INPUT", "PERSISTED_QUERY_NOT_FOUND");

    /**
     * What it means. Railway has few codes, so its words count: those of a token, of what is not there and of what cannot be done
     * are known to be said instead of doing anything. Of others that is not known.
     */
    <T> Answer<T> answer() {
        String said = message.toLowerCase(Locale.ROOT);
        if (code.equals("UNAUTHENTICATED") || code.equals("FORBIDDEN") || isAboutToken(said)) {
            return new Answer.Refused<>(Cause.UNAUTHORIZED, message);
        }
        if (said.contains("not found") || said.contains("does not exist")) {
            return new Answer.Refused<>(Cause.NOT_FOUND, message);
        }
        if (BEFORE_ANYTHING.contains(code) || isImpossible(said)) {
            return new Answer.Refused<>(Cause.REJECTED, message);
        }
        if (said.contains("rate limit") || said.contains("too many requests")) {
            return new Answer.Deferred<>(Cause.RATE_LIMITED, Optional.empty());
        }
        return new Answer.Unknown<>(Cause.BROKEN, message);
    }

    private static boolean isAboutToken(String said) {
        return said.contains("not authorized")
                || said.contains("unauthorized")
                || said.contains("token not found")
                || said.contains("two factor authentication required");
    }

    private static boolean isImpossible(String said) {
        return said.contains("cannot be rolled back")
                || said.contains("cannot rollback")
                || said.contains("can't rollback")
                || said.contains("cannot roll back");
    }
}
