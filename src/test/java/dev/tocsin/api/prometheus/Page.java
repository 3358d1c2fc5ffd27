package dev.tocsin.api.prometheus;

import dev.tocsin.model.Batch;
import dev.tocsin.model.Labels;
import dev.tocsin.model.Matcher;
import dev.tocsin.promql.Promql;
import dev.tocsin.promql.syntax.Expr;
import dev.tocsin.promql.syntax.Parsed;
import dev.tocsin.series.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Fills a store from a page whose samples have times. */
final class Page {
    private record Line(Labels labels, long time, double value) {}

    private Page() {}

    static void load(Path page, Store store) throws IOException {
        Map<String, Labels> known = new HashMap<>();
        List<Line> lines = new ArrayList<>();
        for (String text : Files.readAllLines(page)) {
            if (text.startsWith("#")) {
                continue;
            }
            int timeAt = text.lastIndexOf(' ');
            int valueAt = text.lastIndexOf(' ', timeAt - 1);
            lines.add(new Line(
                    known.computeIfAbsent(text.substring(0, valueAt), Page::labels),
                    Math.round(Double.parseDouble(text.substring(timeAt + 1)) * 1000),
                    number(text.substring(valueAt + 1, timeAt))));
        }
        lines.sort(Comparator.comparingLong(Line::time));
        Batch batch = new Batch(lines.size());
        lines.forEach(line -> batch.add(line.labels(), line.time(), line.value()));
        store.append(batch);
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    private static Labels labels(String series) {
        if (Promql.parse(series) instanceof Parsed.Good(Expr.Selector selector)) {
            Labels.Builder labels = Labels.builder();
            for (Matcher matcher : selector.matchers()) {
                labels.set(matcher.name(), matcher.value());
            }
            return labels.build();
        }
        throw new AssertionError(series);
    }
}
