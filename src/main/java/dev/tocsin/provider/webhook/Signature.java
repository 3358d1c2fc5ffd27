package dev.tocsin.provider.webhook;

import dev.tocsin.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests: {@code v1=} and the HMAC-SHA256, in hex, of {@code v1:}, the time in whole seconds, a colon and the body's bytes. The
 * time is a header of its own, so that the far end can refuse what is old.
 */
final class Signature {
    static final String HEADER = "X-Tocsin-Signature";
    static final String TIME = "X-Tocsin-Timestamp";
    private static final String ALGORITHM = "HmacSHA256";

    private Signature() {}

    static String of(Secret secret, Instant when, String body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            String signed = "v1:" + when.getEpochSecond() + ":" + body;
            return "v1=" + HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every JVM has " + ALGORITHM, missing);
        }
    }
}
