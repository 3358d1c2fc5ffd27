package dev.tocsin.config;

/**
 * Something wrong with a file, where it is and what to do. {@code path} is the key within the file, such as
 * {@code receivers[0].slack.webhook}, or empty when the whole file is meant. Never carries a secret.
 */
public record Fault(Place place, String path, String message, Severity severity) {
    /** Whether the file can be used all the same. */
    public enum Severity {
        /** The file is refused. */
        ERROR,
        /** The file is used; the operator should know. */
        WARNING
    }

    /** {@code tocsin.yml:12:5: receivers[0].slack.webhook: must be an absolute URL}. */
    @Override
    public String toString() {
        String kind = severity == Severity.WARNING ? "warning: " : "";
        return place + ": " + kind + (path.isEmpty() ? "" : path + ": ") + message;
    }
}
