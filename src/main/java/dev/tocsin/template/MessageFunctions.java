package dev.tocsin.template;

import static dev.tocsin.template.Function.MANY;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The functions of Alertmanager's template reference. */
final class MessageFunctions {
    static final List<Function> ALL = List.of(
            new Function("title", 1, 1, (args, run) -> GoTitle.title(args.text(0), false)),
            new Function("trimSpace", 1, 1, (args, run) -> args.text(0).strip()),
            new Function("join", 2, 2, (args, run) -> run.bounded(join(args.text(0), args.list(1)))),
            new Function("safeUrl", 1, 1, (args, run) -> new SafeHtml(args.text(0))),
            new Function("urlUnescape", 1, 1, (args, run) -> unescape(args.text(0))),
            new Function("stringSlice", 0, MANY, (args, run) -> List.copyOf(args.values())),
            new Function("list", 0, MANY, (args, run) -> List.copyOf(args.values())),
            new Function("append", 1, MANY, (args, run) -> append(args, run)),
            new Function("dict", 0, MANY, (args, run) -> dict(args)),
            new Function("date", 2, 2, (args, run) -> GoTime.format(args.time(1), args.text(0))),
            new Function("tz", 2, 2, (args, run) -> GoTime.in(args.time(1), args.text(0))),
            new Function("now", 0, 0, (args, run) -> run.world().now().atZone(ZoneOffset.UTC)),
            new Function(
                    "since",
                    1,
                    1,
                    (args, run) -> Duration.between(
                            args.time(0).toInstant(), run.world().now())),
            new Function("toJson", 1, 1, (args, run) -> run.bounded(GoJson.text(args.get(0)))));

    private MessageFunctions() {}

    private static String join(String separator, List<?> parts) {
        return parts.stream().map(Printer::plain).collect(Collectors.joining(separator));
    }

    private static List<Object> append(Args args, Execution run) {
        List<?> head = args.list(0);
        run.spend(head.size());
        List<Object> all = new ArrayList<>(head);
        all.addAll(args.values().subList(1, args.size()));
        return List.copyOf(all);
    }

    private static Map<String, Object> dict(Args args) {
        if (args.size() % 2 != 0) {
            throw new TemplateError("a key has no value");
        }
        Map<String, Object> map = new TreeMap<>();
        for (int at = 0; at < args.size(); at += 2) {
            map.put(args.text(at), args.get(at + 1));
        }
        return map;
    }

    private static String unescape(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException wrong) {
            throw new TemplateError("invalid URL escape in " + GoQuote.quote(text));
        }
    }
}
