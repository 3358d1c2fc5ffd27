package dev.tocsin.config;

import dev.tocsin.config.Tree.Scalar;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Where a secret comes from: the environment, a file, or (not advised) the configuration itself. */
final class SecretField {
    private static final long MAX_BYTES = 1024 * 1024;

    private SecretField() {}

    /** A scalar secret. Throws {@link IllegalArgumentException}, whose message holds no part of the secret. */
    static Secret ofText(Scalar scalar, Environment environment) {
        return checked(Expansion.expand(scalar.text(), environment), "the secret");
    }

    /** The content of {@code path} without its trailing line break. Throws {@link IllegalArgumentException}. */
    static Secret ofFile(Path path) {
        try {
            if (Files.size(path) > MAX_BYTES) {
                throw new IllegalArgumentException("file " + path + " is larger than 1 MiB");
            }
            return checked(Files.readString(path).replaceFirst("[\r\n]+\\z", ""), "file " + path);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("cannot read file " + path + ": " + why(unreadable), unreadable);
        }
    }

    private static Secret checked(String text, String what) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException(what + " is empty");
        }
        return Secret.of(text);
    }

    private static String why(IOException unreadable) {
        return switch (unreadable) {
            case NoSuchFileException missing -> "no such file";
            case AccessDeniedException denied -> "permission denied";
            case CharacterCodingException binary -> "not UTF-8 text";
            default -> "not readable";
        };
    }
}
