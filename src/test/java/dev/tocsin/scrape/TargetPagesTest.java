package dev.tocsin.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Pattern;
import dev.tocsin.model.Batch;
import dev.tocsin.model.Labels;
import dev.tocsin.model.Sample;
import dev.tocsin.relabel.Relabel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetPagesTest {
    private static final Rules PLAIN =
            new Rules(false, true, false, PageLimits.NONE, Natives.IGNORED, Extras.NONE, List.of());
    private static final Labels TARGET = Labels.of("job", "j");

    private final Batch batch = new Batch();

    private List<String> read(TargetPages pages, long at, String page) throws Malformed {
        batch.clear();
        pages.read(page.getBytes(StandardCharsets.UTF_8), Format.TEXT, at, batch);
        return printed();
    }

    private List<String> printed() {
        List<String> points = new ArrayList<>();
        for (int at = 0; at < batch.size(); at++) {
            String value = Sample.isStale(batch.value(at)) ? "stale" : String.valueOf(batch.value(at));
            points.add(batch.labels(at) + " " + value + " @" + batch.time(at));
        }
        return points;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2 | 0 | 0 | ok",
                "1 | 0 | 0 | more than label_limit 1 labels: 2 of ab",
                "0 | 8 | 0 | ok",
                "0 | 2 | 0 | a name longer than label_name_length_limit 2: __name__ of ab",
                "0 | 0 | 3 | ok",
                "0 | 0 | 2 | a value longer than label_value_length_limit 2: c of ab",
            })
    void aSeriesThatIsTooMuchFailsThePage(long labels, long name, long value, String outcome) throws Malformed {
        PageLimits limits = new PageLimits(0, labels, name, value);
        TargetPages pages = new TargetPages(
                Labels.empty(), new Rules(false, true, false, limits, Natives.IGNORED, Extras.NONE, List.of()));

        if (outcome.equals("ok")) {
            assertThat(read(pages, 1, "ab{c=\"dé\"} 1\n").size()).isEqualTo(1);
        } else {
            assertThatThrownBy(() -> read(pages, 1, "ab{c=\"dé\"} 1\n")).hasMessage(outcome);
        }
    }

    @Test
    void aSeriesThatVanishesEnds() throws Malformed {
        TargetPages pages = new TargetPages(TARGET, PLAIN);
        read(pages, 1, "a 1\nb 2\n");
        assertThat(read(pages, 2, "b 3\n"))
                .containsExactly("{__name__=\"b\", job=\"j\"} 3.0 @2", "{__name__=\"a\", job=\"j\"} stale @2");
        assertThat(read(pages, 3, "b 3\n")).hasSize(1);
        assertThat(read(pages, 4, "a 1\nb 2\n")).hasSize(2);
    }

    /** Its text is known from the page before; the lines after it have their numbers all the same. */
    @Test
    void aSeriesOverTwoLines() throws Malformed {
        TargetPages pages = new TargetPages(TARGET, PLAIN);
        String page = "a{b=\"c\nd\"} 1\ne 2\n";
        assertThat(read(pages, 1, page))
                .hasSize(2)
                .first()
                .isEqualTo("{__name__=\"a\", b=\"c\\nd\", job=\"j\"} 1.0 @1");
        assertThat(read(pages, 2, page)).hasSize(2);
        assertThatThrownBy(() -> read(pages, 3, page + "f x\n"))
                .isInstanceOfSatisfying(
                        Malformed.class, fault -> assertThat(fault.placed()).startsWith("line 4: "));
    }

    @Test
    void aSeriesWithATimeOfItsOwnDoesNotEnd() throws Malformed {
        TargetPages pages = new TargetPages(TARGET, PLAIN);
        assertThat(read(pages, 1_000, "a 1 900\n")).containsExactly("{__name__=\"a\", job=\"j\"} 1.0 @900");
        assertThat(read(pages, 2_000, "")).isEmpty();
        TargetPages ours = new TargetPages(
                TARGET, new Rules(false, false, false, PageLimits.NONE, Natives.IGNORED, Extras.NONE, List.of()));
        assertThat(read(ours, 1_000, "a 1 900\n")).containsExactly("{__name__=\"a\", job=\"j\"} 1.0 @1000");
        assertThat(read(ours, 2_000, "")).containsExactly("{__name__=\"a\", job=\"j\"} stale @2000");
        TargetPages tracked = new TargetPages(
                TARGET, new Rules(false, true, true, PageLimits.NONE, Natives.IGNORED, Extras.NONE, List.of()));
        assertThat(read(tracked, 1_000, "a 1 900\n")).containsExactly("{__name__=\"a\", job=\"j\"} 1.0 @900");
        assertThat(read(tracked, 2_000, "")).containsExactly("{__name__=\"a\", job=\"j\"} stale @2000");
    }

    @Test
    void aFaultLeavesNothingBehind() throws Malformed {
        TargetPages pages = new TargetPages(TARGET, PLAIN);
        read(pages, 1, "a 1\nb 2\n");
        assertThatThrownBy(() -> read(pages, 2, "b 5\nc 1\nbroken\n")).isInstanceOf(Malformed.class);
        assertThat(batch.size()).isZero();
        pages.end(2, batch);
        assertThat(printed())
                .containsExactlyInAnyOrder(
                        "{__name__=\"a\", job=\"j\"} stale @2", "{__name__=\"b\", job=\"j\"} stale @2");
        assertThat(read(pages, 3, "a 1\n")).containsExactly("{__name__=\"a\", job=\"j\"} 1.0 @3");
    }

    @Test
    void otherWordsForTheSameSeriesAreTheSameSeries() throws Malformed {
        TargetPages pages = new TargetPages(TARGET, PLAIN);
        read(pages, 1, "a{x=\"1\",y=\"2\"} 1\n");
        assertThat(read(pages, 2, "a{y=\"2\",x=\"1\"} 1\n")).hasSize(1);
    }

    @Test
    void aLineThatWasSeenBeforeGivesTheVeryLabelsOfBefore() throws Malformed {
        TargetPages pages = new TargetPages(TARGET, PLAIN);
        read(pages, 1, "a{x=\"1\"} 1\n");
        Labels first = batch.labels(0);
        assertThat(pages.count()).isEqualTo(new TargetPages.Count(1, 1, 1));
        read(pages, 2, "a{x=\"1\"} 7\n");
        assertThat((Object) batch.labels(0)).isSameAs(first);
        assertThat(pages.count()).isEqualTo(new TargetPages.Count(1, 1, 0));
    }

    @Test
    void manySeriesComeAndGo() throws Malformed {
        TargetPages pages = new TargetPages(TARGET, PLAIN);
        for (int round = 0; round < 50; round++) {
            StringBuilder page = new StringBuilder();
            for (int at = 0; at < 200; at++) {
                page.append("a{n=\"")
                        .append(round * 100 + at)
                        .append("\"} ")
                        .append(at)
                        .append('\n');
            }
            List<String> points = read(pages, round, page.toString());
            assertThat(points).hasSize(round == 0 ? 200 : 300);
            assertThat(pages.texts()).isLessThan(2_000);
        }
    }

    /**
     * Whatever order the lines come in, and however alike they begin, a page means the same as to who never saw
     * one.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void memoryDoesNotChangeTheMeaningOfAPage(long seed) throws Malformed {
        List<String> pool = List.of(
                "a",
                "ab",
                "a {x=\"1\"}",
                "a\t{x=\"2\"}",
                "a{x=\"1\"}",
                "a{x=\"1\",y=\"}\"}",
                "a{}",
                "abc",
                "a_b{q=\" 1\"}",
                "a{x=\"1\"} 5\nab",
                "# TYPE a gauge\na",
                "b{x=\"\\\"\"}",
                "b{x=\"\\\\\"}",
                " c",
                "c");
        Random random = new Random(seed);
        TargetPages pages = new TargetPages(TARGET, PLAIN);
        for (int round = 0; round < 500; round++) {
            StringBuilder page = new StringBuilder();
            for (int line = random.nextInt(8); line > 0; line--) {
                page.append(pool.get(random.nextInt(pool.size())))
                        .append(" ".repeat(1 + random.nextInt(2)))
                        .append(random.nextInt(10))
                        .append('\n');
            }
            List<String> fresh = read(new TargetPages(TARGET, PLAIN), round, page.toString());
            List<String> seen = read(pages, round, page.toString());
            assertThat(seen.subList(0, fresh.size())).as(page.toString()).isEqualTo(fresh);
            assertThat(seen.subList(fresh.size(), seen.size())).allMatch(point -> point.contains(" stale @"));
        }
    }

    @Test
    void aLimitOfSamples() throws Malformed {
        TargetPages pages = new TargetPages(
                TARGET,
                new Rules(false, true, false, PageLimits.ofSamples(2), Natives.IGNORED, Extras.NONE, List.of()));
        assertThat(read(pages, 1, "a 1\nb 1\n")).hasSize(2);
        assertThatThrownBy(() -> read(pages, 2, "a 1\nb 1\nc 1\n")).hasMessage("more than sample_limit 2 samples");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
        false ~ a{job="x"}                             ~ {__name__="a", exported_job="x", job="j"}
        false ~ a{job="x",exported_job="y"}            ~ {__name__="a", exported_exported_job="x", exported_job="y", job="j"}
        false ~ a{b="c"}                               ~ {__name__="a", b="c", job="j"}
        false ~ a{job=""}                              ~ {__name__="a", job="j"}
        true  ~ a{job="x"}                             ~ {__name__="a", job="x"}
        true  ~ a{b="c"}                               ~ {__name__="a", b="c", job="j"}
        true  ~ a{b="c",job=""}                        ~ {__name__="a", b="c"}
        true  ~ `{"job"="",b="c", "a.b"}`              ~ {__name__="a.b", b="c"}
        """)
    void whoseLabelWins(boolean honor, String series, String labels) throws Malformed {
        TargetPages pages = new TargetPages(
                TARGET, new Rules(honor, true, false, PageLimits.NONE, Natives.IGNORED, Extras.NONE, List.of()));
        assertThat(read(pages, 1, series + " 1\n")).containsExactly(labels + " 1.0 @1");
    }

    /** As Pushgateway and federation count on: who writes an empty label does not want the target's. */
    @Test
    void anEmptyLabelOfProtocolBuffersWinsToo() throws Malformed {
        byte[] page = new ProtoPage()
                .delimited(family -> family.text(1, "a")
                        .whole(3, 1)
                        .part(4, metric -> metric.label("job", "").part(2, gauge -> gauge.real(1, 2))))
                .bytes();
        new TargetPages(TARGET, new Rules(true, true, false, PageLimits.NONE, Natives.IGNORED, Extras.NONE, List.of()))
                .read(page, Format.PROTOBUF, 1, batch);
        assertThat(printed()).containsExactly("{__name__=\"a\"} 2.0 @1");
    }

    /** None of the names that are made may be one that is there, or the same twice. */
    @Test
    void labelsOfThePageMakeRoomForEachOther() throws Malformed {
        Labels target = Labels.of("job", "1", "exported_job", "2", "exported_exported_exported_job", "3");
        TargetPages pages = new TargetPages(target, PLAIN);
        assertThat(read(pages, 1, "a{job=\"x\",exported_job=\"y\"} 1\n"))
                .containsExactly("{__name__=\"a\", exported_exported_exported_exported_job=\"y\","
                        + " exported_exported_exported_job=\"3\", exported_exported_job=\"x\", exported_job=\"2\","
                        + " job=\"1\"} 1.0 @1");
    }

    /** So that it can be seen by how much a page is too long. */
    @Test
    void beyondTheLimitSamplesAreCounted() throws Malformed {
        Relabel step = new Relabel(Relabel.Action.DROP, List.of("drop"), ";", Pattern.compile("yes"), 0, "", "");
        TargetPages pages = new TargetPages(
                TARGET,
                new Rules(false, true, false, PageLimits.ofSamples(2), Natives.IGNORED, Extras.NONE, List.of(step)));
        String page = "a 1\nb 1\nc{drop=\"yes\"} 1\nd 1\ne{drop=\"yes\"} 1\nf 1\n";
        for (int round = 0; round < 3; round++) {
            assertThatThrownBy(() -> read(pages, 1, page))
                    .isInstanceOfSatisfying(
                            Malformed.class,
                            fault -> assertThat(fault.placed()).isEqualTo("line 4: more than sample_limit 2 samples"));
            assertThat(pages.count().scraped()).isEqualTo(6);
            assertThat(pages.count().kept()).isEqualTo(4);
            assertThat(batch.size()).isZero();
        }
        assertThat(pages.texts()).as("what is too much is not remembered").isLessThan(5);
        assertThatThrownBy(() -> read(pages, 1, page + "{\n")).hasMessage("the labels have no end");
        assertThat(read(pages, 2, "a 1\n")).hasSize(1);
    }

    private static byte[] textPage(String type, int round) {
        StringBuilder page = new StringBuilder("# TYPE " + type + "\n");
        for (int at = 0; at < 500; at++) {
            page.append("h_bucket{path=\"/api/v1/some/where\",code=\"200\",le=\"")
                    .append(at)
                    .append("\"} ")
                    .append(1000L * at + round)
                    .append(at % 3 == 0 ? ".25" : "")
                    .append('\n');
        }
        return page.append("# EOF\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] protoPage(int round) {
        ProtoPage page = new ProtoPage();
        for (int at = 0; at < 50; at++) {
            String name = "h_" + at;
            page.delimited(family -> family.text(1, name)
                    .whole(3, 4)
                    .part(
                            4,
                            metric -> metric.label("path", "/api/v1").part(7, histogram -> {
                                histogram.whole(1, 100 + round).real(2, round);
                                for (int bucket = 0; bucket < 10; bucket++) {
                                    int bound = bucket;
                                    histogram.part(
                                            3,
                                            each -> each.whole(1, bound + round).real(2, bound));
                                }
                            })));
        }
        return page.bytes();
    }

    /** Of a page that was seen before, nothing is parsed but the numbers: the few objects of a reading are all there is. */
    @ParameterizedTest
    @EnumSource(
            value = Format.class,
            names = {"TEXT", "OPENMETRICS", "STRICT_OPENMETRICS", "PROTOBUF"})
    void aPageThatWasSeenBeforeAllocatesNothingForItsLines(Format format) throws Malformed {
        com.sun.management.ThreadMXBean threads =
                (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        TargetPages pages = new TargetPages(TARGET, PLAIN);
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 50; round++) {
            byte[] page = switch (format) {
                case TEXT, OPENMETRICS -> textPage("h histogram", round);
                case STRICT_OPENMETRICS -> textPage("h_bucket gauge", round);
                case PROTOBUF -> protoPage(round);
            };
            batch.clear();
            long before = threads.getCurrentThreadAllocatedBytes();
            assertThat(pages.read(page, format, round, batch).kept()).isGreaterThanOrEqualTo(500);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).as("bytes, for 500 lines").isLessThan(10_000);
    }
}
