package dev.tocsin.lab.promqltest;

import dev.tocsin.model.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the start timestamps of a series, each relative to its sample: {@code -30s-1mx2} is 30 seconds, 90 seconds and
 * 150 seconds before; {@code _} is unknown.
 */
final class StartNotation {
    private static final Pattern WORD = Pattern.compile("([+-]?)([0-9a-z]+?)(?:([+-])([0-9a-z]+?))?(?:x(\\d{1,6}))?");

    private StartNotation() {}

    /** Milliseconds from each sample; null where unknown. */
    static List<@Nullable Long> read(String text) throws ScriptFault {
        List<@Nullable Long> offsets = new ArrayList<>();
        for (String word : text.strip().split("\\s+")) {
            Matcher parts = WORD.matcher(word);
            if (word.equals("_")) {
                offsets.add(null);
            } else if (word.startsWith("_x")) {
                for (int count = Integer.parseInt(word.substring(2)); count > 0; count--) {
                    offsets.add(null);
                }
            } else if (parts.matches()) {
                repeat(parts, word, offsets);
            } else {
                throw new ScriptFault("no start timestamp: " + word);
            }
        }
        return offsets;
    }

    private static void repeat(Matcher parts, String word, List<@Nullable Long> offsets) throws ScriptFault {
        long offset = signed(parts.group(1), parts.group(2), word);
        long change = parts.group(4) == null ? 0 : signed(parts.group(3), parts.group(4), word);
        int times = parts.group(5) == null ? 0 : Integer.parseInt(parts.group(5));
        for (int count = 0; count <= times; count++) {
            offsets.add(offset);
            offset += change;
        }
    }

    private static long signed(String sign, String duration, String word) throws ScriptFault {
        Duration distance = Durations.tryParse(duration)
                .orElseThrow(() -> new ScriptFault("no duration in start timestamp: " + word));
        return sign.equals("-") ? -distance.toMillis() : distance.toMillis();
    }
}
