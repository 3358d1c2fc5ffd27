package dev.tocsin.api.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.lab.SimulatedClock;
import dev.tocsin.model.Batch;
import dev.tocsin.model.Labels;
import dev.tocsin.series.Demand;
import dev.tocsin.series.Store;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StatusCallsTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);

    private final Store store = new Store(Demand.everything(Duration.ofDays(1), List.of(), NOW));
    private final Reading reading = new Reading(store, new SimulatedClock(NOW));

    private String tree(String query) {
        String text = "query=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
        return Asked.of("parse_query", text, reading)
                .body()
                .path("data")
                .toString()
                .replace('"', '\'');
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "1e3 | {'type':'numberLiteral','val':'1000'}",
                "'x' | {'type':'stringLiteral','val':'x'}",
                "-(up) | {'type':'unaryExpr','op':'-','expr':{'type':'parenExpr','expr':{'type':'vectorSelector','name':'up','offset':0,"
                        + "'timestamp':null,'startOrEnd':null,'matchers':[{'name':'__name__','value':'up','type':'='}],"
                        + "'anchored':false,'smoothed':false}}}",
                "x[5m:30s] offset -1m @ end() | {'type':'subquery','expr':{'type':'vectorSelector','name':'x','offset':0,"
                        + "'timestamp':null,'startOrEnd':null,'matchers':[{'name':'__name__','value':'x','type':'='}],"
                        + "'anchored':false,'smoothed':false},'range':300000,'step':30000,'offset':-60000,'timestamp':null,"
                        + "'startOrEnd':'end'}",
                "topk by (a) (2, 1 > bool 0 + vector(1)) | {'type':'aggregation','op':'topk','expr':{'type':'binaryExpr','op':'>',"
                        + "'lhs':{'type':'numberLiteral','val':'1'},'rhs':{'type':'binaryExpr','op':'+','lhs':{'type':'numberLiteral',"
                        + "'val':'0'},'rhs':{'type':'call','func':{'name':'vector','argTypes':['scalar'],'variadic':0,'returnType':"
                        + "'vector'},'args':[{'type':'numberLiteral','val':'1'}]},'bool':false,'matching':null},'bool':true,"
                        + "'matching':null},'param':{'type':'numberLiteral','val':'2'},'grouping':['a'],'without':false}"
            })
    void treesAreThoseOfPrometheus(String query, String tree) {
        assertThat(tree(query)).isEqualTo(tree);
    }

    @Test
    void aTreeSaysHowVectorsMatch() {
        assertThat(tree("a / on (x) group_left (y) b"))
                .contains("'matching':{'card':'many-to-one','labels':['x'],'on':true,'include':['y'],"
                        + "'fillValues':{'lhs':null,'rhs':null}}");
        assertThat(tree("a and b")).contains("'card':'many-to-many','labels':[],'on':false");
    }

    @Test
    void aTreeOfNothingIsRefused() {
        assertThat(Asked.of("parse_query", "query=a%2B", reading).status()).isEqualTo(400);
    }

    @Test
    void whatMakesMostSeriesIsTold() {
        Batch batch = new Batch();
        for (int at = 0; at < 3; at++) {
            batch.add(Labels.of("__name__", "many", "path", "/" + at), NOW.toEpochMilli(), 1);
        }
        store.append(batch.add(Labels.of("__name__", "few", "path", "/0"), NOW.toEpochMilli(), 1));
        assertThat(Asked.of("status/tsdb", "limit=1", reading)
                        .body()
                        .path("data")
                        .toString()
                        .replace('"', '\''))
                .isEqualTo("{'headStats':{'numSeries':4,'numLabelPairs':5},"
                        + "'seriesCountByMetricName':[{'name':'many','value':3}],"
                        + "'labelValueCountByLabelName':[{'name':'path','value':3}],"
                        + "'memoryInBytesByLabelName':[{'name':'__name__','value':7}],"
                        + "'seriesCountByLabelValuePair':[{'name':'__name__=many','value':3}]}");
        assertThat(Asked.of("status/tsdb", "limit=0", reading).status()).isEqualTo(400);
    }
}
