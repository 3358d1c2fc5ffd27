package dev.tocsin.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.model.Sample;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProtoReaderTest {
    private static final int COUNTER = 0;
    private static final int GAUGE = 1;
    private static final int SUMMARY = 2;
    private static final int UNTYPED = 3;
    private static final int HISTOGRAM = 4;
    private static final int GAUGE_HISTOGRAM = 5;
    private static final Natives WANTED = new Natives(true, false, false);
    private static final Natives BOTH = new Natives(true, true, false);

    private static List<String> read(byte[] page, Natives natives) throws Malformed {
        List<String> samples = new ArrayList<>();
        ProtoReader.read(
                page,
                natives,
                (span, value, histogram, time) -> samples.add(span.labels() + " "
                        + (histogram == null ? value : histogram) + (time == Taker.NO_TIME ? "" : " " + time)));
        return samples;
    }

    private static List<String> read(byte[] page) throws Malformed {
        return read(page, Natives.IGNORED);
    }

    private static byte[] histogram(Consumer<ProtoPage> fields) {
        return ProtoPage.page("h", HISTOGRAM, metric -> metric.part(7, fields));
    }

    @Test
    void numbersOfAllTypes() throws Malformed {
        byte[] page = new ProtoPage()
                .delimited(family -> family.text(1, "a_total")
                        .text(2, "Some words.")
                        .whole(3, COUNTER)
                        .part(
                                4,
                                metric -> metric.label("path", "/\"x\"\\\n")
                                        .part(3, value -> value.real(1, 2.5).part(2, exemplar -> exemplar.real(2, 1))))
                        .part(
                                4,
                                metric -> metric.label("path", "")
                                        .whole(6, 1_700_000_000_123L)
                                        .part(3, value -> value.real(1, 7))))
                .delimited(family -> family.part(4, metric -> metric.part(2, value -> value.real(1, -1)))
                        .whole(3, GAUGE)
                        .text(1, "b"))
                .delimited(
                        family -> family.text(1, "c.d").whole(3, UNTYPED).part(4, metric -> metric.label("é.f", "g")))
                .delimited(family -> family.text(1, "nothing").whole(3, GAUGE))
                .bytes();

        assertThat(read(page))
                .containsExactly(
                        "{__name__=\"a_total\", path=\"/\\\"x\\\"\\\\\\n\"} 2.5",
                        "{__name__=\"a_total\"} 7.0 1700000000123",
                        "{__name__=\"b\"} -1.0",
                        "{__name__=\"c.d\", é.f=\"g\"} 0.0");
        assertThat(read(new byte[0])).isEmpty();
    }

    @Test
    void aSummary() throws Malformed {
        byte[] page = ProtoPage.page(
                "s",
                SUMMARY,
                metric -> metric.label("x", "y")
                        .part(
                                4,
                                summary -> summary.whole(1, 12)
                                        .real(2, 3.5)
                                        .part(
                                                3,
                                                quantile ->
                                                        quantile.real(1, 0.5).real(2, 0.25))
                                        .part(3, quantile -> quantile.real(1, 1).real(2, Double.NaN))));

        assertThat(read(page))
                .containsExactlyInAnyOrder(
                        "{__name__=\"s_count\", x=\"y\"} 12.0",
                        "{__name__=\"s_sum\", x=\"y\"} 3.5",
                        "{__name__=\"s\", quantile=\"0.5\", x=\"y\"} 0.25",
                        "{__name__=\"s\", quantile=\"1.0\", x=\"y\"} NaN");
    }

    @Test
    void aClassicHistogram_withTheLastBucketThatIsMissing() throws Malformed {
        byte[] page = histogram(histogram -> histogram
                .whole(1, 5)
                .real(2, 10)
                .part(3, bucket -> bucket.whole(1, 2).real(2, 0.1))
                .part(3, bucket -> bucket.whole(1, 3).real(2, 1))
                .part(3, bucket -> bucket.real(4, 3.5).whole(1, 1).real(2, 1e7)));

        List<String> samples = List.of(
                "{__name__=\"h_count\"} 5.0",
                "{__name__=\"h_sum\"} 10.0",
                "{__name__=\"h_bucket\", le=\"0.1\"} 2.0",
                "{__name__=\"h_bucket\", le=\"1.0\"} 3.0",
                "{__name__=\"h_bucket\", le=\"1e+07\"} 3.5",
                "{__name__=\"h_bucket\", le=\"+Inf\"} 5.0");
        assertThat(read(page)).isEqualTo(samples);
        assertThat(read(page, WANTED)).isEqualTo(samples);
    }

    private static void nativeParts(ProtoPage histogram) {
        histogram
                .whole(1, 10)
                .real(2, 18.5)
                .part(3, bucket -> bucket.whole(1, 9).real(2, 1));
        histogram.signed(5, 1).real(6, 0.001).whole(7, 2);
        histogram.span(9, -1, 1).signed(10, 1);
        histogram.span(12, 0, 2).span(12, 1, 2);
        histogram.signed(13, 1).signed(13, 2).signed(13, -2).signed(13, 1);
    }

    @Test
    void aNativeHistogramIsTakenWhereItIsWanted() throws Malformed {
        byte[] page = histogram(ProtoReaderTest::nativeParts);
        String whole = "{__name__=\"h\"} {count:10, sum:18.5, [-0.7071067811865475,-0.5):1, [-0.001,0.001]:2,"
                + " (0.7071067811865475,1]:1, (1,1.414213562373095]:3, (2,2.82842712474619]:1, (2.82842712474619,4]:2}";

        assertThat(read(page)).hasSize(4).noneMatch(sample -> sample.contains("{count"));
        assertThat(read(page, WANTED)).hasSize(1).allMatch(sample -> sample.contains("{count:10, sum:18.5, "));
        assertThat(read(page, WANTED).getFirst().replaceAll("(\\d\\.\\d{12})\\d+", "$1"))
                .isEqualTo(whole.replaceAll("(\\d\\.\\d{12})\\d+", "$1"));
        assertThat(read(page, BOTH)).hasSize(5).contains("{__name__=\"h_bucket\", le=\"1.0\"} 9.0");
    }

    @Test
    void packedNumbersAreTheSameNumbers() throws Malformed {
        byte[] deltas = {2, 4, 3, 2};
        byte[] page = histogram(histogram -> histogram
                .whole(1, 7)
                .span(12, 0, 2)
                .span(12, 1, 2)
                .raw(13, deltas)
                .signed(5, 1));
        byte[] single = histogram(histogram -> histogram
                .whole(1, 7)
                .span(12, 0, 2)
                .span(12, 1, 2)
                .signed(13, 1)
                .signed(13, 2)
                .signed(13, -2)
                .signed(13, 1)
                .signed(5, 1));

        assertThat(read(page, WANTED)).hasSize(1).isEqualTo(read(single, WANTED));
    }

    @Test
    void floatsGaugesAndEmptyOnes() throws Malformed {
        byte[] real = histogram(histogram ->
                histogram.real(4, 2.5).real(2, 1).span(12, 3, 2).real(14, 0.5).real(14, 2));
        byte[] gauge = ProtoPage.page(
                "h",
                GAUGE_HISTOGRAM,
                metric -> metric.part(
                        7, histogram -> histogram.whole(1, 1).span(12, 0, 1).signed(13, 1)));

        assertThat(read(real, WANTED)).containsExactly("{__name__=\"h\"} {count:2.5, sum:1, (4,8]:0.5, (8,16]:2}");
        assertThat(read(gauge, WANTED)).containsExactly("{__name__=\"h\"} {count:1, sum:0, (0.5,1]:1}");
        assertThat(read(histogram(histogram -> histogram.span(12, 0, 0)), BOTH))
                .as("a span without length says that it is native")
                .containsExactly("{__name__=\"h\"} {count:0, sum:0}");
        assertThat(read(histogram(histogram -> histogram.real(2, 0)), WANTED)).hasSize(3);
    }

    @Test
    void aFinerSchemaThanIsKeptIsMadeCoarser() throws Malformed {
        byte[] page = histogram(histogram ->
                histogram.whole(1, 2).signed(5, 10).span(12, 1, 2).signed(13, 1).signed(13, 0));

        assertThat(read(page, WANTED))
                .hasSize(1)
                .allMatch(sample -> sample.contains("{count:2") && sample.endsWith(":2}"));
    }

    private static void assertFault(byte[] page, String words) {
        assertThatThrownBy(() -> read(page, WANTED))
                .isInstanceOfSatisfying(
                        Malformed.class, fault -> assertThat(fault.placed()).contains(words));
    }

    @Test
    void whatContradictsItselfIsRefused() {
        assertFault(
                histogram(histogram -> histogram.whole(1, 3).span(12, 0, 1).signed(13, 2)), "do not come to its count");
        assertFault(
                histogram(histogram -> histogram.whole(1, 1).span(12, 0, 1).signed(13, 2)), "do not come to its count");
        assertFault(histogram(histogram -> histogram.whole(1, 1).span(12, 0, 2).signed(13, 1)), "more buckets than");
        assertFault(
                histogram(histogram ->
                        histogram.whole(1, 1).span(12, 0, 4_000_000_000L).signed(13, 1)),
                "too long");
        assertFault(histogram(histogram -> histogram.whole(1, 1).span(12, 0, 0).signed(13, 1)), "fewer buckets than");
        assertFault(
                histogram(histogram -> histogram
                        .whole(1, 2)
                        .span(12, 5, 1)
                        .span(12, -3, 1)
                        .signed(13, 1)
                        .signed(13, 0)),
                "must ascend");
        assertFault(histogram(histogram -> histogram.whole(1, 1).span(12, 0, 1).signed(13, -1)), "a negative count");
        assertFault(histogram(histogram -> histogram.signed(5, -5).span(12, 0, 0)), "unknown schema -5");
        assertFault(histogram(histogram -> histogram.signed(5, -53).span(12, 0, 0)), "unknown schema -53");
        assertFault(ProtoPage.page("", GAUGE, metric -> {}), "without a name");
        assertFault(ProtoPage.page("a", 6, metric -> {}), "type of \"a\" is unknown: 6");
        assertFault(ProtoPage.page("a", GAUGE, metric -> metric.label("b", "1").label("b", "2")), "given twice");
        assertFault(ProtoPage.page("a", GAUGE, metric -> metric.label("", "1")), "an empty name");
        assertFault(
                ProtoPage.page("a", GAUGE, metric -> metric.part(1, pair -> pair.raw(1, new byte[] {-1}))),
                "not UTF-8");
        assertFault(
                new ProtoPage()
                        .delimited(family -> family.text(1, "a_bytes").text(5, "seconds"))
                        .bytes(),
                "does not end with its unit");
        assertFault("# HELP a b\n".getBytes(StandardCharsets.UTF_8), "not a message");
    }

    @Test
    void aTargetCannotSayThatASeriesEnds() throws Malformed {
        byte[] page = ProtoPage.page("a", GAUGE, metric -> metric.part(2, value -> value.real(1, Sample.STALE)));
        boolean[] stale = {true};
        ProtoReader.read(page, WANTED, (span, value, histogram, time) -> stale[0] = Sample.isStale(value));
        assertThat(stale[0]).isFalse();
    }

    /** However a page is broken, it is read or refused; nothing else happens, and it does not take long. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void brokenPagesAreReadOrRefused(long seed) {
        Random random = new Random(seed);
        byte[] whole = histogram(ProtoReaderTest::nativeParts);
        int refused = 0;
        for (int round = 0; round < 5_000; round++) {
            byte[] page = Arrays.copyOf(whole, random.nextInt(8) == 0 ? random.nextInt(whole.length) : whole.length);
            for (int at = random.nextInt(4); at >= 0 && page.length > 0; at--) {
                page[random.nextInt(page.length)] = (byte) random.nextInt();
            }
            try {
                read(page, BOTH);
            } catch (Malformed fault) {
                assertThat(fault.placed()).hasSizeLessThan(400);
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(1_000);
    }
}
