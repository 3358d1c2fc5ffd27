package dev.tocsin.api.prometheus;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tocsin.app.QueryDesk;
import dev.tocsin.model.Exemplar;
import dev.tocsin.model.GoFloat;
import dev.tocsin.model.Labels;
import dev.tocsin.model.Matcher;
import dev.tocsin.promql.Promql;
import dev.tocsin.promql.syntax.Expr;
import dev.tocsin.promql.syntax.Parsed;
import dev.tocsin.series.Exemplars;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code query_exemplars}: those of the series that an expression reads. For any thread. */
record ExemplarCalls(QueryDesk desk, Exemplars exemplars) {
    private static final int MILLIS = 3;

    /** {@code query, start, end}. */
    Answer query(Parameters given) throws Refusal {
        Times times = new Times(given);
        long start = times.optional("start", Times.MIN);
        long end = times.optional("end", Times.MAX);
        if (end < start) {
            throw Refusal.badData("end timestamp must not be before start timestamp");
        }
        List<List<Matcher>> selectors = new ArrayList<>();
        switch (Promql.parse(given.text("query"), desk.options().features())) {
            case Parsed.Bad bad -> throw Refusal.badData(bad.fault().toString());
            case Parsed.Good(Expr expr) -> collect(expr, selectors);
        }
        Map<Labels, List<Exemplar>> found = exemplars.find(selectors, start, end);
        return Answer.of(out -> write(found, out));
    }

    private static void collect(Expr expr, List<List<Matcher>> selectors) {
        if (expr instanceof Expr.Selector selector) {
            selectors.add(selector.matchers());
        }
        expr.children().forEach(child -> collect(child, selectors));
    }

    private static void write(Map<Labels, List<Exemplar>> found, JsonGenerator out) throws IOException {
        ValueJson json = new ValueJson(out);
        out.writeStartArray();
        for (Map.Entry<Labels, List<Exemplar>> series : found.entrySet()) {
            out.writeStartObject();
            out.writeFieldName("seriesLabels");
            json.labels(series.getKey());
            out.writeArrayFieldStart("exemplars");
            for (Exemplar one : series.getValue()) {
                out.writeStartObject();
                out.writeFieldName("labels");
                json.labels(one.labels());
                out.writeStringField("value", GoFloat.plain(one.value()));
                out.writeNumberField("timestamp", BigDecimal.valueOf(one.timeMillis(), MILLIS));
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        out.writeEndArray();
    }
}
