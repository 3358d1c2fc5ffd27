package dev.tocsin.promql;

import java.util.List;
import java.util.Random;

/** Makes expressions up: right ones by the grammar, and wrong ones by breaking those. */
public final class Expressions {
    private static final List<String> METRICS = List.of(
            "up",
            "http_requests_total",
            "latency_seconds_bucket",
            "h",
            "temperature_celsius",
            "missing",
            "job:x:rate5m");
    private static final List<String> LABELS = List.of("job", "instance", "le", "code");
    private static final List<String> RANGES = List.of("1m", "5m", "30s", "1h", "90", "1h30m");
    private static final List<String> PLAIN = List.of(
            "abs",
            "ceil",
            "exp",
            "ln",
            "sqrt",
            "sgn",
            "sort",
            "timestamp",
            "round",
            "day_of_week",
            "absent",
            "histogram_count",
            "histogram_sum",
            "histogram_avg",
            "sin",
            "deg");
    private static final List<String> OVER_TIME = List.of(
            "rate",
            "increase",
            "delta",
            "irate",
            "deriv",
            "changes",
            "resets",
            "avg_over_time",
            "max_over_time",
            "sum_over_time",
            "count_over_time",
            "stddev_over_time",
            "last_over_time",
            "absent_over_time",
            "present_over_time");
    private static final List<String> AGGREGATIONS =
            List.of("sum", "avg", "min", "max", "count", "group", "stddev", "stdvar");
    private static final List<String> OPERATORS =
            List.of("+", "-", "*", "/", "%", "^", "atan2", "==", "!=", ">", "<", ">=", "<=", "== bool", "> bool");
    private static final String SIGNS = "(){}[]=~!\"'`,:@+-*/%^<>#.$ \n\t0123456789abcdefmsh\\_é\u0000";

    private final Random random;

    public Expressions(Random random) {
        this.random = random;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** An expression that parses and gives a vector or a scalar. */
    public String right() {
        return random.nextInt(10) == 0 ? scalar(3) : vector(4);
    }

    /** One that was right before some of its characters were replaced, removed or doubled. */
    public String broken() {
        StringBuilder text = new StringBuilder(right());
        for (int changes = 1 + random.nextInt(4); changes > 0 && !text.isEmpty(); changes--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0 -> text.setCharAt(at, SIGNS.charAt(random.nextInt(SIGNS.length())));
                case 1 -> text.insert(at, SIGNS.charAt(random.nextInt(SIGNS.length())));
                case 2 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(5)));
                default -> text.insert(at, text.substring(at, Math.min(text.length(), at + 1 + random.nextInt(20))));
            }
        }
        return text.toString();
    }

    private String vector(int depth) {
        if (depth == 0) {
            return selector() + modifier();
        }
        return switch (random.nextInt(10)) {
            case 0, 1 -> selector() + modifier();
            case 2 -> one(PLAIN) + "(" + vector(depth - 1) + ")";
            case 3, 4 -> one(OVER_TIME) + "(" + range(depth - 1) + ")";
            case 5 -> one(AGGREGATIONS) + grouping() + "(" + vector(depth - 1) + ")";
            case 6 -> "(" + vector(depth - 1) + " " + one(OPERATORS) + matching() + " " + vector(depth - 1) + ")";
            case 7 -> "(" + vector(depth - 1) + " " + one(OPERATORS) + " " + scalar(depth - 1) + ")";
            case 8 ->
                "(" + vector(depth - 1) + " " + one(List.of("and", "or", "unless")) + " " + vector(depth - 1) + ")";
            default -> special(depth - 1);
        };
    }

    private String special(int depth) {
        return switch (random.nextInt(7)) {
            case 0 -> "topk(" + scalar(0) + ", " + vector(depth) + ")";
            case 1 -> "quantile" + grouping() + "(" + scalar(0) + ", " + vector(depth) + ")";
            case 2 -> "count_values(\"v\", " + vector(depth) + ")";
            case 3 -> "histogram_quantile(" + scalar(0) + ", " + vector(depth) + ")";
            case 4 -> "label_replace(" + vector(depth) + ", \"x\", \"$1-a\", \"job\", \"(.*)\")";
            case 5 -> "clamp(" + vector(depth) + ", " + scalar(0) + ", " + scalar(0) + ")";
            default -> "-" + vector(depth);
        };
    }

    private String selector() {
        String metric = one(METRICS);
        return switch (random.nextInt(4)) {
            case 0 -> metric;
            case 1 -> metric + "{" + one(LABELS) + "=\"a\"}";
            case 2 -> metric + "{" + one(LABELS) + "=~\"a.*|b|\"," + one(LABELS) + "!=\"x\"}";
            default -> "{__name__=\"" + metric + "\"," + one(LABELS) + "!~\"[ab]+\"}";
        };
    }

    private String modifier() {
        return switch (random.nextInt(8)) {
            case 0 -> " offset " + one(RANGES);
            case 1 -> " offset -" + one(RANGES);
            case 2 -> " @ " + random.nextInt(2_000_000_000);
            case 3 -> " @ end()";
            default -> "";
        };
    }

    private String range(int depth) {
        return depth > 0 && random.nextInt(4) == 0
                ? "(" + vector(depth - 1) + ")[" + one(RANGES) + ":" + one(List.of("", "1m", "15s")) + "]" + modifier()
                : selector() + "[" + one(RANGES) + "]" + modifier();
    }

    private String grouping() {
        return switch (random.nextInt(3)) {
            case 0 -> " by (" + one(LABELS) + ") ";
            case 1 -> " without (" + one(LABELS) + ", job) ";
            default -> "";
        };
    }

    private String matching() {
        return switch (random.nextInt(5)) {
            case 0 -> " on (job, instance)";
            case 1 -> " ignoring (le)";
            case 2 -> " on (job) group_left ()";
            default -> "";
        };
    }

    private String scalar(int depth) {
        return switch (random.nextInt(depth > 0 ? 6 : 4)) {
            case 0 -> String.valueOf(random.nextInt(1000) / 8.0);
            case 1 -> one(List.of("NaN", "1e300", "-1", "0", "1e9", "0x1f"));
            case 2 -> "time()";
            case 3 -> "0.9";
            case 4 -> "scalar(" + vector(depth - 1) + ")";
            default ->
                "(" + scalar(depth - 1) + " " + one(List.of("+", "*", "/", "^", "> bool")) + " " + scalar(depth - 1)
                        + ")";
        };
    }
}
