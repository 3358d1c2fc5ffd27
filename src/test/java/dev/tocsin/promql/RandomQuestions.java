package dev.tocsin.promql;

import dev.tocsin.model.Labels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * Makes up queries about given series in the language of Prometheus 2.42. Ranges, offsets and steps are such that no window begins or ends
 * at a sample that was taken at an even distance, and subqueries do not nest: only there would left-open ranges tell.
 */
final class RandomQuestions {
    private static final List<String> PLAIN = words("abs ceil floor exp ln log2 log10 sqrt sgn sin cos tan asin acos"
            + " atan sinh cosh tanh asinh acosh atanh deg rad round timestamp minute hour day_of_week day_of_month"
            + " day_of_year days_in_month month year absent sort sort_desc");
    private static final List<String> OVER_TIME = words("rate increase delta idelta irate deriv changes resets"
            + " avg_over_time min_over_time max_over_time sum_over_time count_over_time stddev_over_time"
            + " stdvar_over_time last_over_time present_over_time absent_over_time");
    private static final List<String> AGGREGATIONS = words("sum avg min max count group stddev stdvar");
    private static final List<String> ARITHMETIC = words("+ - * / % ^");
    private static final List<String> COMPARISONS = words("== != > < >= <=");
    private static final List<String> SETS = words("and or unless");
    private static final List<String> RANGES = words("1m 2m 5m 7m 10m 90s 3m30s 17m");
    private static final List<String> OFFSETS = words("1m 5m -2m 45s 8m");
    private static final List<String> NUMBERS = words("0 1 2 -1 0.5 0.99 100 1e3 NaN Inf -Inf 0x1F 1e-9 7.25 1e100 3");

    private final Random random;
    private final List<Labels> series;
    private final long time;
    private boolean inSubquery;

    /** {@code time} is one that {@code @} may name, in milliseconds. */
    RandomQuestions(Random random, List<Labels> series, long time) {
        this.random = random;
        this.series = List.copyOf(series);
        this.time = time;
    }

    private static List<String> words(String text) {
        return List.of(text.split(" "));
    }

    String next() {
        return random.nextInt(12) == 0 ? scalar(3) : vector(1 + random.nextInt(4));
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private String vector(int depth) {
        if (depth == 0) {
            return selector(one(series)) + modifier();
        }
        return switch (random.nextInt(16)) {
            case 0 -> vector(0);
            case 1, 2 -> one(PLAIN) + "(" + vector(depth - 1) + ")";
            case 3, 4, 5 -> one(OVER_TIME) + "(" + matrix(depth - 1) + ")";
            case 6, 7 -> one(AGGREGATIONS) + grouping() + "(" + vector(depth - 1) + ")";
            case 8 -> one(AGGREGATIONS) + "(" + vector(depth - 1) + ")" + grouping();
            case 9 -> "(" + vector(depth - 1) + " " + operator() + " " + scalar(depth - 1) + ")";
            case 10 -> "(" + scalar(depth - 1) + " " + operator() + " " + vector(depth - 1) + ")";
            case 11, 12 -> siblings(depth - 1);
            default -> special(depth - 1);
        };
    }

    private String operator() {
        return random.nextBoolean() ? one(ARITHMETIC) : one(COMPARISONS) + (random.nextBoolean() ? " bool" : "");
    }

    /** Two operands that are likely to have labels in common. */
    private String siblings(int depth) {
        Labels labels = one(series);
        String left = around(labels, depth);
        String right = around(random.nextInt(3) == 0 ? one(series) : labels, depth);
        String on = random.nextInt(3) == 0 ? "" : matching(labels);
        if (random.nextInt(3) == 0) {
            return "(" + left + " " + one(SETS) + " " + on + " " + right + ")";
        }
        String side = on.isEmpty() || random.nextInt(3) > 0
                ? ""
                : one(words("group_left group_right")) + "(" + (random.nextBoolean() ? name(labels) : "") + ")";
        return "(" + left + " " + operator() + " " + on + " " + side + " " + right + ")";
    }

    private String matching(Labels labels) {
        return one(words("on ignoring")) + " (" + name(labels) + (random.nextBoolean() ? "" : ", " + name(labels))
                + ")";
    }

    private String around(Labels labels, int depth) {
        String selector = selector(labels);
        return switch (random.nextInt(depth > 0 ? 5 : 2)) {
            case 0 -> selector + modifier();
            case 1 -> "-" + selector;
            case 2 -> one(OVER_TIME) + "(" + selector + "[" + one(RANGES) + "]" + modifier() + ")";
            case 3 -> one(AGGREGATIONS) + " by (" + name(labels) + ", " + name(labels) + ") (" + selector + ")";
            default -> "(" + selector + " " + operator() + " " + scalar(0) + ")";
        };
    }

    private String special(int depth) {
        return switch (random.nextInt(15)) {
            case 0, 1 ->
                one(words("topk bottomk")) + grouping() + "(" + one(words("1 2 3 0 50")) + ", " + vector(depth) + ")";
            case 2 -> "quantile" + grouping() + "(" + scalar(0) + ", " + vector(depth) + ")";
            case 3 -> "count_values" + grouping() + "(\"v\", " + vector(depth) + ")";
            case 4 -> "histogram_quantile(" + scalar(0) + ", " + vector(depth) + ")";
            case 5 ->
                "histogram_quantile(" + scalar(0) + ", sum by (le) (rate(" + bucket() + "[" + one(RANGES) + "])))";
            case 6 -> replaced(depth);
            case 7 ->
                "label_join(" + vector(depth) + ", \"x\", \"-\", \"" + name(one(series)) + "\", \"" + name(one(series))
                        + "\")";
            case 8 -> "clamp(" + vector(depth) + ", " + scalar(0) + ", " + scalar(0) + ")";
            case 9 -> one(words("clamp_min clamp_max round")) + "(" + vector(depth) + ", " + scalar(0) + ")";
            case 10 -> "quantile_over_time(" + scalar(0) + ", " + matrix(depth) + ")";
            case 11 -> "predict_linear(" + matrix(depth) + ", " + one(words("0 60 3600 -300")) + ")";
            case 12 -> "vector(" + scalar(depth) + ")";
            case 13 -> "holt_winters(" + matrix(depth) + ", 0.3, 0.6)";
            default -> "-" + vector(depth);
        };
    }

    private String replaced(int depth) {
        String to = one(List.of("$1", "${1}-x", "", "$0$2", "plain", "$$1"));
        String of = one(List.of("(.*)", "(.).*", "no", "(.+):(.+)", ".*", "([a-z]+)[0-9]*"));
        String from = name(one(series));
        return "label_replace(" + vector(depth) + ", \"" + one(List.of("y", from)) + "\", \"" + to + "\", \"" + from
                + "\", \"" + of + "\")";
    }

    private String bucket() {
        List<Labels> buckets = series.stream()
                .filter(labels -> labels.metricName().endsWith("_bucket"))
                .toList();
        return (buckets.isEmpty() ? one(series) : one(buckets)).metricName();
    }

    private String matrix(int depth) {
        String selector = selector(one(series));
        if (inSubquery || depth == 0 || random.nextInt(4) > 0) {
            return selector + "[" + one(RANGES) + "]" + modifier();
        }
        inSubquery = true;
        String inner = vector(depth - 1);
        inSubquery = false;
        String step = one(List.of("", "1m", "30s", "45s"));
        return "(" + inner + ")[" + one(RANGES) + ":" + step + "]" + modifier();
    }

    private String modifier() {
        return switch (random.nextInt(10)) {
            case 0 -> " offset " + one(OFFSETS);
            case 1 -> " @ " + (time / 1000 - 15 * random.nextInt(60));
            case 2 -> one(List.of(" @ end()", " @ start()", " @ end() offset 1m"));
            default -> "";
        };
    }

    private String selector(Labels labels) {
        Map<String, String> pairs = new LinkedHashMap<>();
        labels.forEach(pairs::put);
        List<String> matchers = new ArrayList<>();
        pairs.forEach((name, value) -> {
            if (!name.equals("__name__") && random.nextInt(3) == 0) {
                matchers.add(matcher(name, value));
            }
        });
        if (random.nextInt(15) == 0) {
            matchers.add("__name__=\"" + labels.metricName() + "\"");
            return "{" + String.join(",", matchers) + "}";
        }
        return labels.metricName() + (matchers.isEmpty() ? "" : "{" + String.join(",", matchers) + "}");
    }

    private String matcher(String name, String value) {
        String literal = Pattern.matches("[\\w:/]*", value) ? value : ".+";
        String plain = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        return switch (random.nextInt(6)) {
            case 0 -> name + "!=\"" + plain + "\"";
            case 1 -> name + "=~\"" + literal + "\"";
            case 2 -> name + "=~\"" + literal.substring(0, literal.length() / 2) + ".*|zz\"";
            case 3 -> name + "!~\"" + literal + "|other\"";
            case 4 -> name + one(List.of("=~\".+\"", "!=\"\"", "=~\".*\"", "!~\"\""));
            default -> name + "=\"" + plain + "\"";
        };
    }

    /** The name of some label of {@code labels}, but for the metric's name. */
    private String name(Labels labels) {
        List<String> names = new ArrayList<>();
        labels.forEach((name, value) -> names.add(name));
        names.remove("__name__");
        return names.isEmpty() ? "job" : one(names);
    }

    private String grouping() {
        return switch (random.nextInt(4)) {
            case 0 -> " by (" + name(one(series)) + ") ";
            case 1 -> " by (" + name(one(series)) + ", " + name(one(series)) + ") ";
            case 2 -> " without (" + name(one(series)) + ") ";
            default -> " ";
        };
    }

    private String scalar(int depth) {
        return switch (random.nextInt(depth > 0 ? 9 : 5)) {
            case 0, 1, 2, 3 -> one(NUMBERS);
            case 4 -> one(words("pi() time()"));
            case 5 -> "scalar(" + vector(depth - 1) + ")";
            case 6 -> "(" + scalar(depth - 1) + " " + one(COMPARISONS) + " bool " + scalar(depth - 1) + ")";
            case 7 -> "-" + scalar(depth - 1);
            default -> "(" + scalar(depth - 1) + " " + one(ARITHMETIC) + " " + scalar(depth - 1) + ")";
        };
    }
}
