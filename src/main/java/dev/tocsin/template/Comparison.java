package dev.tocsin.template;

import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.Arrays;

/**
 * Go's comparison functions. One liberty: a whole number and a number with a point compare by value, where Go refuses;
 * {@code gt $value 10} means what it says.
 */
final class Comparison {
    private Comparison() {}

    static boolean equalsAny(Args args) {
        for (int at = 1; at < args.size(); at++) {
            if (equal(args.get(0), args.get(at))) {
                return true;
            }
        }
        return false;
    }

    static boolean equal(Object one, Object other) {
        if (one == Nil.NIL || other == Nil.NIL) {
            return one.equals(other);
        }
        if (one instanceof Number && other instanceof Number) {
            return compareNumbers(one, other, true);
        }
        Object left = text(one);
        Object right = text(other);
        if (!left.getClass().equals(right.getClass()) || !isBasic(left)) {
            throw new TemplateError("incompatible types for comparison");
        }
        return left instanceof ZonedDateTime time ? time.isEqual((ZonedDateTime) right) : left.equals(right);
    }

    static boolean less(Object one, Object other) {
        return ordered(one, other, false);
    }

    static boolean lessOrEqual(Object one, Object other) {
        return ordered(one, other, false) || ordered(one, other, true);
    }

    private static boolean ordered(Object one, Object other, boolean equal) {
        Object left = text(one);
        Object right = text(other);
        if (left instanceof Number && right instanceof Number) {
            return compareNumbers(left, right, equal);
        }
        if (left instanceof String a && right instanceof String b) {
            int order = Arrays.compareUnsigned(GoQuote.bytes(a), GoQuote.bytes(b));
            return equal ? order == 0 : order < 0;
        }
        if (left instanceof Duration a && right instanceof Duration b) {
            return equal ? a.equals(b) : a.compareTo(b) < 0;
        }
        throw new TemplateError(
                left.getClass().equals(right.getClass())
                        ? "invalid type for comparison"
                        : "incompatible types for comparison");
    }

    private static boolean compareNumbers(Object one, Object other, boolean equal) {
        if (one instanceof Long a && other instanceof Long b) {
            return equal ? a.longValue() == b.longValue() : a < b;
        }
        double a = ((Number) one).doubleValue();
        double b = ((Number) other).doubleValue();
        return equal ? a == b : a < b;
    }

    private static Object text(Object value) {
        return value instanceof SafeHtml html ? html.text() : value;
    }

    private static boolean isBasic(Object value) {
        return value instanceof String
                || value instanceof Boolean
                || value instanceof ZonedDateTime
                || value instanceof Duration;
    }
}
