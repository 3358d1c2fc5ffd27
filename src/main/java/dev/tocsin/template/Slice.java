package dev.tocsin.template;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Go's {@code slice}: {@code x[from:to]} of a list, or of a text by its bytes. */
final class Slice {
    private Slice() {}

    static Object of(Args args) {
        return switch (args.get(0)) {
            case List<?> list -> list.subList(bound(args, 1, list.size()), bound(args, 2, list.size()));
            case String text -> {
                if (args.size() > 3) {
                    throw new TemplateError("cannot 3-index slice a string");
                }
                byte[] bytes = GoQuote.bytes(text);
                byte[] part = Arrays.copyOfRange(bytes, bound(args, 1, bytes.length), bound(args, 2, bytes.length));
                yield new String(part, StandardCharsets.UTF_8);
            }
            case Nil nil -> throw new TemplateError("slice of untyped nil");
            default -> throw new TemplateError("can't slice item of type " + Value.type(args.get(0)));
        };
    }

    /** The first bound is 0 and the second {@code size} where they are not given; the first is never past the second. */
    private static int bound(Args args, int at, int size) {
        long bound = at < args.size() ? args.whole(at) : at == 1 ? 0 : size;
        if (bound < 0 || bound > size) {
            throw new TemplateError("index out of range: " + bound);
        }
        if (at == 2 && 1 < args.size() && args.whole(1) > bound) {
            throw new TemplateError("invalid slice index: " + args.whole(1) + " > " + bound);
        }
        return (int) bound;
    }
}
