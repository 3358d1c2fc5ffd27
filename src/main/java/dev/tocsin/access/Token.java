package dev.tocsin.access;

import dev.tocsin.clock.Chance;
import dev.tocsin.config.Fields;
import dev.tocsin.config.Place;
import dev.tocsin.config.Secret;
import java.nio.charset.StandardCharsets;

/**
 * A token as it is kept: its name for the audit, what it may do, and the hash of what its holder presents. {@code place} is where it
 * stands. A token is 260 random bits, so that one fast hash protects it as well as a slow one would.
 */
public record Token(String name, Role role, String hash, Place place) {
    private static final String PREFIX = "tocsin_";
    private static final String ALGORITHM = "sha256:";
    private static final int HEX_DIGITS = 64;

    /** A token that was just made: {@code secret} is shown once, {@code hash} is what is kept. */
    public record Minted(Secret secret, String hash) {}

    /** Makes a token. */
    public static Minted mint(Chance chance) {
        String text = PREFIX + chance.key() + chance.key();
        return new Minted(Secret.of(text), hash(text));
    }

    static String hash(String presented) {
        return ALGORITHM + Digest.hex(Digest.of(presented.getBytes(StandardCharsets.UTF_8)));
    }

    /** Reads one: {@code name}, {@code role}, {@code hash}. */
    static Token read(Fields in) {
        Role role = in.optionalChoice("role", Role.class).orElseGet(() -> {
            if (!in.has("role")) {
                in.fault("role", "is required: viewer, operator or approver");
            }
            return Role.VIEWER;
        });
        String hash = in.text("hash");
        if (!hash.isEmpty() && !isHash(hash)) {
            in.fault("hash", "must be what tocsin token new printed: sha256: and 64 hex digits");
        }
        return new Token(in.text("name"), role, hash, in.place());
    }

    private static boolean isHash(String text) {
        return text.length() == ALGORITHM.length() + HEX_DIGITS
                && text.startsWith(ALGORITHM)
                && Digest.parse(text.substring(ALGORITHM.length())).isPresent();
    }
}
