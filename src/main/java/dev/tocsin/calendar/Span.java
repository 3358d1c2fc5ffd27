package dev.tocsin.calendar;

import java.util.function.ToIntFunction;

/** Whole numbers from {@code first} to {@code last}, both included. A negative day of the month counts from its end. */
public record Span(int first, int last) {
    /** Reads {@code first:last}, or one member alone. Throws {@link IllegalArgumentException}, as {@code member} may. */
    static Span parse(String text, ToIntFunction<String> member) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            int only = member.applyAsInt(text);
            return new Span(only, only);
        }
        return new Span(member.applyAsInt(text.substring(0, colon)), member.applyAsInt(text.substring(colon + 1)));
    }

    /** As {@link #parse}, and the first must not come after the last. */
    static Span ordered(String text, ToIntFunction<String> member) {
        Span span = parse(text, member);
        if (span.first > span.last) {
            throw new IllegalArgumentException(text + " ends before it starts; write two ranges instead");
        }
        return span;
    }

    boolean contains(int value) {
        return first <= value && value <= last;
    }

    /** Whether {@code day} of a month with {@code length} days lies within; what reaches beyond the month is cut off. */
    boolean containsDay(int day, int length) {
        return fromStart(first, length) <= day && day <= fromStart(last, length);
    }

    private static int fromStart(int day, int length) {
        return day < 0 ? length + day + 1 : day;
    }
}
