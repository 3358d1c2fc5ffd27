package dev.tocsin.promql;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Queries about a {@link Recording} in the language of Prometheus 2.42: each function, operator and modifier that it has. */
final class Questions {
    private static final List<String> COUNTERS =
            List.of("http_requests_total", "latency_seconds_sum", "jittered", "gappy");
    private static final List<String> GAUGES =
            List.of("temperature_celsius", "memory_bytes", "special", "gappy", "rpc_seconds");

    private final Set<String> all = new LinkedHashSet<>();

    private Questions() {}

    static List<String> all() {
        Questions questions = new Questions();
        questions.selectors();
        questions.functions();
        questions.overTime();
        questions.aggregations();
        questions.operators();
        questions.subqueries();
        return List.copyOf(questions.all);
    }

    private void ask(String... queries) {
        all.addAll(List.of(queries));
    }

    private void selectors() {
        ask("up", "lonely", "missing", "gappy", "jittered", "special", "{job=\"api\", instance=~\"a.*\"}");
        ask("http_requests_total{code!=\"200\"}", "http_requests_total{code=~\"4..|5..\", job!~\"work.*\"}");
        ask(
                "{__name__=~\"latency_.+\", le=\"\"}",
                "http_requests_total{nothing=\"\"} > 900",
                "gappy offset 6m",
                "gappy offset -3m");
        ask(
                "up @ 1700001507",
                "rate(http_requests_total[5m] @ 1700001507)",
                "temperature_celsius @ end()",
                "up @ start()");
        ask(
                "timestamp(jittered)",
                "timestamp(jittered offset 1m)",
                "time()",
                "vector(7)",
                "scalar(lonely)",
                "scalar(up)");
        ask("1", "-1.5", "0x1F", "1e3", "Inf", "-NaN", "\"text\"");
    }

    private void functions() {
        for (String name : List.of("abs", "ceil", "floor", "exp", "ln", "log2", "log10", "sqrt", "sgn", "round")) {
            ask(name + "(temperature_celsius - 20)", name + "(special)");
        }
        for (String name : List.of(
                "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh")) {
            ask(name + "(rpc_seconds)");
        }
        for (String name : List.of("deg", "rad")) {
            ask(name + "(temperature_celsius)");
        }
        for (String name : List.of(
                "minute", "hour", "day_of_week", "day_of_month", "day_of_year", "days_in_month", "month", "year")) {
            ask(name + "()", name + "(vector(1709164800))", name + "(memory_bytes / 8)");
        }
        ask("clamp(temperature_celsius, 18, 22)", "clamp_min(temperature_celsius, 20)", "clamp_max(special, 100)");
        ask(
                "clamp(temperature_celsius, 22, 18)",
                "round(temperature_celsius, 0.25)",
                "pi()",
                "absent(missing{a=\"b\"})",
                "absent(up)");
        ask(
                "absent_over_time(missing{a=\"b\", c=~\"d\"}[5m])",
                "absent_over_time(gappy[2m])",
                "sort(temperature_celsius)");
        ask("sort_desc(temperature_celsius)", "label_replace(up, \"host\", \"$1\", \"instance\", \"(.*):.*\")");
        ask(
                "label_replace(up, \"host\", \"$1\", \"instance\", \"none\")",
                "label_join(up, \"both\", \"-\", \"job\", \"instance\")");
        ask(
                "label_replace(up, \"job\", \"\", \"job\", \".*\")",
                "label_replace(up, \"x\", \"${n}!\", \"instance\", \"(?P<n>.).*\")");
        for (String quantile : List.of("0", "0.5", "0.95", "1", "-1", "2")) {
            ask("histogram_quantile(" + quantile + ", rate(latency_seconds_bucket[10m]))");
        }
        ask("histogram_quantile(0.9, sum by (le) (rate(latency_seconds_bucket[5m])))", "histogram_quantile(0.9, up)");
        ask(
                "histogram_quantile(0.5, latency_seconds_bucket)",
                "histogram_quantile(0.9, latency_seconds_bucket{le!=\"+Inf\"})");
    }

    private void overTime() {
        for (String range : List.of("1m", "5m", "17m")) {
            for (String counter : COUNTERS) {
                for (String name : List.of("rate", "increase", "irate", "resets", "changes")) {
                    ask(name + "(" + counter + "[" + range + "])");
                }
            }
            for (String gauge : GAUGES) {
                for (String name :
                        List.of("avg", "min", "max", "sum", "count", "stddev", "stdvar", "last", "present")) {
                    ask(name + "_over_time(" + gauge + "[" + range + "])");
                }
            }
        }
        for (String gauge : GAUGES) {
            for (String name : List.of("delta", "idelta", "deriv")) {
                ask(name + "(" + gauge + "[7m])");
            }
            ask("quantile_over_time(0.75, " + gauge + "[7m])", "predict_linear(" + gauge + "[9m], 600)");
        }
        ask("quantile_over_time(2, gappy[5m])", "quantile_over_time(-1, gappy[5m])");
        ask("rate(http_requests_total[5m] offset 3m)", "increase(http_requests_total[5m] offset -2m)", "rate(up[20s])");
    }

    private void aggregations() {
        for (String op : List.of("sum", "avg", "min", "max", "count", "stddev", "stdvar", "group")) {
            ask(
                    op + "(http_requests_total)",
                    op + " by (job) (http_requests_total)",
                    op + " without (instance, job) (http_requests_total)");
            ask(op + "(special)", op + " by (none) (temperature_celsius)");
        }
        for (String op : List.of("topk", "bottomk")) {
            ask(
                    op + "(2, http_requests_total)",
                    op + " by (job) (1, http_requests_total)",
                    op + "(0, up)",
                    op + "(99, temperature_celsius)");
        }
        ask(
                "quantile(0.3, http_requests_total)",
                "quantile by (job) (0.9, http_requests_total)",
                "quantile(7, up)",
                "quantile(-7, up)");
        ask(
                "count_values(\"value\", up)",
                "count_values by (job) (\"value\", build_info)",
                "sum by (job, code) (rate(http_requests_total[5m]))");
    }

    private void operators() {
        for (String op : List.of("+", "-", "*", "/", "%", "^", "atan2")) {
            ask(
                    "http_requests_total " + op + " 7",
                    "3 " + op + " rpc_seconds",
                    "rpc_seconds " + op + " rpc_seconds",
                    "5 " + op + " 2");
        }
        for (String op : List.of("==", "!=", ">", "<", ">=", "<=")) {
            ask("up " + op + " 1", "up " + op + " bool 1", "1 " + op + " up", "1 " + op + " bool 2");
            ask(
                    "temperature_celsius " + op + " (temperature_celsius offset 1m)",
                    "temperature_celsius " + op + " bool (temperature_celsius offset 1m)");
        }
        for (String op : List.of("and", "or", "unless")) {
            ask(
                    "up == 1 " + op + " build_info",
                    "up " + op + " on (instance) memory_bytes",
                    "http_requests_total " + op + " ignoring (code) up");
        }
        ask(
                "http_requests_total{job=\"api\"} / ignoring (code) group_left sum without (code) (http_requests_total{job=\"api\"})");
        ask(
                "up * on (instance) group_left (version) build_info",
                "build_info * on (instance) group_right (version) up");
        ask(
                "sum(http_requests_total{code=\"500\"}) / sum(http_requests_total)",
                "up * on (job) build_info",
                "-up",
                "-(up + 1)",
                "2 ^ 3 ^ 2",
                "-2 ^ 2");
        ask(
                "http_requests_total{code=\"200\"} - on (job, instance) http_requests_total{code=\"500\"}",
                "up == bool on (instance) build_info");
        ask(
                "1 - avg(up) > 0.05 or vector(0)",
                "up + on () vector(1)",
                "special / 0",
                "0 / 0",
                "temperature_celsius % -3");
    }

    private void subqueries() {
        for (String name : List.of("avg", "max", "sum", "count", "last", "stddev")) {
            ask(name + "_over_time(rate(http_requests_total[2m])[10m:1m])", name + "_over_time(up[9m:45s])");
        }
        ask(
                "max_over_time(deriv(temperature_celsius[3m])[10m:2m] offset 1m)",
                "min_over_time(sum(up)[10m:])",
                "rate(gappy[10m:20s])");
        ask(
                "quantile_over_time(0.5, up[5m:10s] @ 1700001507)",
                "sum_over_time((up == 0)[15m:1m])",
                "count_over_time(vector(1)[5m:13s])");
        ask(
                "avg_over_time(avg_over_time(temperature_celsius[2m])[10m:1m])",
                "increase(sum by (job) (http_requests_total)[10m:30s])");
    }
}
