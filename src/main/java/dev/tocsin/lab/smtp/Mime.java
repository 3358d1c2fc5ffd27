package dev.tocsin.lab.smtp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what a mail says: RFC 5322 headers, RFC 2045 encodings, RFC 2046 multiparts, RFC 2047 words. */
final class Mime {
    private static final Pattern WORD = Pattern.compile("=\\?([^?]+)\\?([QqBb])\\?([^?]*)\\?=");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("(\\?=)\\s+(=\\?)");
    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?", Pattern.CASE_INSENSITIVE);
    private static final int HEX = 16;

    private Mime() {}

    static Map<String, String> headers(String message) {
        Map<String, String> headers = new LinkedHashMap<>();
        String unfolded = head(message).replaceAll("\r\n[ \t]", " ");
        for (String line : unfolded.split("\r\n")) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.putIfAbsent(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        words(line.substring(colon + 1).strip()));
            }
        }
        return headers;
    }

    static List<Mail.Part> parts(String message) {
        Map<String, String> headers = headers(message);
        String type = headers.getOrDefault("content-type", "text/plain");
        Matcher boundary = BOUNDARY.matcher(type);
        if (!type.toLowerCase(Locale.ROOT).startsWith("multipart/") || !boundary.find()) {
            String media = type.split(";")[0].strip().toLowerCase(Locale.ROOT);
            return List.of(new Mail.Part(media, content(body(message), headers)));
        }
        List<Mail.Part> parts = new ArrayList<>();
        String[] pieces = ("\r\n" + body(message)).split(Pattern.quote("\r\n--" + boundary.group(1)));
        for (int at = 1; at < pieces.length && !pieces[at].startsWith("--"); at++) {
            parts.addAll(parts(pieces[at].replaceFirst("^[ \t]*\r\n", "")));
        }
        return List.copyOf(parts);
    }

    private static String content(String body, Map<String, String> headers) {
        byte[] bytes = switch (headers.getOrDefault("content-transfer-encoding", "7bit")
                .toLowerCase(Locale.ROOT)) {
            case "base64" -> Base64.getMimeDecoder().decode(body);
            case "quoted-printable" -> quotedPrintable(body.replaceAll("[ \t]*=\r\n", ""));
            default -> body.getBytes(StandardCharsets.UTF_8);
        };
        return new String(bytes, StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    private static byte[] quotedPrintable(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '=' && at + 2 < text.length() && isHex(text, at + 1) && isHex(text, at + 2)) {
                bytes.write(Integer.parseInt(text.substring(at + 1, at + 3), HEX));
                at += 2;
            } else {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private static boolean isHex(String text, int at) {
        return Character.digit(text.charAt(at), HEX) >= 0;
    }

    private static String words(String value) {
        return WORD.matcher(BETWEEN_WORDS.matcher(value).replaceAll("$1$2"))
                .replaceAll(word -> Matcher.quoteReplacement(word(word)));
    }

    private static String word(MatchResult word) {
        boolean base64 = word.group(2).equalsIgnoreCase("b");
        byte[] bytes = base64
                ? Base64.getDecoder().decode(word.group(3))
                : quotedPrintable(word.group(3).replace('_', ' '));
        return new String(bytes, Charset.forName(word.group(1)));
    }

    private static String head(String message) {
        int end = message.indexOf("\r\n\r\n");
        return end < 0 ? message : message.substring(0, end);
    }

    private static String body(String message) {
        int end = message.indexOf("\r\n\r\n");
        return end < 0 ? "" : message.substring(end + 4);
    }
}
