package dev.tocsin.access;

import dev.tocsin.config.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * What a link in a mail stands for: {@code by} may acknowledge {@code incident} until {@code until}. Whoever holds the link may do so,
 * and nothing else; it is signed, so that none can be made up.
 */
public record Pass(String incident, String by, Instant until) {
    private static final int MAC_BYTES = 20;
    private static final String PURPOSE = "acknowledge:";

    /** As a part of an address. */
    public String key(Secret secret) {
        byte[] content = (until.getEpochSecond() + " " + incident + " " + by).getBytes(StandardCharsets.UTF_8);
        return encoded(content) + "." + encoded(mac(secret, content));
    }

    /** What {@code key} stands for, if it is genuine; whether it is still good, the caller looks at. */
    public static Optional<Pass> of(String key, Secret secret) {
        int dot = key.indexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        try {
            byte[] content = Base64.getUrlDecoder().decode(key.substring(0, dot));
            byte[] mac = Base64.getUrlDecoder().decode(key.substring(dot + 1));
            return Digest.same(mac(secret, content), mac) ? Optional.of(read(content)) : Optional.empty();
        } catch (IllegalArgumentException garbage) {
            return Optional.empty();
        }
    }

    private static Pass read(byte[] content) {
        String[] parts = new String(content, StandardCharsets.UTF_8).split(" ", 3);
        return new Pass(parts[1], parts[2], Instant.ofEpochSecond(Long.parseLong(parts[0])));
    }

    private static byte[] mac(Secret secret, byte[] content) {
        byte[] whole = Digest.keyed(secret.reveal(), PURPOSE.getBytes(StandardCharsets.UTF_8), content);
        return Arrays.copyOf(whole, MAC_BYTES);
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
