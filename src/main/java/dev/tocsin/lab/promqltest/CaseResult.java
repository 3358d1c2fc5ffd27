package dev.tocsin.lab.promqltest;

/**
 * What became of one case: one {@code eval}, or something that could not be read, which is a failure.
 *
 * @param file as it was named
 * @param line in it, from 1
 * @param text of the case
 */
public record CaseResult(String file, int line, String text, Verdict verdict) {
    /** Whether all was as expected. */
    public boolean passed() {
        return verdict instanceof Verdict.Passed;
    }

    /** Passed, or what was wanted and what was got instead. */
    public sealed interface Verdict {
        /** All was as expected. */
        record Passed() implements Verdict {}

        /** Something was not. */
        record Failed(String wanted, String got) implements Verdict {}
    }
}
