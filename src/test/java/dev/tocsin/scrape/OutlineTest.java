package dev.tocsin.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.tocsin.model.Batch;
import dev.tocsin.model.Labels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is remembered of the page before changes how soon a page is judged, not how. */
class OutlineTest {
    private static final Rules RULES =
            new Rules(false, true, false, PageLimits.NONE, Natives.IGNORED, Extras.NONE, List.of());
    private static final List<String> LINES = """
        # HELP a one
        # TYPE a counter
        a_total{b="1"} 1
        a_created{b="1"} 1
        a_total{b="2"} 2 # {id="x"} 1
        # TYPE h_seconds histogram
        # UNIT h_seconds seconds
        h_seconds_bucket{b="1",le="1"} 1
        h_seconds_bucket{b="1",le="+Inf"} 2
        h_seconds_count{b="1"} 2
        h_seconds_sum{b="1"} 2
        h_seconds_bucket{b="2",le="+Inf"} 7
        # TYPE g gaugehistogram
        g_bucket{le="-1"} 1
        g_bucket{le="+Inf"} 1
        g_gcount 1
        g_gsum -7
        # TYPE s summary
        s{quantile="0.5"} 1
        s_count 2
        s_sum 2
        # TYPE i info
        i_info{v="1"} 1
        # TYPE o stateset
        o{o="on"} 1
        o{o="off"} 0
        # TYPE p gauge
        p{b="1"} 1
        p{b="2"} -1
        unknown 1
        """.lines().toList();
    private static final List<String> VALUES =
            List.of("-1", "NaN", "0.5", "0", "1", "7", "+Inf", "3 5", "1 # {id=\"y\"} 1");

    private static String verdict(TargetPages pages, List<String> lines) {
        byte[] page = (String.join("\n", lines) + "\n# EOF\n").getBytes(StandardCharsets.UTF_8);
        try {
            return pages.read(page, Format.STRICT_OPENMETRICS, 1_000, new Batch())
                    .toString();
        } catch (Malformed fault) {
            return fault.placed();
        }
    }

    private static List<String> changed(Random random) {
        List<String> lines = new ArrayList<>(LINES);
        int at = random.nextInt(lines.size());
        int other = random.nextInt(lines.size());
        switch (random.nextInt(6)) {
            case 0 -> lines.remove(at);
            case 1 -> Collections.swap(lines, at, other);
            case 2 -> lines.add(other, lines.get(at));
            case 3 -> {}
            default -> {
                String value = VALUES.get(random.nextInt(VALUES.size()));
                lines.set(at, lines.get(at).replaceFirst("^(\\w+(\\{[^}]*})?) .*", "$1 " + value.replace("$", "")));
            }
        }
        return lines;
    }

    private static TargetPages pages() {
        return new TargetPages(Labels.of("job", "j"), RULES);
    }

    private static String seriesCounted(String verdict) {
        return verdict.replaceAll("added=\\d+", "added");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aPageIsJudgedAsIfItWereTheFirst(long seed) {
        Random random = new Random(seed);
        TargetPages known = pages();
        int refused = 0;
        for (int round = 0; round < 400; round++) {
            List<String> lines = changed(random);
            String first = verdict(pages(), lines);
            assertThat(seriesCounted(verdict(known, lines)))
                    .as(String.join("\n", lines))
                    .isEqualTo(seriesCounted(first));
            refused += first.startsWith("line") ? 1 : 0;
        }
        assertThat(refused).isBetween(100, 300);
    }

    @Test
    void aPageWithTheSameLinesIsNotLookedAtAsAWhole() throws Malformed {
        Outline outline = new Outline();
        byte[] series = {'a'};
        OpenFamily family = new OpenFamily("a");
        Outline.Walk first = outline.walk();
        first.sample(series, false, 1, false, 1);
        first.end(2, () -> List.of(family.place("")));

        Outline.Walk second = outline.walk();
        second.sample(series, false, 2, false, 1);
        assertThatCode(() -> second.end(2, () -> {
                    throw new Malformed(1, "looked at as a whole");
                }))
                .doesNotThrowAnyException();
    }
}
