package dev.tocsin.template;

import java.util.List;

/** Go's Sprintf: the plan of a format string. One verb at a time is written by {@link Verb}. */
final class GoFormat {
    /** Go's own limit on widths and precisions. */
    private static final int MAX_NUMBER = 1_000_000;

    private final String format;
    private final List<Object> values;
    private final StringBuilder out = new StringBuilder();
    private int at;
    private int next;
    private boolean reordered;

    private GoFormat(String format, List<Object> values) {
        this.format = format;
        this.values = values;
    }

    /** What Go would write; wrong verbs and counts show in the text, as in Go. */
    static String sprintf(String format, List<Object> values) {
        GoFormat run = new GoFormat(format, values);
        while (run.at < format.length()) {
            run.step();
        }
        run.extra();
        return run.out.toString();
    }

    private void step() {
        int percent = format.indexOf('%', at);
        int end = percent < 0 ? format.length() : percent;
        out.append(format, at, end);
        at = end;
        if (percent >= 0) {
            at++;
            verb();
        }
    }

    private void verb() {
        Verb.Flags flags = new Verb.Flags();
        while (at < format.length() && flags.take(format.charAt(at))) {
            at++;
        }
        index();
        flags.width = number(flags, false);
        if (at < format.length() && format.charAt(at) == '.') {
            at++;
            index();
            flags.precision = Math.max(0, number(flags, true));
        }
        index();
        if (at >= format.length()) {
            out.append("%!(NOVERB)");
            return;
        }
        int verb = format.codePointAt(at);
        at += Character.charCount(verb);
        if (verb == '%') {
            out.append('%');
        } else if (next >= values.size() || next < 0) {
            out.append("%!").appendCodePoint(verb).append(next < 0 ? "(BADINDEX)" : "(MISSING)");
        } else {
            out.append(Verb.write(verb, flags, values.get(next++)));
        }
    }

    /** An explicit argument index, {@code [2]}. */
    private void index() {
        if (at >= format.length() || format.charAt(at) != '[') {
            return;
        }
        int close = format.indexOf(']', at);
        reordered = true;
        try {
            int wanted = Integer.parseInt(format.substring(at + 1, Math.max(at + 1, close)));
            next = wanted >= 1 && wanted <= values.size() ? wanted - 1 : Integer.MIN_VALUE;
        } catch (NumberFormatException wrong) {
            next = Integer.MIN_VALUE;
        }
        at = close < 0 ? format.length() : close + 1;
    }

    /** A width or precision, written out or taken from the arguments by a star; -1 where there is none. */
    private int number(Verb.Flags flags, boolean precision) {
        if (at < format.length() && format.charAt(at) == '*') {
            at++;
            return star(flags, precision);
        }
        int start = at;
        long number = 0;
        while (at < format.length() && format.charAt(at) >= '0' && format.charAt(at) <= '9') {
            number = Math.min(MAX_NUMBER + 1L, number * 10 + format.charAt(at) - '0');
            at++;
        }
        return start == at || number > MAX_NUMBER ? -1 : (int) number;
    }

    private int star(Verb.Flags flags, boolean precision) {
        if (next < 0 || next >= values.size()) {
            out.append(precision ? "%!(BADPREC)" : "%!(BADWIDTH)");
            return -1;
        }
        if (!(values.get(next++) instanceof Long whole) || Math.abs(whole) > MAX_NUMBER || precision && whole < 0) {
            out.append(precision ? "%!(BADPREC)" : "%!(BADWIDTH)");
            return -1;
        }
        if (whole < 0) {
            flags.minus = true;
        }
        return (int) Math.abs(whole);
    }

    private void extra() {
        if (reordered || next >= values.size()) {
            return;
        }
        out.append("%!(EXTRA ");
        for (int extra = next; extra < values.size(); extra++) {
            Object value = values.get(extra);
            out.append(extra > next ? ", " : "");
            out.append(value == Nil.NIL ? "<nil>" : Value.type(value) + "=" + Printer.plain(value));
        }
        out.append(')');
    }
}
