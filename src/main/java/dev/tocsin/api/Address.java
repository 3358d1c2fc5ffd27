package dev.tocsin.api;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The address of a request as it came: people type {@code match[]=up{job="api"}}, Prometheus takes it, and its documentation is full of
 * it; what reads addresses here holds to RFC 3986.
 */
sealed interface Address {
    /** What an address may hold besides letters and digits (RFC 3986, 3.3 and 3.4). */
    String ALLOWED = "-._~!$&'()*+,;=:@/?";

    int FIRST_BEYOND_ASCII = 0x80;
    int HEX = 16;

    /** As it has to be. */
    record Right() implements Address {}

    /** As somebody typed it; {@code encoded} is how it has to be. */
    record Typed(String encoded) implements Address {}

    /** Nobody knows what is meant. */
    record Unreadable() implements Address {}

    /** Reads the second word of a request, of which each character stands for one byte. A percent sign that encodes nothing is meant as one. */
    static Address read(String target) {
        if (IntStream.range(0, target.length()).allMatch(at -> isRight(target, at))) {
            return isUri(target) ? new Right() : new Unreadable();
        }
        String encoded = encoded(target);
        return encoded.startsWith("/") && isUri(encoded) ? new Typed(encoded) : new Unreadable();
    }

    private static String encoded(String target) {
        StringBuilder written = new StringBuilder(target.length() + HEX);
        for (int at = 0; at < target.length(); at++) {
            char one = target.charAt(at);
            if (isRight(target, at)) {
                written.append(one);
            } else {
                written.append(String.format(Locale.ROOT, "%%%02X", one & 0xff));
            }
        }
        return written.toString();
    }

    private static boolean isRight(String target, int at) {
        char one = target.charAt(at);
        return one == '%'
                ? isHex(target, at + 1) && isHex(target, at + 2)
                : one < FIRST_BEYOND_ASCII && (Character.isLetterOrDigit(one) || ALLOWED.indexOf(one) >= 0);
    }

    private static boolean isHex(String target, int at) {
        return at < target.length() && Character.digit(target.charAt(at), HEX) >= 0;
    }

    private static boolean isUri(String target) {
        try {
            URI unused = new URI(target);
            return true;
        } catch (URISyntaxException unreadable) {
            return false;
        }
    }
}
