package dev.tocsin.config;

/** A text that must not be seen: prints as {@code <secret>}. Compares by content. */
public final class Secret {
    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    /** Hides {@code text}. */
    public static Secret of(String text) {
        return new Secret(text);
    }

    /** The text itself, for the wire only: never for a log, an error or a page. */
    public String reveal() {
        return text;
    }

    /** Whether there is nothing to hide, as in the placeholder of a faulty field. */
    public boolean isEmpty() {
        return text.isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return "<secret>";
    }
}
