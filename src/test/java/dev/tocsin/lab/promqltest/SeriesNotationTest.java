package dev.tocsin.lab.promqltest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tocsin.model.FloatHistogram;
import dev.tocsin.model.FloatHistogram.CounterReset;
import dev.tocsin.model.GoFloat;
import dev.tocsin.model.Labels;
import dev.tocsin.model.Sample;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesNotationTest {
    @ParameterizedTest
    @CsvSource({
        "1 2 3, 1 2 3",
        "1+2x3, 1 3 5 7",
        "10-5x2, 10 5 0",
        "-2+4x1, -2 2",
        "1x2, 1 1 1",
        "0x2, 0 0 0",
        "_ 1 _x2, _ 1 _ _",
        "1 stale 2, 1 stale 2",
        "NaN Inf -Inf +Inf, NaN +Inf -Inf +Inf",
        "1e3 1e-3+1x1, 1000 0.001 1.001",
        ".5 1., 0.5 1",
        "'', ''",
    })
    void readsValues(String written, String meant) throws ScriptFault {
        assertThat(SeriesNotation.values(written).stream()
                        .map(SeriesNotationTest::shown)
                        .collect(Collectors.joining(" ")))
                .isEqualTo(meant);
    }

    private static String shown(Point point) {
        return switch (point) {
            case Point.Missing missing -> "_";
            case Point.Number number -> Sample.isStale(number.value()) ? "stale" : GoFloat.plain(number.value());
            case Point.Histogram histogram -> histogram.value().toString();
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1,2",
                "x",
                "1x",
                "1xy",
                "1+x2",
                "{{",
                "{{foo:1}}",
                "{{sum:a}}",
                "{{sum:1 sum:2}}",
                "_1",
                "stale1",
                "{{counter_reset_hint:maybe}}",
                "1x9999999"
            })
    void refusesOtherValues(String written) {
        assertThatExceptionOfType(ScriptFault.class).isThrownBy(() -> SeriesNotation.values(written));
    }

    @Test
    void readsLabels() throws ScriptFault {
        assertThat((Object) SeriesNotation.labels("up{job=\"a b\", x = \"\\\"q\\\"\"}"))
                .isEqualTo(Labels.of("__name__", "up", "job", "a b", "x", "\"q\""));
        assertThat((Object) SeriesNotation.labels("{\"my.metric\",\"a.b\"=\"1\"}"))
                .isEqualTo(Labels.of("__name__", "my.metric", "a.b", "1"));
        assertThat((Object) SeriesNotation.labels("{}")).isEqualTo(Labels.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"up{", "up{a}", "up{a=1}", "up{a=\"1\"", "up{a=\"1\"} x", ""})
    void refusesOtherLabels(String written) {
        assertThatExceptionOfType(ScriptFault.class).isThrownBy(() -> SeriesNotation.labels(written));
    }

    @Test
    void readsHistograms() throws ScriptFault {
        String written =
                "{{schema:1 sum:-0.3 count:32 z_bucket:7 z_bucket_w:0.5 buckets:[5 10] offset:-3 n_buckets:[4] n_offset:2"
                        + " counter_reset_hint:gauge}}";
        FloatHistogram histogram = histograms(written).getFirst();
        assertThat(histogram.schema()).isEqualTo(1);
        assertThat(histogram.reset()).isEqualTo(CounterReset.GAUGE);
        assertThat(histogram.zeroThreshold()).isEqualTo(0.5);
        assertThat(histogram.positive().get(-2)).isEqualTo(10);
        assertThat(histogram.negative().get(2)).isEqualTo(4);
    }

    @Test
    void addsAndSubtractsHistograms() throws ScriptFault {
        assertThat(histograms("{{sum:1 count:1 buckets:[1]}}+{{sum:2 count:1 buckets:[0 1]}}x2"))
                .extracting(FloatHistogram::sum)
                .containsExactly(1d, 3d, 5d);
        assertThat(histograms("{{sum:5 count:9}}-{{count:4}}x1"))
                .extracting(FloatHistogram::count)
                .containsExactly(9d, 5d);
        assertThat(histograms("{{schema:-53 custom_values:[1 2] buckets:[1 2 3]}}x1"))
                .hasSize(2);
    }

    private static List<FloatHistogram> histograms(String written) throws ScriptFault {
        return SeriesNotation.values(written).stream()
                .map(point -> ((Point.Histogram) point).value())
                .toList();
    }
}
