package dev.tocsin.notify.email;

import dev.tocsin.notify.Cut;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Text as the value of a header: on one line, and as encoded words where it is not plain ASCII (RFC 2047). */
final class HeaderText {
    /** A line may have 998 characters (RFC 5322, 2.1.1), the name included. */
    private static final int LONGEST = 800;
    /** Of UTF-8 in one encoded word, which may have 75 characters in Base64 with its frame. */
    private static final int BYTES_A_WORD = 45;

    private HeaderText() {}

    static String of(String text) {
        String line = Cut.to(LONGEST, Cut.line(text));
        boolean plain = line.chars().allMatch(c -> c >= ' ' && c < 0x7f) && !line.contains("=?");
        return plain ? line : String.join("\r\n ", words(line));
    }

    /** Never cuts a character in two: each word is decoded on its own. */
    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        int size = 0;
        for (int character : line.codePoints().toArray()) {
            int bytes = Character.toString(character).getBytes(StandardCharsets.UTF_8).length;
            if (size + bytes > BYTES_A_WORD) {
                words.add(encoded(word.toString()));
                word.setLength(0);
                size = 0;
            }
            word.appendCodePoint(character);
            size += bytes;
        }
        words.add(encoded(word.toString()));
        return words;
    }

    private static String encoded(String word) {
        return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(word.getBytes(StandardCharsets.UTF_8)) + "?=";
    }
}
