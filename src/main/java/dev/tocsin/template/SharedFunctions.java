package dev.tocsin.template;

import java.util.List;
import java.util.function.IntUnaryOperator;

/** Functions that Prometheus and Alertmanager share. */
final class SharedFunctions {
    static final List<Function> ALL = List.of(
            new Function("toUpper", 1, 1, (args, run) -> each(args.text(0), Character::toUpperCase)),
            new Function("toLower", 1, 1, (args, run) -> each(args.text(0), Character::toLowerCase)),
            new Function("match", 2, 2, (args, run) -> GoRegex.matches(args.text(0), args.text(1))),
            new Function(
                    "reReplaceAll",
                    3,
                    3,
                    (args, run) -> run.bounded(GoRegex.replaceAll(args.text(0), args.text(1), args.text(2)))),
            new Function("safeHtml", 1, 1, (args, run) -> new SafeHtml(args.text(0))),
            new Function("humanizeDuration", 1, 1, (args, run) -> Humanize.duration(args.number(0))));

    private SharedFunctions() {}

    /** Go changes the case of one character after another: {@code ß} stays. */
    private static String each(String text, IntUnaryOperator change) {
        StringBuilder changed = new StringBuilder(text.length());
        text.codePoints().map(change).forEach(changed::appendCodePoint);
        return changed.toString();
    }
}
