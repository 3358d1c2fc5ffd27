package dev.tocsin.promql;

import com.google.re2j.Pattern;
import dev.tocsin.model.Label;
import dev.tocsin.model.Labels;
import dev.tocsin.model.Matcher;
import dev.tocsin.promql.syntax.At;
import dev.tocsin.promql.syntax.Expr;
import dev.tocsin.promql.syntax.Shift;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code info}: adds the labels of info metrics, {@code target_info} if none is named, to series of the same instance
 * and job. Info metrics are looked at when the first selector in the argument looks.
 */
final class InfoCall {
    private static final List<String> IDENTITY = List.of("instance", "job");

    private final Evaluation evaluation;
    private final Query query;

    InfoCall(Evaluation evaluation) {
        this.evaluation = evaluation;
        this.query = evaluation.query();
    }

    /** What the second argument asks for. */
    private record Wanted(List<Matcher> names, Map<String, List<Matcher>> labels) {
        static Wanted of(Expr.Call call) {
            List<Matcher> names = new ArrayList<>();
            Map<String, List<Matcher>> labels = new LinkedHashMap<>();
            if (call.arguments().size() > 1 && call.arguments().get(1) instanceof Expr.Selector selector) {
                for (Matcher matcher : selector.matchers()) {
                    if (matcher.name().equals(Label.METRIC_NAME)) {
                        names.add(matcher);
                    } else {
                        labels.computeIfAbsent(matcher.name(), name -> new ArrayList<>())
                                .add(matcher);
                    }
                }
            }
            return new Wanted(names, labels);
        }

        /** Without a name that is asked for, target_info; with such as are not, all that are called info. */
        List<Matcher> infoNames() {
            if (names.isEmpty()) {
                return List.of(Matcher.equal(Label.METRIC_NAME, "target_info"));
            }
            boolean positive =
                    names.stream().anyMatch(name -> name.op() == Matcher.Op.EQUAL || name.op() == Matcher.Op.MATCHES);
            List<Matcher> all = new ArrayList<>(names);
            if (!positive) {
                all.add(Matcher.of(Label.METRIC_NAME, Matcher.Op.MATCHES, ".+_info"));
            }
            return all;
        }

        boolean needsInfo() {
            return labels.values().stream().flatMap(List::stream).anyMatch(matcher -> !matcher.matches(""));
        }
    }

    List<Row> evaluate(Expr.Call call, Scope scope) throws EvaluationFault {
        List<Row> base = evaluation.vector(call.arguments().getFirst(), scope);
        Wanted wanted = Wanted.of(call);
        List<Matcher> names = wanted.infoNames();
        boolean named = call.arguments().size() == 1 || !wanted.names.isEmpty();
        List<Row> plain = new ArrayList<>();
        List<Row> enriched = new ArrayList<>();
        for (Row row : base) {
            boolean isInfo = named && Matcher.allMatch(names, row.labels());
            (isInfo ? plain : enriched).add(row);
        }
        long[] times = times(call.arguments().getFirst(), scope);
        List<Info> infos = infos(enriched, wanted, names, times);
        Rows results = new Rows(query.budget(), scope.steps().count());
        for (int step = 0; step < scope.steps().count(); step++) {
            for (Row row : plain) {
                if (row.has(step)) {
                    results.row(row.labels(), row.nameless()).copy(step, row);
                }
            }
            enrich(enriched, visible(infos, times[step]), wanted, results, step);
        }
        return results.list();
    }

    /** One series of an info metric, what it says, and how far it was read. */
    private static final class Info {
        private final SeriesData series;
        private final Labels identity;
        private int at = -1;

        private Info(SeriesData series) {
            this.series = series;
            this.identity = series.labels().keep(IDENTITY);
        }

        private String name() {
            return series.labels().metricName();
        }
    }

    private List<Info> infos(List<Row> base, Wanted wanted, List<Matcher> names, long[] times) throws EvaluationFault {
        List<Matcher> matchers = new ArrayList<>(names);
        for (String label : IDENTITY) {
            Set<String> values = new LinkedHashSet<>();
            for (Row row : base) {
                if (row.labels().has(label)) {
                    values.add(Pattern.quote(row.labels().get(label)));
                }
            }
            if (!values.isEmpty()) {
                matchers.add(Matcher.of(label, Matcher.Op.MATCHES, String.join("|", values)));
            }
        }
        if (matchers.size() == names.size() || times.length == 0) {
            return List.of();
        }
        wanted.labels.values().forEach(matchers::addAll);
        List<Info> infos = new ArrayList<>();
        for (SeriesData series :
                query.source().select(matchers, earliest(times) - query.lookback() + 1, latest(times))) {
            query.budget().hold(series.size());
            infos.add(new Info(series));
        }
        return infos;
    }

    private static long earliest(long[] times) {
        return Math.min(times[0], times[times.length - 1]);
    }

    private static long latest(long[] times) {
        return Math.max(times[0], times[times.length - 1]);
    }

    /** For each metric name and identity the info series with the latest sample at {@code time}. */
    private Map<Labels, Map<String, Info>> visible(List<Info> infos, long time) throws EvaluationFault {
        Map<Labels, Map<String, Info>> visible = new HashMap<>();
        for (Info info : infos) {
            info.at = Selection.visible(info.series, info.at, time);
            if (info.at < 0 || evaluation.selection().isGone(info.series, info.at, time)) {
                continue;
            }
            if (info.series.isHistogram(info.at)) {
                throw EvaluationFault.of("this should be an info metric, with float samples: " + info.series.labels());
            }
            Map<String, Info> byName = visible.computeIfAbsent(info.identity, key -> new LinkedHashMap<>());
            Info before = byName.get(info.name());
            if (before == null || sampled(before) < sampled(info)) {
                byName.put(info.name(), info);
            } else if (sampled(before) == sampled(info)) {
                throw EvaluationFault.of("found duplicate series for info metric: existing " + before.series.labels()
                        + " @ " + sampled(before) + ", new " + info.series.labels() + " @ " + sampled(info));
            }
        }
        return visible;
    }

    private static long sampled(Info info) {
        return info.series.time(info.at);
    }

    private static void enrich(
            List<Row> rows, Map<Labels, Map<String, Info>> visible, Wanted wanted, Rows results, int step)
            throws EvaluationFault {
        for (Row row : rows) {
            if (!row.has(step)) {
                continue;
            }
            Map<String, Info> found = visible.getOrDefault(row.labels().keep(IDENTITY), Map.of());
            if (found.isEmpty() && wanted.needsInfo()) {
                continue;
            }
            Row result = results.row(enriched(row.labels(), found, wanted), row.nameless());
            if (result.has(step)) {
                throw EvaluationFault.sameLabels();
            }
            result.copy(step, row);
        }
    }

    private static Labels enriched(Labels labels, Map<String, Info> found, Wanted wanted) throws EvaluationFault {
        Map<String, String> added = new HashMap<>();
        for (Info info : found.values()) {
            for (Label label : info.series.labels()) {
                boolean asked = wanted.labels.isEmpty() || wanted.labels.containsKey(label.name());
                if (label.name().equals(Label.METRIC_NAME) || !asked) {
                    continue;
                }
                String before = added.putIfAbsent(label.name(), label.value());
                if (before != null && !before.equals(label.value())) {
                    throw EvaluationFault.of("conflicting label: " + label.name());
                }
            }
        }
        Labels.Builder builder = labels.toBuilder();
        added.forEach((name, value) -> {
            if (!labels.has(name)) {
                builder.set(name, value);
            }
        });
        return builder.build();
    }

    /** When the first selector within {@code expr} looks, for each step: all shifts around it count. */
    private long[] times(Expr expr, Scope scope) throws EvaluationFault {
        List<Shift> shifts = firstSelector(expr).orElse(List.of());
        long[] times = new long[scope.steps().count()];
        for (int step = 0; step < times.length; step++) {
            long time = scope.steps().time(step);
            for (Shift shift : shifts) {
                time = shifted(shift, time);
            }
            times[step] = time;
        }
        return times;
    }

    private long shifted(Shift shift, long time) throws EvaluationFault {
        long from = shift.at().isEmpty()
                ? time
                : switch (shift.at().get()) {
                    case At.Time fixed -> fixed.millis();
                    case At.Start start -> query.steps().first();
                    case At.End end -> query.steps().last();
                };
        return from - (shift.offset().isPresent() ? query.millis(shift.offset().get()) : 0);
    }

    private static Optional<List<Shift>> firstSelector(Expr expr) {
        if (expr instanceof Expr.Selector selector) {
            return Optional.of(List.of(selector.shift()));
        }
        for (Expr child : expr.children()) {
            Optional<List<Shift>> inner = firstSelector(child);
            if (inner.isPresent()) {
                List<Shift> shifts = new ArrayList<>();
                if (expr instanceof Expr.Subquery subquery) {
                    shifts.add(subquery.shift());
                }
                shifts.addAll(inner.get());
                return Optional.of(shifts);
            }
        }
        return Optional.empty();
    }
}
