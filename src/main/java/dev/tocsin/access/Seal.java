package dev.tocsin.access;

import dev.tocsin.config.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What the signature of a message says. Pure; compares in constant time; looks at the raw body, never at what was parsed. */
public sealed interface Seal {
    /** From who it says. {@code id} names the message, so that it is taken once: it is of what was signed. */
    record Genuine(String id) implements Seal {}

    /** Not to be taken. */
    record Refused(Reason reason) implements Seal {}

    /** Why a message is refused; the name is a label of the counter. */
    enum Reason {
        /** No signature, or none that can be read. */
        UNSIGNED,
        /** Signed with another secret, or changed since. */
        FORGED,
        /** Too old, or from a time to come. */
        STALE,
        /** Taken before. */
        REPLAYED,
        /** Genuine, and not understood. */
        MALFORMED,
        /** Genuine, from somebody whom nobody has named. */
        STRANGER,
        /** Genuine, from somebody who may not. */
        ROLE,
        /** Genuine, and about something that is not there or over. */
        TOO_LATE,
        /** No secret is configured: nothing can be genuine. */
        NOT_CONFIGURED
    }

    /**
     * Slack's scheme {@code v0}: {@code v0=} and the hex HMAC-SHA256 of {@code v0:timestamp:body}. The timestamp is seconds since
     * 1970 and may be {@code window} off, to either side.
     */
    static Seal slack(Secret secret, String signature, String timestamp, byte[] body, Instant now, Duration window) {
        Optional<byte[]> given = signature.startsWith("v0=") ? Digest.parse(signature.substring(3)) : Optional.empty();
        Optional<Instant> at = seconds(timestamp);
        if (given.isEmpty() || at.isEmpty()) {
            return new Refused(Reason.UNSIGNED);
        }
        byte[] prefix = ("v0:" + timestamp + ":").getBytes(StandardCharsets.UTF_8);
        byte[] own = Digest.keyed(secret.reveal(), prefix, body);
        if (!Digest.same(own, given.get())) {
            return new Refused(Reason.FORGED);
        }
        if (Duration.between(at.get(), now).abs().compareTo(window) > 0) {
            return new Refused(Reason.STALE);
        }
        return new Genuine(Digest.hex(own));
    }

    /**
     * PagerDuty's scheme {@code v1}: {@code v1=} and the hex HMAC-SHA256 of the body; several, with commas, while a secret is being
     * changed. Other versions are ignored. {@code Genuine.id} is the body's hash: the event's own id is inside.
     */
    static Seal pagerDuty(List<Secret> secrets, String signatures, byte[] body) {
        List<byte[]> given = Arrays.stream(signatures.split(","))
                .map(String::strip)
                .filter(one -> one.startsWith("v1="))
                .flatMap(one -> Digest.parse(one.substring(3)).stream())
                .toList();
        if (given.isEmpty()) {
            return new Refused(Reason.UNSIGNED);
        }
        boolean genuine = false;
        for (Secret secret : secrets) {
            byte[] own = Digest.keyed(secret.reveal(), body);
            for (byte[] one : given) {
                genuine |= Digest.same(own, one);
            }
        }
        return genuine ? new Genuine(Digest.hex(Digest.of(body))) : new Refused(Reason.FORGED);
    }

    /** Seconds since 1970, where {@code text} is that: digits alone, so that one instant has one text. */
    private static Optional<Instant> seconds(String text) {
        return text.matches("[0-9]{1,12}")
                ? Optional.of(Instant.ofEpochSecond(Long.parseLong(text)))
                : Optional.empty();
    }
}
