package dev.tocsin.config;

import dev.tocsin.config.Tree.Scalar;
import dev.tocsin.config.Tree.Type;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Scalars to Java values. Each method throws {@link IllegalArgumentException} with words for the operator. */
final class Scalars {
    /** Go's YAML, which reads Prometheus' files, takes YAML 1.1's words where a flag is expected. */
    private static final Set<String> YES = Set.of("true", "yes", "on", "y");

    private static final Set<String> NO = Set.of("false", "no", "off", "n");

    private Scalars() {}

    static long whole(Scalar scalar) {
        if (scalar.type() != Type.WHOLE) {
            throw new IllegalArgumentException("must be a whole number, not " + shown(scalar));
        }
        String text = scalar.text();
        boolean hex = text.startsWith("0x");
        boolean octal = text.startsWith("0o");
        try {
            return hex || octal ? Long.parseLong(text.substring(2), hex ? 16 : 8) : Long.parseLong(text);
        } catch (NumberFormatException tooLarge) {
            throw new IllegalArgumentException("does not fit into 64 bits: " + text, tooLarge);
        }
    }

    static double number(Scalar scalar) {
        if (scalar.type() == Type.WHOLE
                && !scalar.text().startsWith("0x")
                && !scalar.text().startsWith("0o")) {
            return Double.parseDouble(scalar.text());
        }
        if (scalar.type() != Type.NUMBER) {
            throw new IllegalArgumentException("must be a number, not " + shown(scalar));
        }
        String text = scalar.text().toLowerCase(Locale.ROOT);
        if (text.endsWith(".nan")) {
            return Double.NaN;
        }
        if (text.endsWith(".inf")) {
            return text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        return Double.parseDouble(text);
    }

    static boolean flag(Scalar scalar) {
        String word = scalar.text().toLowerCase(Locale.ROOT);
        boolean plain = scalar.style() == Tree.Style.PLAIN;
        if (plain && YES.contains(word)) {
            return true;
        }
        if (plain && NO.contains(word)) {
            return false;
        }
        throw new IllegalArgumentException("must be true or false, not " + shown(scalar));
    }

    static <E extends Enum<E>> E choice(String text, Class<E> kind) {
        List<String> words = new ArrayList<>();
        for (E constant : kind.getEnumConstants()) {
            String word = constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (word.equals(text) || word.replace('-', '_').equals(text)) {
                return constant;
            }
            words.add(word);
        }
        throw new IllegalArgumentException(
                "must be one of " + String.join(", ", words) + ", not \"" + text + '"' + Suggestion.words(text, words));
    }

    /** Messages show no part of the address: it may hold a password or be a secret as a whole. */
    static URI uri(String text) {
        try {
            URI uri = new URI(text.strip());
            if (!uri.isAbsolute() || uri.isOpaque() || uri.getRawAuthority() == null) {
                throw new IllegalArgumentException("must be an absolute URL, such as https://example.com/path");
            }
            return uri;
        } catch (URISyntaxException broken) {
            String where = broken.getIndex() < 0 ? "" : " at character " + (broken.getIndex() + 1);
            throw new IllegalArgumentException(
                    "must be an absolute URL: " + broken.getReason().toLowerCase(Locale.ROOT) + where);
        }
    }

    private static String shown(Scalar scalar) {
        return scalar.type() == Type.TEXT ? "the text \"" + brief(scalar.text()) + '"' : scalar.kind();
    }

    private static String brief(String text) {
        String line = text.lines().findFirst().orElse("");
        return line.length() <= 40 ? line : line.substring(0, 37) + "...";
    }
}
