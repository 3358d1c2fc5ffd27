package dev.tocsin.template;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Go's escapers for HTML, JavaScript strings and query strings, character for character. */
public final class GoEscape {
    private GoEscape() {}

    /** {@code text} as HTML has it, between tags and in attributes. */
    public static String html(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            switch (c) {
                case '\0' -> escaped.append('\uFFFD');
                case '"' -> escaped.append("&#34;");
                case '\'' -> escaped.append("&#39;");
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }

    static String js(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            switch (c) {
                case '\\' -> escaped.append("\\\\");
                case '\'' -> escaped.append("\\'");
                case '"' -> escaped.append("\\\"");
                case '<', '>', '&', '=' -> escaped.append(String.format("\\u%04X", (int) c));
                default -> escaped.append(c < ' ' ? String.format("\\u%04X", (int) c) : String.valueOf(c));
            }
        }
        return escaped.toString();
    }

    /** As Go's url.QueryEscape: a space becomes a plus sign; letters, digits and {@code -_.~} stay. */
    static String query(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
