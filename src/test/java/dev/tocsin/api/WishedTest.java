package dev.tocsin.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WishedTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/openmetrics-text",
                "application/openmetrics-text; version=1.0.0",
                "application/openmetrics-text;version=0.0.1",
                "Application/OpenMetrics-Text; version=1.0.0; charset=utf-8",
                "application/openmetrics-text;version=1.0.0,*/*;q=0.1",
                "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5,*/*;q=0.1",
                "application/vnd.google.protobuf;q=0.6,application/openmetrics-text;version=1.0.0;q=0.5,text/plain;"
                        + " q=0.4",
                "text/plain;q=0.2, application/openmetrics-text;q=0.3",
            })
    void whoAsksForOpenMetricsGetsIt(String accept) {
        assertThat(Wished.format(List.of(accept)))
                .isEqualTo("application/openmetrics-text; version=1.0.0; charset=utf-8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*/*",
                "text/plain",
                "text/html,*/*;q=0.8",
                "application/json",
                "application/openmetrics-text;q=0.2,text/plain;q=0.5",
                "application/openmetrics-text;q=0",
                "application/openmetrics-text;q=x",
                ";;,;q=",
            })
    void everybodyElseGetsText(String accept) {
        assertThat(Wished.format(List.of(accept))).isEqualTo("text/plain");
    }

    @Test
    void withoutTheHeaderItIsText() {
        assertThat(Wished.format(List.of())).isEqualTo("text/plain");
        assertThat(Wished.format(List.of("*/*;q=0.1", "application/openmetrics-text")))
                .startsWith("application/openmetrics-text");
    }
}
