package dev.tocsin.template;

import static dev.tocsin.template.Function.MANY;

import java.util.List;
import java.util.Map;

/** The functions of Go's text/template, but for {@code call}, for which there is nothing to call. */
final class GoFunctions {
    static final List<Function> ALL = List.of(
            // These two stop at the deciding argument, so the evaluator runs them itself; here they are only known.
            new Function("and", 1, MANY, (args, run) -> args.get(0)),
            new Function("or", 1, MANY, (args, run) -> args.get(0)),
            new Function("not", 1, 1, (args, run) -> !Value.isTrue(args.get(0))),
            new Function("eq", 2, MANY, (args, run) -> Comparison.equalsAny(args)),
            new Function("ne", 2, 2, (args, run) -> !Comparison.equal(args.get(0), args.get(1))),
            new Function("lt", 2, 2, (args, run) -> Comparison.less(args.get(0), args.get(1))),
            new Function("le", 2, 2, (args, run) -> Comparison.lessOrEqual(args.get(0), args.get(1))),
            new Function("gt", 2, 2, (args, run) -> Comparison.less(args.get(1), args.get(0))),
            new Function("ge", 2, 2, (args, run) -> Comparison.lessOrEqual(args.get(1), args.get(0))),
            new Function("call", 1, MANY, (args, run) -> notCallable(args.get(0))),
            new Function("len", 1, 1, (args, run) -> length(args.get(0))),
            new Function("index", 1, MANY, (args, run) -> index(args)),
            new Function("slice", 1, 4, (args, run) -> Slice.of(args)),
            new Function("print", 0, MANY, (args, run) -> Printer.print(args.values())),
            new Function("println", 0, MANY, (args, run) -> Printer.println(args.values())),
            new Function("printf", 1, MANY, (args, run) -> printf(args)),
            new Function("html", 0, MANY, (args, run) -> GoEscape.html(joined(args))),
            new Function("js", 0, MANY, (args, run) -> GoEscape.js(joined(args))),
            new Function("urlquery", 0, MANY, (args, run) -> GoEscape.query(joined(args))));

    private GoFunctions() {}

    /** Nothing that templates see is a function. */
    private static Object notCallable(Object value) {
        throw new TemplateError("non-function of type " + Value.type(value));
    }

    private static String printf(Args args) {
        return GoFormat.sprintf(args.text(0), args.values().subList(1, args.size()));
    }

    /** What the escapers escape: one text as it is, anything else as print writes it. */
    private static String joined(Args args) {
        return Printer.print(args.values());
    }

    private static long length(Object value) {
        return switch (value) {
            case String text -> GoQuote.bytes(text).length;
            case SafeHtml html -> GoQuote.bytes(html.text()).length;
            case List<?> list -> list.size();
            case Map<?, ?> map -> map.size();
            default -> throw new TemplateError("len of type " + Value.type(value));
        };
    }

    private static Object index(Args args) {
        Object value = args.get(0);
        for (int at = 1; at < args.size(); at++) {
            value = Value.of(indexed(value, args, at));
        }
        return value;
    }

    private static Object indexed(Object value, Args args, int at) {
        return switch (value) {
            case List<?> list -> list.get(inside(args.whole(at), list.size()));
            case Map<?, ?> map -> {
                Object held = map.get(args.text(at));
                yield held == null ? Value.missing(map) : held;
            }
            case String text -> {
                byte[] bytes = GoQuote.bytes(text);
                yield (long) (bytes[inside(args.whole(at), bytes.length)] & 0xff);
            }
            case Nil nil -> throw new TemplateError("index of untyped nil");
            default -> throw new TemplateError("can't index item of type " + Value.type(value));
        };
    }

    private static int inside(long index, int size) {
        if (index < 0 || index >= size) {
            throw new TemplateError("index out of range: " + index);
        }
        return (int) index;
    }
}
