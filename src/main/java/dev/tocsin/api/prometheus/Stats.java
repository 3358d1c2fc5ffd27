package dev.tocsin.api.prometheus;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * What a query cost, for who asks with {@code stats}.
 *
 * @param asked the parameter; empty for no statistics
 * @param samples that were read
 */
record Stats(String asked, Duration took, long samples) {
    private static final double NANOS = 1e9;
    private static final List<String> ELSEWHERE =
            List.of("resultSortTime", "queryPreparationTime", "innerEvalTime", "execQueueTime");

    void write(JsonGenerator out) throws IOException {
        if (asked.isEmpty()) {
            return;
        }
        double seconds = took.toNanos() / NANOS;
        out.writeObjectFieldStart("stats");
        out.writeObjectFieldStart("timings");
        out.writeNumberField("evalTotalTime", seconds);
        for (String part : ELSEWHERE) {
            out.writeNumberField(part, part.equals("innerEvalTime") ? seconds : 0);
        }
        out.writeNumberField("execTotalTime", seconds);
        out.writeEndObject();
        out.writeObjectFieldStart("samples");
        out.writeNumberField("totalQueryableSamples", samples);
        out.writeNumberField("peakSamples", samples);
        out.writeEndObject();
        out.writeEndObject();
    }
}
