package dev.tocsin.template;

import static dev.tocsin.template.Function.MANY;

import dev.tocsin.model.Durations;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The functions of Prometheus' template reference. */
final class RuleFunctions {
    static final List<Function> ALL = List.of(
            new Function("query", 1, 1, (args, run) -> query(args.text(0), run)),
            new Function("first", 1, 1, (args, run) -> first(args.list(0))),
            new Function("label", 2, 2, (args, run) -> row(args, 1).label(args.text(0))),
            new Function("value", 1, 1, (args, run) -> row(args, 0).value()),
            new Function("strvalue", 1, 1, (args, run) -> row(args, 0).label("__value__")),
            new Function("sortByLabel", 2, 2, (args, run) -> sorted(args.text(0), args.list(1))),
            new Function("args", 0, MANY, (args, run) -> arguments(args.values())),
            new Function("tmpl", 2, 2, (args, run) -> new SafeHtml(run.call(args.text(0), args.get(1)))),
            new Function("title", 1, 1, (args, run) -> GoTitle.title(args.text(0), true)),
            new Function("stripPort", 1, 1, (args, run) -> HostPort.stripPort(args.text(0))),
            new Function("stripDomain", 1, 1, (args, run) -> HostPort.stripDomain(args.text(0))),
            new Function("humanize", 1, 1, (args, run) -> Humanize.number(args.number(0))),
            new Function("humanize1024", 1, 1, (args, run) -> Humanize.number1024(args.number(0))),
            new Function("humanizePercentage", 1, 1, (args, run) -> Humanize.percentage(args.number(0))),
            new Function("humanizeTimestamp", 1, 1, (args, run) -> Humanize.timestamp(args.number(0))),
            new Function("toTime", 1, 1, (args, run) -> Humanize.time(args.number(0))),
            new Function("toDuration", 1, 1, (args, run) -> duration(args.number(0))),
            new Function("now", 0, 0, (args, run) -> run.world().now().toEpochMilli() / 1000.0),
            new Function(
                    "parseDuration", 1, 1, (args, run) -> parse(args.text(0)).toMillis() / 1000.0),
            new Function("parseDurationTime", 1, 1, (args, run) -> parse(args.text(0))),
            new Function("graphLink", 1, 1, (args, run) -> link(args.text(0), 0)),
            new Function("tableLink", 1, 1, (args, run) -> link(args.text(0), 1)),
            new Function("urlQueryEscape", 1, 1, (args, run) -> GoEscape.query(args.text(0))),
            new Function("externalURL", 0, 0, (args, run) -> run.world().externalUrl()),
            new Function("pathPrefix", 0, 0, (args, run) -> path(run.world().externalUrl())));

    private RuleFunctions() {}

    private static List<Row> query(String expression, Execution run) {
        return switch (run.world().querier().query(expression)) {
            case Querier.Answer.Samples found -> {
                run.spend(found.samples().size());
                yield found.samples().stream().map(Row::of).toList();
            }
            case Querier.Answer.Failed failed -> throw new TemplateError(failed.why());
        };
    }

    private static Object first(List<?> rows) {
        if (rows.isEmpty()) {
            throw new TemplateError("first() called on vector with no elements");
        }
        return rows.getFirst();
    }

    private static Row row(Args args, int at) {
        if (args.get(at) instanceof Row row) {
            return row;
        }
        throw new TemplateError("expected a sample, got " + Value.type(args.get(at)));
    }

    private static List<Row> sorted(String label, List<?> rows) {
        List<Row> sorted = new ArrayList<>();
        for (Object item : rows) {
            sorted.add(row(Args.of("sortByLabel", List.of(item)), 0));
        }
        sorted.sort(Comparator.comparing(row -> row.label(label)));
        return sorted;
    }

    private static Map<String, Object> arguments(List<Object> values) {
        Map<String, Object> arguments = new TreeMap<>();
        for (int at = 0; at < values.size(); at++) {
            arguments.put("arg" + at, values.get(at));
        }
        return arguments;
    }

    private static Duration duration(double seconds) {
        double nanos = seconds * 1e9;
        if (!Double.isFinite(nanos)) {
            throw new TemplateError("value is NaN or Inf");
        }
        return Duration.ofNanos((long) nanos);
    }

    private static Duration parse(String text) {
        try {
            return Durations.parse(text);
        } catch (IllegalArgumentException wrong) {
            throw new TemplateError(String.valueOf(wrong.getMessage()));
        }
    }

    private static String link(String expression, int tab) {
        return "/graph?g0.expr=" + GoEscape.query(expression) + "&g0.tab=" + tab;
    }

    private static String path(String externalUrl) {
        try {
            String path = URI.create(externalUrl).getPath();
            return path == null ? "" : path;
        } catch (IllegalArgumentException noUrl) {
            return "";
        }
    }
}
