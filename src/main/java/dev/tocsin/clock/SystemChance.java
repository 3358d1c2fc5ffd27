package dev.tocsin.clock;

import java.security.SecureRandom;

/** The machine's randomness. Keys are unguessable: some stand in links that act. */
public final class SystemChance implements Chance {
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int KEY_LENGTH = 26;

    private final SecureRandom random = new SecureRandom();

    @Override
    public double fraction() {
        return random.nextDouble();
    }

    @Override
    public String key() {
        StringBuilder key = new StringBuilder(KEY_LENGTH);
        for (int at = 0; at < KEY_LENGTH; at++) {
            key.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return key.toString();
    }
}
