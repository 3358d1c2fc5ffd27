package dev.tocsin.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.model.Batch;
import dev.tocsin.model.Labels;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DescriptionsTest {
    private final TargetPages pages = new TargetPages(
            Labels.of("job", "j"),
            new Rules(false, true, false, PageLimits.NONE, Natives.IGNORED, Extras.NONE, List.of()));

    private Map<String, Description> read(String page, Format format) throws Malformed {
        pages.read(page.getBytes(StandardCharsets.UTF_8), format, 1, new Batch());
        return pages.families();
    }

    @Test
    void aTextSaysTypeAndHelp() throws Malformed {
        assertThat(read(
                        "# HELP a the \\\\ of\\nit \\\"\n# HELP a.b of nothing\n# TYPE a counter \n# TYPE b untyped\n#HELP c x\n# a comment\n"
                                + "# HELP d\n# HELP \"e.f\" quoted\na 1\n",
                        Format.TEXT))
                .containsExactly(
                        Map.entry("a", new Description("counter", "the \\ of\nit \\\"", "")),
                        Map.entry("b", new Description("unknown", "", "")),
                        Map.entry("d", new Description("unknown", "", "")),
                        Map.entry("e.f", new Description("unknown", "quoted", "")));
    }

    @Test
    void openMetricsSaysUnitsToo() throws Malformed {
        assertThat(read(
                        "# TYPE a_seconds histogram\n# UNIT a_seconds seconds\n# HELP a_seconds how \\\"long\\\"\n# EOF\n",
                        Format.OPENMETRICS))
                .containsExactly(Map.entry("a_seconds", new Description("histogram", "how \"long\"", "seconds")));
    }

    @Test
    void protocolBuffersSayAllOfIt_withoutEscapes() throws Malformed {
        byte[] page = new ProtoPage()
                .delimited(family -> family.text(1, "a_bytes")
                        .text(2, "as \\n it is")
                        .whole(3, 1)
                        .text(5, "bytes")
                        .part(4, metric -> {}))
                .bytes();
        pages.read(page, Format.PROTOBUF, 1, new Batch());
        assertThat(pages.families())
                .containsExactly(Map.entry("a_bytes", new Description("gauge", "as \\n it is", "bytes")));
    }

    @Test
    void theLastPageCounts_unlessItHasAFault() throws Malformed {
        read("# TYPE a counter\n# HELP b old\na 1\n", Format.TEXT);
        Map<String, Description> before = pages.families();
        assertThat(read("# TYPE a counter\n# HELP b old\na 2\n", Format.TEXT)).isSameAs(before);

        assertThat(read("# TYPE a counter\n# HELP b new\n# HELP c x\n", Format.TEXT)
                        .keySet())
                .containsExactly("a", "b", "c");
        assertThatThrownBy(() -> read("# TYPE a gauge\n# HELP z z\na x\n", Format.TEXT))
                .isInstanceOf(Malformed.class);
        assertThat(pages.families().get("a")).isEqualTo(new Description("counter", "", ""));
        assertThat(pages.families().get("b")).isEqualTo(new Description("unknown", "new", ""));

        assertThat(read("# TYPE a counter\n", Format.TEXT)).containsOnlyKeys("a");
        assertThat(read("a 1\n", Format.TEXT)).isEmpty();
    }

    @Test
    void thereIsAnEndToIt() throws Malformed {
        StringBuilder page = new StringBuilder();
        for (int at = 0; at < 1000; at++) {
            page.append("# HELP m").append(at).append(' ').repeat("x", 1000).append('\n');
        }
        assertThat(read(page.toString(), Format.TEXT)).hasSizeBetween(250, 262);
        Map<String, Description> before = pages.families();
        assertThat(read(page.toString(), Format.TEXT)).isSameAs(before);
    }
}
