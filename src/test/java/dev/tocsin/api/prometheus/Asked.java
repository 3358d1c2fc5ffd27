package dev.tocsin.api.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.app.QueryConfig;
import dev.tocsin.app.QueryDesk;
import dev.tocsin.clock.SystemClock;
import dev.tocsin.promql.Room;
import dev.tocsin.promql.syntax.Features;
import dev.tocsin.series.Exemplars;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A request and what came of it. */
record Asked(int status, JsonNode body) {
    private static final QueryDesk DESK =
            new QueryDesk(QueryConfig.USUAL, Features.standard(), Room.endless(), new SystemClock());
    private static final Queries QUERIES = new Queries(DESK);
    private static final SeriesCalls SERIES = new SeriesCalls();

    static Asked of(String path, String query, Reading reading) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int status = 200;
        try {
            try {
                call(path, new Parameters("", query), reading).write(out);
            } catch (Refusal refusal) {
                status = refusal.kind().status();
                Answer.write(refusal, out);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new Asked(status, GoldenTest.read(out.toString(StandardCharsets.UTF_8)));
    }

    private static Answer call(String path, Parameters given, Reading reading) throws Refusal {
        return switch (path) {
            case "query" -> QUERIES.instant(reading, given);
            case "query_range" -> QUERIES.range(reading, given);
            case "series" -> SERIES.series(reading, given);
            case "labels" -> SERIES.names(reading, given);
            case "format_query" -> StatusCalls.formatted(DESK, given);
            case "parse_query" -> StatusCalls.tree(DESK, given);
            case "status/tsdb" -> HeadCalls.head(reading, given);
            case "query_exemplars" -> new ExemplarCalls(DESK, new Exemplars(10)).query(given);
            default -> SERIES.values(reading, given, path.split("/")[1]);
        };
    }
}
