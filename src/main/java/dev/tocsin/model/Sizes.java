package dev.tocsin.model;

import com.google.re2j.Pattern;

/** Sizes as Prometheus' configuration writes them: {@code 512}, {@code 100KB}, {@code 10MiB}; all powers of 1024. */
public final class Sizes {
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,9})([KMG]?)(i?)(B?)");

    private Sizes() {}

    /** The bytes that {@code text} says. Throws {@link IllegalArgumentException} for anything else. */
    public static long parse(String text) {
        com.google.re2j.Matcher size = SIZE.matcher(text);
        if (!size.matches()) {
            throw new IllegalArgumentException("not a size such as 512KB or 10MB: " + text);
        }
        long count = Long.parseLong(size.group(1));
        return switch (size.group(2)) {
            case "K" -> count << 10;
            case "M" -> count << 20;
            case "G" -> count << 30;
            default -> count;
        };
    }
}
