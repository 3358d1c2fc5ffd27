package dev.tocsin.model;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A condition on one label, as in {@code severity=~"critical|high"}. Regular expressions are RE2, anchored at both ends,
 * as Prometheus and Alertmanager have them; a missing label counts as the empty string.
 */
public final class Matcher {
    /** How the value is compared. */
    public enum Op {
        EQUAL("="),
        NOT_EQUAL("!="),
        MATCHES("=~"),
        NOT_MATCHES("!~");

        private final String sign;

        Op(String sign) {
            this.sign = sign;
        }

        /** As it is written: {@code =}, {@code !=}, {@code =~}, {@code !~}. */
        public String sign() {
            return sign;
        }
    }

    private final String name;
    private final Op op;
    private final String value;
    private final Pattern pattern;

    private final Optional<Alternatives> simple;
    private final String prefix;

    private Matcher(String name, Op op, String value, Pattern pattern) {
        this.name = name;
        this.op = op;
        this.value = value;
        this.pattern = pattern;
        this.simple = Alternatives.of(value);
        this.prefix = Alternatives.prefix(value);
    }

    /** Throws {@link IllegalArgumentException} with RE2's words when {@code value} is not a regular expression. */
    public static Matcher of(String name, Op op, String value) {
        try {
            boolean regex = op == Op.MATCHES || op == Op.NOT_MATCHES;
            // The equality operators never ask their pattern; an empty one keeps the field non-null.
            return new Matcher(name, op, value, Pattern.compile(regex ? value : "", Pattern.DOTALL));
        } catch (PatternSyntaxException fault) {
            // The flag that lets a dot match a newline is RE2's way of saying it, not the operator's.
            throw new IllegalArgumentException(
                    String.valueOf(fault.getMessage()).replace("`(?s)", "`"), fault);
        }
    }

    /** {@code name="value"}. */
    public static Matcher equal(String name, String value) {
        return of(name, Op.EQUAL, value);
    }

    public String name() {
        return name;
    }

    public Op op() {
        return op;
    }

    public String value() {
        return value;
    }

    /** Whether {@code candidate} satisfies this condition. */
    public boolean matches(String candidate) {
        return switch (op) {
            case EQUAL -> value.equals(candidate);
            case NOT_EQUAL -> !value.equals(candidate);
            case MATCHES -> isMatch(candidate);
            case NOT_MATCHES -> !isMatch(candidate);
        };
    }

    private boolean isMatch(String candidate) {
        return simple.isPresent()
                ? simple.get().match(candidate)
                : candidate.startsWith(prefix) && pattern.matches(candidate);
    }

    /**
     * Whether no value satisfies both this and {@code other}, which is about the same label. What cannot be told from the
     * texts is no: {@code a[1-9]} and {@code a0}, which exclude each other, are told apart, {@code [ab]} and {@code [cd]} are not.
     */
    public boolean excludes(Matcher other) {
        return opposite(other)
                || texts().filter(all -> all.stream().noneMatch(other::matches)).isPresent()
                || other.texts()
                        .filter(all -> all.stream().noneMatch(this::matches))
                        .isPresent()
                || op == Op.MATCHES
                        && other.op == Op.MATCHES
                        && !prefix.startsWith(other.prefix)
                        && !other.prefix.startsWith(prefix);
    }

    private boolean opposite(Matcher other) {
        Op opposite = switch (op) {
            case EQUAL -> Op.NOT_EQUAL;
            case NOT_EQUAL -> Op.EQUAL;
            case MATCHES -> Op.NOT_MATCHES;
            case NOT_MATCHES -> Op.MATCHES;
        };
        return other.op == opposite && value.equals(other.value);
    }

    /** The values that satisfy this, if they can be told one by one. */
    private Optional<List<String>> texts() {
        return switch (op) {
            case EQUAL -> Optional.of(List.of(value));
            case MATCHES -> simple.flatMap(Alternatives::texts);
            case NOT_EQUAL, NOT_MATCHES -> Optional.empty();
        };
    }

    /** Whether the label of {@code labels} that this names satisfies it. */
    public boolean matches(Labels labels) {
        return matches(labels.get(name));
    }

    /** Whether all {@code matchers} are satisfied by {@code labels}; true of none. */
    public static boolean allMatch(Collection<Matcher> matchers, Labels labels) {
        for (Matcher matcher : matchers) {
            if (!matcher.matches(labels)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Matcher that && name.equals(that.name) && op == that.op && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, op, value);
    }

    @Override
    public String toString() {
        return name
                + op.sign()
                + '"'
                + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n")
                + '"';
    }
}
