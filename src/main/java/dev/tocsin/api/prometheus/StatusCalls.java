package dev.tocsin.api.prometheus;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tocsin.api.Yaml;
import dev.tocsin.app.Agent;
import dev.tocsin.app.QueryConfig;
import dev.tocsin.app.QueryDesk;
import dev.tocsin.app.Settings;
import dev.tocsin.model.Durations;
import dev.tocsin.promql.Promql;
import dev.tocsin.promql.syntax.Expr;
import dev.tocsin.promql.syntax.Parsed;
import dev.tocsin.series.SeriesConfig;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** What there is to be known of the process, and what is answered without looking at anything. For any thread. */
final class StatusCalls {
    /** The version of Prometheus whose API this is: clients choose by it what they ask for. */
    private static final String SPOKEN = "3.14.0";

    private StatusCalls() {}

    /** {@code revision} is our own version. */
    static Answer build(Agent agent) {
        return texts(Map.of(
                "version", SPOKEN,
                "revision", agent.version(),
                "branch", "tocsin",
                "buildUser", "",
                "buildDate", "",
                "goVersion", "",
                "application", "Tocsin"));
    }

    static Answer runtime(Agent agent) {
        Agent.Reload reload = agent.lastReload();
        SeriesConfig series = agent.configuration().settings().running().series();
        return Answer.of(out -> {
            out.writeStartObject();
            out.writeStringField("startTime", RuleCalls.time(agent.since()));
            out.writeStringField("CWD", "");
            out.writeStringField("serverTime", RuleCalls.time(agent.clock().now()));
            out.writeBooleanField("reloadConfigSuccess", reload.successful());
            out.writeStringField("lastConfigTime", RuleCalls.time(reload.at()));
            out.writeNumberField("corruptionCount", 0);
            out.writeNumberField("goroutineCount", Thread.activeCount());
            out.writeNumberField("GOMAXPROCS", Runtime.getRuntime().availableProcessors());
            out.writeNumberField("GOMEMLIMIT", Runtime.getRuntime().maxMemory());
            out.writeStringField("GOGC", "");
            out.writeStringField("GODEBUG", "");
            out.writeStringField("storageRetention", Durations.format(series.retention()));
            out.writeEndObject();
        });
    }

    /** The configuration as it was read, without secrets. */
    static Answer config(Agent agent) {
        return texts(Map.of("yaml", Yaml.of(agent.configuration().settings().written())));
    }

    /** What Prometheus has flags for and the agent has, too; all else is in its configuration. */
    static Answer flags(Agent agent) {
        Settings.Running running = agent.configuration().settings().running();
        QueryConfig limits = running.asking().limits();
        return texts(new TreeMap<>(Map.of(
                "config.file", agent.configuration().file().toString(),
                "enable-feature", String.join(",", running.asking().switches().names()),
                "query.lookback-delta", Durations.format(limits.lookbackDelta()),
                "query.max-concurrency", String.valueOf(limits.maxConcurrency()),
                "query.max-samples", String.valueOf(limits.maxSamples()),
                "query.timeout", Durations.format(limits.timeout()),
                "storage.tsdb.retention.time", Durations.format(running.series().retention()))));
    }

    /** The tree of {@code query}. */
    static Answer tree(QueryDesk desk, Parameters given) throws Refusal {
        Expr expr = parsed(desk, given);
        return Answer.of(out -> new TreeJson(out).write(expr));
    }

    /** {@code query}, in canonical form over as many lines as it takes. */
    static Answer formatted(QueryDesk desk, Parameters given) throws Refusal {
        String text = Promql.pretty(parsed(desk, given));
        return Answer.of(out -> out.writeString(text));
    }

    private static Expr parsed(QueryDesk desk, Parameters given) throws Refusal {
        return switch (Promql.parse(given.text("query"), desk.options().features())) {
            case Parsed.Bad bad -> throw Refusal.parameter("query", bad.fault().toString());
            case Parsed.Good(Expr expr) -> expr;
        };
    }

    /** An object of texts. */
    static Answer texts(Map<String, String> texts) {
        return Answer.of(out -> write(out, texts));
    }

    private static void write(JsonGenerator out, Map<String, String> texts) throws IOException {
        out.writeStartObject();
        for (Map.Entry<String, String> text : texts.entrySet()) {
            out.writeStringField(text.getKey(), text.getValue());
        }
        out.writeEndObject();
    }
}
