package dev.tocsin.app;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * One mapping of this process's memory, as Linux tells them in {@code /proc/self/smaps}: where it lies, what may be done with it, the
 * file that it shows, and how much of it is not in that file, in kB.
 */
record Mapping(long start, long end, String rights, String file, long own) {
    private static final int FILE = 5;

    /** All of them. Lines that are not understood are left out. */
    static List<Mapping> of(List<String> lines) {
        List<Mapping> all = new ArrayList<>();
        for (String line : lines) {
            String[] words = line.strip().split("\\s+", FILE + 1);
            if (words[0].endsWith(":")) {
                if (!all.isEmpty() && words.length > 1 && isOwn(words[0])) {
                    all.addLast(all.removeLast().with(Long.parseLong(words[1])));
                }
            } else if (words.length >= FILE) {
                all.add(head(words));
            }
        }
        return List.copyOf(all);
    }

    /** Pages that were written to, in memory or swapped out: they are nowhere else. */
    private static boolean isOwn(String field) {
        return field.equals("Anonymous:") || field.equals("Swap:") || field.equals("Private_Dirty:");
    }

    private static Mapping head(String... words) {
        int dash = words[0].indexOf('-');
        return new Mapping(
                HexFormat.fromHexDigitsToLong(words[0].substring(0, dash)),
                HexFormat.fromHexDigitsToLong(words[0].substring(dash + 1)),
                words[1],
                words.length > FILE ? words[FILE] : "",
                0);
    }

    private Mapping with(long more) {
        return new Mapping(start, end, rights, file, own + more);
    }

    /** In bytes. */
    long length() {
        return end - start;
    }

    /** Whether it shows {@code path}, nobody may write to it, and nobody has: it can be read from there again at any time. */
    boolean isPristine(String path) {
        return file.equals(path) && !rights.contains("w") && own == 0;
    }
}
