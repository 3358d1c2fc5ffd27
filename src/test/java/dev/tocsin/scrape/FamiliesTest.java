package dev.tocsin.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.Batch;
import dev.tocsin.model.FloatHistogram;
import dev.tocsin.model.Labels;
import dev.tocsin.model.Sample;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Classic histograms that become native ones, and since when something counts. */
class FamiliesTest {
    private static final String HISTOGRAM = """
            # TYPE wait histogram
            wait_bucket{path="/a",le="0.5"} 2
            wait_bucket{path="/a",le="1"} 2
            wait_bucket{path="/a",le="+Inf"} 5
            wait_sum{path="/a"} 7.5
            wait_count{path="/a"} 5
            wait_bucket{path="/b",le="0.5"} 1
            wait_bucket{path="/b",le="+Inf"} 1
            wait_sum{path="/b"} 0.25
            wait_count{path="/b"} 1
            # TYPE up gauge
            up_bucket{le="1"} 3
            """;

    private static final String A = "{__name__=\"wait\", path=\"/a\"} {count:5, sum:7.5, [-Inf,0.5]:2, (1,+Inf]:3} @9";
    private static final String B = "{__name__=\"wait\", path=\"/b\"} {count:1, sum:0.25, [-Inf,0.5]:1} @9";

    private final Batch batch = new Batch();

    private static TargetPages pages(Natives natives, Extras extras) {
        return new TargetPages(
                Labels.empty(), new Rules(false, true, false, PageLimits.NONE, natives, extras, List.of()));
    }

    private static TargetPages converting(boolean classicToo) {
        return pages(new Natives(false, classicToo, true), Extras.NONE);
    }

    private List<String> read(TargetPages pages, Format format, long at, String page) throws Malformed {
        batch.clear();
        pages.read(page.getBytes(StandardCharsets.UTF_8), format, at, batch);
        return printed();
    }

    private List<String> printed() {
        List<String> points = new ArrayList<>();
        for (int at = 0; at < batch.size(); at++) {
            FloatHistogram histogram = batch.histogram(at);
            Object value = histogram == null ? (Object) batch.value(at) : histogram;
            points.add(batch.labels(at) + " " + (Sample.isStale(batch.value(at)) ? "stale" : value) + " @"
                    + batch.time(at) + (batch.start(at) == 0 ? "" : " since " + batch.start(at)));
        }
        return points;
    }

    @Test
    void aClassicHistogramBecomesANativeOne() throws Malformed {
        assertThat(read(converting(false), Format.TEXT, 9, HISTOGRAM))
                .containsExactly(A, B, "{__name__=\"up_bucket\", le=\"1\"} 3.0 @9");
    }

    @Test
    void inOpenMetricsToo() throws Malformed {
        assertThat(read(converting(false), Format.OPENMETRICS, 9, HISTOGRAM + "# EOF\n"))
                .contains(A, B)
                .hasSize(3);
    }

    @Test
    void itsSeriesStayWhereTheyAreWanted() throws Malformed {
        TargetPages pages = converting(true);
        assertThat(read(pages, Format.TEXT, 9, HISTOGRAM)).hasSize(12).contains(A, B);
        assertThat(pages.count()).isEqualTo(new TargetPages.Count(12, 12, 12));
    }

    @Test
    void itEndsAsOtherSeriesDo() throws Malformed {
        TargetPages pages = converting(false);
        for (int round = 1; round < 4; round++) {
            assertThat(read(pages, Format.TEXT, 9, HISTOGRAM)).hasSize(3);
        }
        assertThat(read(pages, Format.TEXT, 10, "x 1\n"))
                .hasSize(4)
                .filteredOn(line -> line.startsWith("{__name__=\"wait\""))
                .hasSize(2)
                .allMatch(line -> line.contains("stale"));
    }

    @Test
    void whatDoesNotHangTogetherBecomesNothing() throws Malformed {
        String falls = HISTOGRAM.replace("le=\"1\"} 2", "le=\"1\"} 1");
        assertThat(read(converting(false), Format.TEXT, 9, falls))
                .doesNotContain(A)
                .contains(B);
        String counts = HISTOGRAM.replace("wait_count{path=\"/a\"} 5", "wait_count{path=\"/a\"} 6");
        assertThat(read(converting(false), Format.TEXT, 9, counts))
                .doesNotContain(A)
                .contains(B);
    }

    @Test
    void withoutCountOrLastBucketTheOtherCounts() throws Malformed {
        String bare = "# TYPE w histogram\nw_bucket{le=\"1\"} 2\nw_bucket{le=\"2\"} 3\n";
        assertThat(read(converting(false), Format.TEXT, 9, bare))
                .containsExactly("{__name__=\"w\"} {count:3, sum:0, [-Inf,1]:2, (1,2]:1} @9");
        assertThat(read(converting(false), Format.TEXT, 9, bare + "w_count 4\n"))
                .containsExactly("{__name__=\"w\"} {count:4, sum:0, [-Inf,1]:2, (1,2]:1, (2,+Inf]:1} @9");
    }

    @Test
    void bucketsMayComeInAnyOrderAndTwice() throws Malformed {
        String mixed = "# TYPE w histogram\nw_count 4\nw_bucket{le=\"+Inf\"} 4\nw_bucket{le=\"2\"} 3\n"
                + "w_bucket{le=\"1\"} 2\nw_bucket{le=\"1.0\"} 9\n";
        assertThat(read(converting(false), Format.TEXT, 9, mixed))
                .containsExactly("{__name__=\"w\"} {count:4, sum:0, [-Inf,1]:2, (1,2]:1, (2,+Inf]:1} @9");
    }

    /** OpenMetrics leaves the order open, and a histogram that is cut in two would be wrong twice. */
    @Test
    void whenItBeganMayStandInItsMiddle() throws Malformed {
        String page =
                "# TYPE w histogram\nw_count 4\nw_sum 2\nw_created 1\nw_bucket{le=\"1\"} 3\nw_bucket{le=\"+Inf\"} 4\n# EOF\n";
        String whole = "{__name__=\"w\"} {count:4, sum:2, [-Inf,1]:3, (1,+Inf]:1} @9";
        assertThat(read(converting(false), Format.OPENMETRICS, 9, page))
                .containsExactly("{__name__=\"w_created\"} 1.0 @9", whole);
        Extras starts = new Extras(false, true, false, false);
        assertThat(read(pages(new Natives(false, false, true), starts), Format.OPENMETRICS, 9, page))
                .containsExactly(whole + " since 1000");
    }

    @Test
    void theLimitCountsWhatIsMade() throws Malformed {
        TargetPages pages = new TargetPages(
                Labels.empty(),
                new Rules(
                        false,
                        true,
                        false,
                        PageLimits.ofSamples(3),
                        new Natives(false, false, true),
                        Extras.NONE,
                        List.of()));
        assertThat(read(pages, Format.TEXT, 9, HISTOGRAM)).hasSize(3);
    }

    private static final String COUNTING = """
            # TYPE hits counter
            hits_total{a="x"} 5
            hits_created{a="x"} 2.5
            hits_total{a="y"} 6
            # TYPE took summary
            took_count 1
            took_sum 2
            took{quantile="0.5"} 3
            took_created 4
            # TYPE wait histogram
            wait_bucket{le="+Inf"} 1
            wait_count 1
            wait_sum 1
            wait_created 5.25
            # TYPE room gauge
            room_created 7
            # EOF
            """;

    @Test
    void withoutASwitchTimesOfCreationAreSeries() throws Malformed {
        assertThat(read(pages(Natives.IGNORED, Extras.NONE), Format.OPENMETRICS, 9_000, COUNTING))
                .contains("{__name__=\"hits_created\", a=\"x\"} 2.5 @9000", "{__name__=\"wait_created\"} 5.25 @9000")
                .hasSize(12);
    }

    @Test
    void aZeroStandsWhereCountingBegan() throws Malformed {
        TargetPages pages = pages(Natives.IGNORED, new Extras(true, false, false, false));
        assertThat(read(pages, Format.OPENMETRICS, 9_000, COUNTING))
                .containsExactly(
                        "{__name__=\"hits_total\", a=\"x\"} 0.0 @2500",
                        "{__name__=\"hits_total\", a=\"x\"} 5.0 @9000",
                        "{__name__=\"hits_total\", a=\"y\"} 6.0 @9000",
                        "{__name__=\"took_count\"} 0.0 @4000",
                        "{__name__=\"took_count\"} 1.0 @9000",
                        "{__name__=\"took_sum\"} 0.0 @4000",
                        "{__name__=\"took_sum\"} 2.0 @9000",
                        "{__name__=\"took\", quantile=\"0.5\"} 0.0 @4000",
                        "{__name__=\"took\", quantile=\"0.5\"} 3.0 @9000",
                        "{__name__=\"wait_bucket\", le=\"+Inf\"} 0.0 @5250",
                        "{__name__=\"wait_bucket\", le=\"+Inf\"} 1.0 @9000",
                        "{__name__=\"wait_count\"} 0.0 @5250",
                        "{__name__=\"wait_count\"} 1.0 @9000",
                        "{__name__=\"wait_sum\"} 0.0 @5250",
                        "{__name__=\"wait_sum\"} 1.0 @9000",
                        "{__name__=\"room_created\"} 7.0 @9000");
        assertThat(read(pages, Format.OPENMETRICS, 10_000, COUNTING)).noneMatch(line -> line.contains(" 0.0 "));
        String anew = COUNTING.replace("hits_created{a=\"x\"} 2.5", "hits_created{a=\"x\"} 9.5");
        assertThat(read(pages, Format.OPENMETRICS, 11_000, anew))
                .contains("{__name__=\"hits_total\", a=\"x\"} 0.0 @9500")
                .filteredOn(line -> line.contains(" 0.0 "))
                .hasSize(1);
    }

    @Test
    void aZeroIsNotWrittenIntoTheFuture() throws Malformed {
        TargetPages pages = pages(Natives.IGNORED, new Extras(true, false, false, false));
        assertThat(read(pages, Format.OPENMETRICS, 2_500, COUNTING)).noneMatch(line -> line.contains(" 0.0 "));
    }

    @Test
    void aPageWithAFaultBeginsNothing() throws Malformed {
        TargetPages pages = pages(Natives.IGNORED, new Extras(true, false, false, false));
        String broken = COUNTING.replace("# TYPE room gauge\n", "# TYPE room gauge\nbroken{\n");
        assertThat(failure(pages, broken)).isTrue();
        assertThat(read(pages, Format.OPENMETRICS, 9_000, COUNTING))
                .contains("{__name__=\"hits_total\", a=\"x\"} 0.0 @2500");
    }

    private boolean failure(TargetPages pages, String page) {
        try {
            read(pages, Format.OPENMETRICS, 9_000, page);
            return false;
        } catch (Malformed fault) {
            return true;
        }
    }

    @Test
    void theTimeIsKeptWithEachSample() throws Malformed {
        TargetPages pages = pages(new Natives(false, false, true), new Extras(false, true, false, false));
        assertThat(read(pages, Format.OPENMETRICS, 9_000, COUNTING))
                .contains(
                        "{__name__=\"hits_total\", a=\"x\"} 5.0 @9000 since 2500",
                        "{__name__=\"hits_total\", a=\"y\"} 6.0 @9000",
                        "{__name__=\"wait\"} {count:1, sum:1, [-Inf,+Inf]:1} @9000 since 5250",
                        "{__name__=\"room_created\"} 7.0 @9000")
                .hasSize(7);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void typesAndUnitsAreLabels(boolean twice) throws Malformed {
        TargetPages pages = pages(Natives.IGNORED, new Extras(false, false, false, true));
        String page = """
                # TYPE wait_seconds histogram
                # UNIT wait_seconds seconds
                wait_seconds_count 1
                # TYPE hits counter
                hits_total{__unit__="lies"} 5
                # TYPE odd unknown
                odd 1
                stranger 2
                # EOF
                """;
        if (twice) {
            read(pages, Format.OPENMETRICS, 8, page.replace("hits counter", "hits unknown"));
        }
        assertThat(read(pages, Format.OPENMETRICS, 9, page))
                .contains(
                        "{__name__=\"wait_seconds_count\", __type__=\"histogram\", __unit__=\"seconds\"} 1.0 @9",
                        "{__name__=\"hits_total\", __type__=\"counter\"} 5.0 @9",
                        "{__name__=\"odd\"} 1.0 @9",
                        "{__name__=\"stranger\"} 2.0 @9")
                .filteredOn(line -> !line.contains("stale"))
                .hasSize(4);
    }

    private List<String> read(TargetPages pages, ProtoPage page) throws Malformed {
        batch.clear();
        pages.read(page.bytes(), Format.PROTOBUF, 9_000, batch);
        return printed();
    }

    private static void classic(ProtoPage histogram) {
        histogram
                .whole(1, 3)
                .real(2, 1.5)
                .part(3, bucket -> bucket.whole(1, 2).real(2, 0.5))
                .part(15, time -> time.whole(1, 4).whole(2, 250_000_000));
    }

    /** A classic histogram, one that is native besides, a counter and a summary. */
    private static ProtoPage buffers() {
        return new ProtoPage()
                .delimited(family ->
                        family.text(1, "c").whole(3, 4).part(4, metric -> metric.part(7, FamiliesTest::classic)))
                .delimited(family -> family.text(1, "n")
                        .whole(3, 4)
                        .part(
                                4,
                                metric -> metric.part(7, histogram -> {
                                    classic(histogram);
                                    histogram.whole(7, 3).real(6, 0.001);
                                })))
                .delimited(family -> family.text(1, "hits_total")
                        .whole(3, 0)
                        .part(
                                4,
                                metric -> metric.part(
                                        3, counter -> counter.real(1, 5).part(3, time -> time.whole(1, 2))))
                        .part(4, metric -> metric.label("a", "b").part(3, counter -> counter.real(1, 6))))
                .delimited(family -> family.text(1, "took")
                        .whole(3, 2)
                        .part(
                                4,
                                metric -> metric.part(
                                        4, summary -> summary.whole(1, 1).part(4, time -> time.whole(1, 3)))));
    }

    @Test
    void ofProtocolBuffersTheClassicOnesAreConvertedTheNativeOnesTaken() throws Malformed {
        String converted = "{__name__=\"c\"} {count:3, sum:1.5, [-Inf,0.5]:2, (0.5,+Inf]:1} @9000";
        String taken = "{__name__=\"n\"} {count:3, sum:1.5, [-0.001,0.001]:3} @9000";
        assertThat(read(pages(new Natives(true, false, true), Extras.NONE), buffers()))
                .contains(converted, taken)
                .hasSize(6);
        assertThat(read(pages(new Natives(true, true, true), Extras.NONE), buffers()))
                .contains(converted, taken)
                .hasSize(14);
    }

    @Test
    void protocolBuffersSaySinceWhenTheyCount() throws Malformed {
        Extras both = new Extras(true, true, false, false);
        assertThat(read(pages(new Natives(true, false, true), both), buffers()))
                .contains(
                        "{__name__=\"hits_total\"} 0.0 @2000",
                        "{__name__=\"hits_total\"} 5.0 @9000 since 2000",
                        "{__name__=\"hits_total\", a=\"b\"} 6.0 @9000",
                        "{__name__=\"took_count\"} 0.0 @3000",
                        "{__name__=\"took_sum\"} 0.0 @3000",
                        "{__name__=\"c\"} {count:0, sum:0} @4250",
                        "{__name__=\"n\"} {count:0, sum:0} @4250")
                .filteredOn(line -> line.contains("since"))
                .hasSize(5);
    }

    private List<String> marks() {
        return batch.marks().stream()
                .map(mark -> mark.series() + " " + mark.exemplar().labels() + " "
                        + mark.exemplar().value() + " @" + mark.exemplar().timeMillis())
                .toList();
    }

    private static final String EXEMPLARY = """
            # TYPE hits counter
            hits_total 5 # {trace="a"} 1.5 7.25
            # TYPE wait histogram
            wait_bucket{le="1"} 1 # {trace="b"} 0.5
            wait_bucket{le="+Inf"} 2 # {} 3 8
            wait_count 2
            # EOF
            """;

    @Test
    void exemplarsAreTakenWhereTheyAreKept() throws Malformed {
        Extras kept = new Extras(false, false, true, false);
        read(pages(Natives.IGNORED, kept), Format.OPENMETRICS, 9_000, EXEMPLARY);
        assertThat(marks())
                .containsExactly(
                        "{__name__=\"hits_total\"} {trace=\"a\"} 1.5 @7250",
                        "{__name__=\"wait_bucket\", le=\"1.0\"} {trace=\"b\"} 0.5 @9000",
                        "{__name__=\"wait_bucket\", le=\"+Inf\"} {} 3.0 @8000");
        read(pages(new Natives(false, false, true), kept), Format.OPENMETRICS, 9_000, EXEMPLARY);
        assertThat(marks())
                .containsExactly(
                        "{__name__=\"hits_total\"} {trace=\"a\"} 1.5 @7250", "{__name__=\"wait\"} {} 3.0 @8000");
        read(pages(Natives.IGNORED, Extras.NONE), Format.OPENMETRICS, 9_000, EXEMPLARY);
        assertThat(marks()).isEmpty();
    }

    /** The one without a time could be that of the page before. Who keeps them takes none that is older than the last. */
    @Test
    void thoseOfAHistogramComeInOrderOfTheirTimes() throws Malformed {
        String page = """
            # TYPE wait histogram
            wait_bucket{le="1"} 1 # {trace="a"} 0.5 8
            wait_bucket{le="2"} 2 # {trace="b"} 1.5 7
            wait_bucket{le="3"} 3 # {trace="c"} 2.5
            wait_bucket{le="+Inf"} 4 # {trace="d"} 3.5 7.5
            # TYPE other histogram
            other_bucket{le="1"} 5 # {trace="e"} 0.5 6
            other_bucket{le="+Inf"} 4
            # TYPE last histogram
            last_bucket{le="+Inf"} 4 # {trace="f"} 4 6
            # EOF
            """;
        read(
                pages(new Natives(false, false, true), new Extras(false, false, true, false)),
                Format.OPENMETRICS,
                9_000,
                page);
        assertThat(marks())
                .as("other contradicts itself and becomes nothing; its exemplars are nobody's")
                .containsExactly(
                        "{__name__=\"wait\"} {trace=\"b\"} 1.5 @7000",
                        "{__name__=\"wait\"} {trace=\"d\"} 3.5 @7500",
                        "{__name__=\"wait\"} {trace=\"a\"} 0.5 @8000",
                        "{__name__=\"last\"} {trace=\"f\"} 4.0 @6000");
    }

    @Test
    void thoseOfProtocolBuffersTogether() throws Malformed {
        ProtoPage page = new ProtoPage()
                .delimited(family -> family.text(1, "n")
                        .whole(3, 4)
                        .part(
                                4,
                                metric -> metric.part(
                                        7,
                                        histogram -> histogram
                                                .whole(1, 3)
                                                .whole(7, 3)
                                                .real(6, 0.001)
                                                .part(16, FamiliesTest::exemplar)
                                                .part(16, exemplar -> exemplar.real(2, 0.5))
                                                .part(
                                                        16,
                                                        exemplar -> exemplar.real(2, 0.75)
                                                                .part(3, time -> time.whole(1, 5))))))
                .delimited(family ->
                        family.text(1, "m").whole(3, 1).part(4, metric -> metric.part(2, gauge -> gauge.real(1, 1))));
        for (Natives natives : List.of(new Natives(true, false, false), new Natives(true, false, true))) {
            read(pages(natives, new Extras(false, false, true, false)), page);
            assertThat(marks())
                    .containsExactly("{__name__=\"n\"} {} 0.75 @5000", "{__name__=\"n\"} {trace=\"c\"} 0.25 @6000");
        }
    }

    private static void exemplar(ProtoPage exemplar) {
        exemplar.label("trace", "c").real(2, 0.25).part(3, time -> time.whole(1, 6));
    }

    @Test
    void thoseOfProtocolBuffersToo() throws Malformed {
        ProtoPage page = new ProtoPage()
                .delimited(family -> family.text(1, "hits_total")
                        .whole(3, 0)
                        .part(
                                4,
                                metric -> metric.part(
                                        3, counter -> counter.real(1, 5).part(2, FamiliesTest::exemplar))))
                .delimited(family -> family.text(1, "n")
                        .whole(3, 4)
                        .part(
                                4,
                                metric -> metric.part(
                                        7,
                                        histogram -> histogram
                                                .whole(1, 3)
                                                .part(
                                                        3,
                                                        bucket -> bucket.whole(1, 3)
                                                                .real(2, 0.5)
                                                                .part(3, FamiliesTest::exemplar))
                                                .whole(7, 3)
                                                .real(6, 0.001)
                                                .part(16, FamiliesTest::exemplar))));
        Extras kept = new Extras(false, false, true, false);
        read(pages(new Natives(true, false, false), kept), page);
        assertThat(marks())
                .containsExactly(
                        "{__name__=\"hits_total\"} {trace=\"c\"} 0.25 @6000",
                        "{__name__=\"n\"} {trace=\"c\"} 0.25 @6000");
        read(pages(Natives.IGNORED, kept), page);
        assertThat(marks())
                .containsExactly(
                        "{__name__=\"hits_total\"} {trace=\"c\"} 0.25 @6000",
                        "{__name__=\"n_bucket\", le=\"0.5\"} {trace=\"c\"} 0.25 @6000");
    }
}
