package dev.tocsin.notify;

/** Texts cut to what a far end takes, between characters and with an ellipsis where something is missing. */
public final class Cut {
    private static final String MORE = "…";

    private Cut() {}

    /** At most {@code most} UTF-16 units of {@code text}. */
    public static String to(int most, String text) {
        if (text.length() <= most) {
            return text;
        }
        int end = Math.max(0, most - MORE.length());
        if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + MORE;
    }

    /** {@code text} on one line, without control characters: what may stand in a header or a title. */
    public static String line(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]+", " ").strip();
    }
}
