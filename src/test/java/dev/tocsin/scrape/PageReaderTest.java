package dev.tocsin.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tocsin.model.Exemplar;
import dev.tocsin.model.FloatHistogram;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageReaderTest {
    private static List<String> read(byte[] page, Format format) throws Malformed {
        List<String> samples = new ArrayList<>();
        PageReader.read(
                page,
                format,
                (span, value, histogram, time) ->
                        samples.add(span.labels() + " " + value + (time == Taker.NO_TIME ? "" : " " + time)));
        return samples;
    }

    private static List<String> text(String page) throws Malformed {
        return read(page.getBytes(StandardCharsets.UTF_8), Format.TEXT);
    }

    private static List<String> open(String page) throws Malformed {
        return read(page.getBytes(StandardCharsets.UTF_8), Format.OPENMETRICS);
    }

    static byte[] hostPage() throws IOException {
        try (InputStream in = PageReaderTest.class.getResourceAsStream("host.prom")) {
            assertThat(in).isNotNull();
            return in == null ? new byte[0] : in.readAllBytes();
        }
    }

    @Test
    void aPageOfAHost() throws Exception {
        List<String> samples = read(hostPage(), Format.TEXT);
        assertThat(samples)
                .hasSize(26)
                .contains(
                        "{__name__=\"go_gc_duration_seconds\", quantile=\"0.0\"} 2.1043E-5",
                        "{__name__=\"go_gc_duration_seconds\", quantile=\"1.0\"} NaN",
                        "{__name__=\"node_boot_time_seconds\"} 1.762E9",
                        "{__name__=\"node_filesystem_avail_bytes\", device=\"\\\\\\\\nas\\\\share\", fstype=\"cifs\","
                                + " mountpoint=\"/mnt/a \\\"b\\\"\"} 0.0",
                        "{__name__=\"node_network_speed_bytes\", device=\"eth0\"} -125000.0",
                        "{__name__=\"node_textfile_mtime_seconds\", file=\"/var/lib/node_exporter/apt.prom\"} 1.76199E9"
                                + " 1762000000123",
                        "{__name__=\"request_seconds_bucket\", le=\"+Inf\"} 144320.0",
                        "{__name__=\"temperature_celsius\"} Infinity",
                        "{__name__=\"temperature_celsius\", sensor=\"äußen\"} -Infinity");
    }

    @ParameterizedTest
    @CsvSource(commentCharacter = '%', delimiter = '~', quoteCharacter = '`', textBlock = """
        a 1                          ~ {__name__="a"} 1.0
        a\t \t1\t                    ~ {__name__="a"} 1.0
        ` a{} 1`                     ~ {__name__="a"} 1.0
        a{b="c"}1                    ~ {__name__="a", b="c"} 1.0
        a {b="c"} 1                  ~ {__name__="a", b="c"} 1.0
        a{ b = "c" , d="e" , } 1 -5  ~ {__name__="a", b="c", d="e"} 1.0 -5
        a:b_c9{le="}"} 0x            ~ !line 1: "0x" is not a number
        a{b="c\\"d\\\\e\\nf\\x"} 1   ~ {__name__="a", b="c\\"d\\\\e\\nf\\\\x"} 1.0
        {"a.b",c="d"} 1              ~ {__name__="a.b", c="d"} 1.0
        {c="d","a.b"} 1              ~ {__name__="a.b", c="d"} 1.0
        a{"b.c"="d"} 1               ~ {__name__="a", b.c="d"} 1.0
        a{b=""} 1                    ~ {__name__="a"} 1.0
        a{b="c" d="e"f="g",} 1       ~ {__name__="a", b="c", d="e", f="g"} 1.0
        a 1 1700000000000            ~ {__name__="a"} 1.0 1700000000000
        """)
    void textThatIsRight(String line, String sample) throws Malformed {
        if (sample.startsWith("!")) {
            assertThat(fault(() -> text(line))).isEqualTo(sample.substring(1));
        } else {
            assertThat(text(line.replace("\\t", "\t"))).containsExactly(sample);
        }
    }

    @ParameterizedTest
    @CsvSource(commentCharacter = '%', delimiter = '~', quoteCharacter = '`', textBlock = """
        a                       ~ no value after "a"
        a{b="c"}                ~ a value is missing
        a one                   ~ "one" is not a number
        a 1 2 3                 ~ more text after the timestamp
        a 1 1.5                 ~ "1.5" is not a time in milliseconds
        a 1_000                 ~ "1_000" is not a number
        a 0x1p3                 ~ "0x1p3" is not a number
        a 1e                    ~ "1e" is not a number
        a .                     ~ "." is not a number
        a 1d                    ~ "1d" is not a number
        a 1e999                 ~ "1e999" is not a number
        9a 1                    ~ expected the name of a metric, found "9a"
        a-b 1                   ~ expected {, found "-b"
        a{b="c" 1               ~ the labels have no end
        a{b=c} 1                ~ the value of label "b" is not in quotes
        a{b} 1                  ~ expected =, found "}"
        a{b="c",,} 1            ~ expected the name of a label, found ",}"
        a{b:c="d"} 1            ~ expected =, found ":c="d"}"
        a{b="c",b="d"} 1        ~ label "b" is given twice
        {b="c"} 1               ~ a series without a name
        a{"x"} 1                ~ label "__name__" is given twice
        # TYPE a apple          ~ unknown type "apple"
        # TYPE 9 gauge          ~ "9" is not the name of a metric
        # TYPE a.b gauge        ~ "a.b" is not the name of a metric
        # HELP - some text      ~ "-" is not the name of a metric
        <html>                  ~ no value after "<html>"
        """)
    void textThatIsWrong(String line, String message) {
        assertThat(fault(() -> text("ok 1\n# fine\n" + line + "\nok 2\n"))).isEqualTo("line 3: " + message);
    }

    @Test
    void bytesThatAreNoText() {
        byte[] page = "a{b=\"x\"} 1\n".getBytes(StandardCharsets.ISO_8859_1);
        page[5] = (byte) 0xff;
        assertThat(fault(() -> read(page, Format.TEXT))).isEqualTo("line 1: not UTF-8");
        assertThat(fault(() -> read(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0}, Format.TEXT)))
                .startsWith("line 1: ");
    }

    /** Prometheus' scraper takes it, though the format has {@code \n} for this. */
    @Test
    void aLabelMayGoOverLines() throws Malformed {
        String page = "a{b=\"c\n# d\n\",e=\"f\"} 1\nok 2\n";
        assertThat(text(page))
                .containsExactly("{__name__=\"a\", b=\"c\\n# d\\n\", e=\"f\"} 1.0", "{__name__=\"ok\"} 2.0");
        assertThat(fault(() -> text(page + "?\n"))).startsWith("line 5: ");
        assertThat(fault(() -> text("ok 1\na{b=\"c\nd 1\n"))).isEqualTo("line 2: the labels have no end");
        assertThat(fault(() -> text("a{b=\"c\\\n\"} 1\n"))).isEqualTo("line 1: the labels have no end");
        assertThat(fault(() -> open(page + "# EOF"))).isEqualTo("line 1: the labels have no end");
    }

    /** OpenMetrics is UTF-8 throughout; for the text of an older exporter a sign in HELP that is none is no reason to be blind. */
    @Test
    void aDescriptionThatIsNoText() throws Malformed {
        byte[] page = "# HELP a Temp\u00e9rature\na 1\n# EOF\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(read(page, Format.TEXT)).hasSize(1);
        assertThat(fault(() -> read(page, Format.OPENMETRICS))).isEqualTo("line 1: not UTF-8");
        assertThat(fault(() -> read(page, Format.STRICT_OPENMETRICS))).isEqualTo("line 1: not UTF-8");
        assertThat(open("# HELP a Temp\u00e9rature\na 1\n# EOF\n")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\n\n\n", "# only words", "# HELP", "#", "#TYPE a apple", "# HELP a.b words"})
    void pagesWithoutSamples(String page) throws Malformed {
        assertThat(text(page)).isEmpty();
    }

    @Test
    void openMetricsThatIsRight() throws Malformed {
        String page = """
            # TYPE requests counter
            # UNIT requests requests
            # HELP requests How many, with "quotes" and \\n.
            requests_total{code="200"} 17 1520879607.789 # {trace_id="KOO5S4vxi0o"} 0.67 1520879607.1
            requests_total{code="500"} 2.0 # {} 1
            requests_created{code="200"} 1520430000.123
            # TYPE size histogram
            size_bucket{le="+Inf"} NaN -1.5
            # EOF
            """.replace("# UNIT requests requests\n", "");
        assertThat(open(page))
                .containsExactly(
                        "{__name__=\"requests_total\", code=\"200\"} 17.0 1520879607789",
                        "{__name__=\"requests_total\", code=\"500\"} 2.0",
                        "{__name__=\"requests_created\", code=\"200\"} 1.520430000123E9",
                        "{__name__=\"size_bucket\", le=\"+Inf\"} NaN -1500");
        assertThat(open("# EOF")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(commentCharacter = '%', delimiter = '~', quoteCharacter = '`', textBlock = """
        a 1                                     ~ line 1: the page does not end with # EOF
        a 1|# EOF|a 2                           ~ line 2: more text after # EOF
        a 1|# EOF |                             ~ line 2: more text after # EOF
        a 1||# EOF                              ~ line 2: a series without a name
        a  1|# EOF                              ~ line 1: a value is missing
        a{b="c"}1|# EOF                         ~ line 1: expected one space
        ` a 1|# EOF`                            ~ line 1: a series without a name
        a 1 NaN|# EOF                           ~ line 1: "NaN" is not a time in seconds
        a 1 2 3|# EOF                           ~ line 1: more text after the timestamp
        # a comment|# EOF                       ~ line 1: only HELP, TYPE, UNIT and EOF may follow #
        # TYPE a untyped|# EOF                  ~ line 1: unknown type "untyped"
        # UNIT a_bytes seconds|# EOF            ~ line 1: the name a_bytes does not end with its unit "seconds"
        a_total 1 # b 2|# EOF                   ~ line 1: an exemplar without labels
        a_total 1 # {b="c"}|# EOF               ~ line 1: expected one space
        a_total 1 # {b="c"} 1 2 3|# EOF         ~ line 1: more text after the exemplar
        a_total 1 # {b=c} 1|# EOF               ~ line 1: the value of label "b" is not in quotes
        a{b="c", d="e"} 1|# EOF                 ~ line 1: expected the name of a label, found " d="e"}"
        a{b="c"d="e"} 1|# EOF                   ~ line 1: expected }, found "d="e"}"
        a_total 1 # {b="c", d="e"} 1|# EOF      ~ line 1: expected the name of a label, found " d="e"}"
        """)
    void openMetricsThatIsWrong(String page, String fault) {
        assertThat(fault(() -> open(page.replace('|', '\n')))).isEqualTo(fault);
    }

    @Test
    void anExemplarIsOfBoundedLength() throws Malformed {
        String page = "# TYPE a counter\na_total 1 # {a=\"%s\"} 1\n# EOF\n";
        assertThat(exemplars(page.formatted("x".repeat(127)), Format.OPENMETRICS))
                .isEqualTo(1);
        assertThat(exemplars(page.formatted("x".repeat(128)), Format.OPENMETRICS))
                .isZero();
        assertThat(exemplars(page.formatted("x".repeat(127)), Format.STRICT_OPENMETRICS))
                .isEqualTo(1);
        Malformed strict = catchThrowableOfType(
                Malformed.class, () -> exemplars(page.formatted("x".repeat(128)), Format.STRICT_OPENMETRICS));
        assertThat(strict).hasMessageContaining("longer than 128");
    }

    private static int exemplars(String page, Format format) throws Malformed {
        List<Exemplar> found = new ArrayList<>();
        PageReader.read(page.getBytes(StandardCharsets.UTF_8), format, new Taker() {
            @Override
            public void exemplar(Exemplar exemplar) {
                found.add(exemplar);
            }

            @Override
            public void take(SeriesSpan series, double value, @Nullable FloatHistogram histogram, long time) {}
        });
        return found.size();
    }

    @Test
    void namesThatNeedQuotesHaveUnitsToo() throws Malformed {
        String page = "# UNIT \"a.b_seconds\" seconds\n{\"a.b_seconds\"} 1\n# EOF\n";
        assertThat(open(page)).hasSize(1);
        assertThat(read(page.getBytes(StandardCharsets.UTF_8), Format.STRICT_OPENMETRICS))
                .hasSize(1);
        assertThat(fault(() -> open(page.replace("b_s", "bs"))))
                .isEqualTo("line 1: the name a.bseconds does not end with its unit \"seconds\"");
    }

    /** It is out of every range then, not one that the page does not say. */
    @Test
    void aTimeThatIsFarOff() throws Malformed {
        assertThat(open("a 1 -1e300\na 1 1e300\n# EOF\n"))
                .containsExactly(
                        "{__name__=\"a\"} 1.0 " + (Long.MIN_VALUE + 1), "{__name__=\"a\"} 1.0 " + Long.MAX_VALUE);
    }

    @Test
    void aBoundOfNothingHasNoSign() throws Malformed {
        assertThat(text("# TYPE a histogram\na_bucket{le=\"-0\"} 1\n"))
                .containsExactly("{__name__=\"a_bucket\", le=\"0.0\"} 1.0");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void numbersAreReadAsTheJdkReadsThem(long seed) {
        Random random = new Random(seed);
        for (int at = 0; at < 50_000; at++) {
            String number = switch (at % 4) {
                case 0 -> String.valueOf(Double.longBitsToDouble(random.nextLong()));
                case 1 -> String.valueOf(random.nextGaussian() * Math.pow(10, random.nextInt(20)));
                case 2 -> random.nextLong(1_000_000_000_000_000_000L) + "e" + (random.nextInt(40) - 20);
                default -> random.nextInt(1_000_000) + "." + random.nextLong(1_000_000_000_000L);
            };
            if (number.equals("NaN")) {
                continue;
            }
            byte[] text = number.getBytes(StandardCharsets.US_ASCII);
            assertThat(Numbers.parse(text, 0, text.length)).as(number).isEqualTo(Double.parseDouble(number));
        }
    }

    /** Halves between two doubles, and their neighbours. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "9007199254740993",
                "9007199254740993.0",
                "90071992547409930e-1",
                "900719925474099.25",
                "0.5",
                "-0",
                "0e0",
                "4503599627370496.5",
                "4503599627370497.5",
                "0.000000000000000001",
                "123456789012345678",
                "1.7976931348623157e308",
                "5e-324",
                "1e18",
                "18446744073709551615",
                "999999999999999999e1",
                "922337203685477581e1",
                "1e-18",
                "3.14e2",
                "1E5"
            })
    void numbersThatAreHardToRound(String number) {
        byte[] text = number.getBytes(StandardCharsets.US_ASCII);
        assertThat(Numbers.parse(text, 0, text.length)).isEqualTo(Double.parseDouble(number));
    }

    /** However a page is broken, it is read or refused; nothing else happens, and it does not take long. */
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void brokenPagesAreReadOrRefused(long seed) throws IOException {
        Random random = new Random(seed);
        byte[] host = hostPage();
        int refused = 0;
        for (int round = 0; round < 2_000; round++) {
            byte[] page = host.clone();
            int changes = 1 + random.nextInt(4);
            for (int at = 0; at < changes; at++) {
                page[random.nextInt(page.length)] = (byte) "{}\"\\,=# \n\t0eE+-.xN\u007f".charAt(random.nextInt(19));
            }
            Format format = random.nextBoolean() ? Format.TEXT : Format.OPENMETRICS;
            try {
                read(page, format);
            } catch (Malformed fault) {
                assertThat(fault.line()).isPositive();
                assertThat(fault.getMessage()).hasSizeLessThan(200).doesNotContain("\n");
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(100);
    }

    private interface Read {
        List<String> run() throws Malformed;
    }

    private static String fault(Read read) {
        Malformed fault = catchThrowableOfType(Malformed.class, read::run);
        assertThat(fault).isNotNull();
        return fault == null ? "" : "line " + fault.line() + ": " + fault.getMessage();
    }
}
