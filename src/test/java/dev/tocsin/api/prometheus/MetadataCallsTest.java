package dev.tocsin.api.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.model.Labels;
import dev.tocsin.scrape.Description;
import dev.tocsin.scrape.Scrapes.Described;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataCallsTest {
    private static final Description COUNTER = new Description("counter", "all \"of\" it", "");
    private static final List<Described> TARGETS = List.of(
            new Described(
                    Labels.of("job", "api", "instance", "a"),
                    new TreeMap<>(Map.of("x", COUNTER, "y", new Description("gauge", "", "seconds")))),
            new Described(Labels.of("job", "api", "instance", "b"), new TreeMap<>(Map.of("x", COUNTER))),
            new Described(
                    Labels.of("job", "db", "instance", "c"),
                    new TreeMap<>(Map.of("x", new Description("unknown", "other", "")))));

    private static String data(Answer answer) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        answer.write(out);
        String all = out.toString(StandardCharsets.UTF_8).replace("\\\"", "'").replace("\"", "");
        return all.substring("{status:success,data:".length(), all.length() - 1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        -                          | {x:[{type:counter,help:all 'of' it,unit:},{type:unknown,help:other,unit:}],y:[{type:gauge,help:,unit:seconds}]}
        metric=y                   | {y:[{type:gauge,help:,unit:seconds}]}
        metric=none                | {}
        limit=1&limit_per_metric=1 | {x:[{type:counter,help:all 'of' it,unit:}]}
        limit=0                    | {}
        limit=-3&metric=y          | {y:[{type:gauge,help:,unit:seconds}]}
        """)
    void eachDescriptionOnce(String query, String wanted) throws IOException, Refusal {
        Parameters given = new Parameters("", query == null ? "" : query);
        assertThat(data(MetadataCalls.families(TARGETS, given))).isEqualTo(wanted);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        match_target={job="db"}       | [{target:{instance:c,job:db},metric:x,type:unknown,help:other,unit:}]
        metric=y                      | [{target:{instance:a,job:api},type:gauge,help:,unit:seconds}]
        metric=x&limit=1              | [{target:{instance:a,job:api},type:counter,help:all 'of' it,unit:}]
        match_target={instance="zzz"} | []
        """)
    void targetByTarget(String query, String wanted) throws IOException, Refusal {
        assertThat(data(MetadataCalls.ofTargets(TARGETS, new Parameters("", query))))
                .isEqualTo(wanted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=x", "limit=1.5"})
    void aLimitIsANumber(String query) {
        Parameters given = new Parameters("", query);
        assertThatThrownBy(() -> MetadataCalls.families(TARGETS, given)).hasMessage("limit must be a number");
        assertThatThrownBy(() -> MetadataCalls.ofTargets(TARGETS, given)).hasMessage("limit must be a number");
    }

    @Test
    void whatIsWrongIsSaid() {
        assertThatThrownBy(() -> MetadataCalls.families(TARGETS, new Parameters("", "limit_per_metric=y")))
                .hasMessage("limit_per_metric must be a number");
        assertThatThrownBy(() -> MetadataCalls.ofTargets(TARGETS, new Parameters("", "match_target={job=")))
                .isInstanceOf(Refusal.class);
    }
}
