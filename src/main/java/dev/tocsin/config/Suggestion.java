package dev.tocsin.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** "Did you mean ...?": the known word that a wrong one is most like. */
final class Suggestion {
    private static final int MAX_LENGTH = 60;

    private Suggestion() {}

    /** The nearest of {@code known}, if it is near enough to be meant; on a tie the first by name. */
    static Optional<String> nearest(String wrong, Collection<String> known) {
        if (wrong.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String folded = fold(wrong);
        int allowed = Math.max(1, Math.min(3, wrong.length() / 3));
        return known.stream()
                .filter(word -> !word.equals(wrong) && distance(folded, fold(word)) <= allowed)
                .min(Comparator.<String>comparingInt(word -> distance(folded, fold(word)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** {@code ; did you mean "x"?}, or nothing. */
    static String words(String wrong, Collection<String> known) {
        return nearest(wrong, known)
                .map(word -> "; did you mean \"" + word + "\"?")
                .orElse("");
    }

    private static String fold(String word) {
        return word.toLowerCase(Locale.ROOT).replace('-', '_');
    }

    /** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment). */
    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : step(a, b, cost, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int step(String a, String b, int[][] cost, int i, int j) {
        int change = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(change, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
