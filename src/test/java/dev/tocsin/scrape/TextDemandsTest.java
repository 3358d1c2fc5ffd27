package dev.tocsin.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.tocsin.scrape.PageCheck.Kind;
import dev.tocsin.scrape.PageCheck.PageFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages are written with {@code |} between lines, and without the end. */
class TextDemandsTest {
    private static Optional<PageFault> fault(String page) {
        return PageCheck.fault(page.getBytes(StandardCharsets.UTF_8), Kind.TEXT);
    }

    @ParameterizedTest
    @CsvSource(commentCharacter = '%', delimiter = '~', quoteCharacter = '`', textBlock = """
        a 1|# HELP a x|b 1|# HELP a y                       ~ 4 ~ a second HELP of "a"
        # TYPE a gauge|# TYPE a gauge                       ~ 2 ~ a second TYPE of "a"
        a 1|# TYPE a gauge                                  ~ 2 ~ TYPE of "a" after its samples
        # TYPE "a.b" gauge|# TYPE "a.b" gauge               ~ 2 ~ a second TYPE of "a.b"
        # HELP a.b x                                        ~ 1 ~ "a.b" is not the name of a metric
        # HELP a C:\\temp                                 ~ 1 ~ a backslash is written \\\\
        # HELP a x\\                                      ~ 1 ~ a backslash is written \\\\
        a{b="\\t"} 1                                      ~ 1 ~ a backslash is written \\\\
        a{b="x|y"} 1                                        ~ 1 ~ a line break in quotes, where \\n is written
        a{b="c" d="e"} 1                                    ~ 1 ~ expected }, found "d="e"}"
        # TYPE a histogram|a_bucket{le="x"} 1               ~ 2 ~ the label le is no number
        # TYPE a histogram|a_bucket 1                       ~ 2 ~ the label le is no number
        # TYPE a histogram|a_bucket{le="1"} -1              ~ 2 ~ a_bucket is negative
        # TYPE a histogram|a_count -1                       ~ 2 ~ a_count is negative
        # TYPE a summary|a{quantile="0x1p-3"} 1             ~ 2 ~ the label quantile is no number
        a 1|b 1|a 2                                         ~ 3 ~ the series is there twice
        a{b="",c="d"} 1|a{c="d"} 2                          ~ 2 ~ the series is there twice
        a 1 5|a 1 5                                         ~ 2 ~ the series is there twice
        """)
    void theFormatAsItIsDescribed(String page, int line, String fault) {
        String lines = page.replace('|', '\n') + "\nlast 1\n";
        assertThat(fault(lines)).contains(new PageFault(line, fault));
        assertThatCode(() -> PageReader.read(
                        lines.getBytes(StandardCharsets.UTF_8),
                        Format.TEXT,
                        (span, value, histogram, time) -> span.labels()))
                .as("the scraper takes it")
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# HELP a|# HELP a|# HELP a x",
                "# HELP a C:\\\\temp\\n \\\"x\\\"",
                "# TYPE a_sum gauge|# TYPE a summary|a{quantile=\"0.5\"} NaN|a_sum -1|a_count 1",
                "# TYPE a histogram|a_bucket{le=\"+Inf\"} 1|a_sum -1|a_count 1|# HELP a later",
                "# TYPE a gauge|a -1|a_bucket{le=\"x\"} -1|a_count -1",
                "a 1 5|a 1 6|a{b=\"c\" , } 1|  # comment|#HELP a x|#HELP a x",
                "a{b=\"x\\ny\\\\\"} 1"
            })
    void pagesThatAreRight(String page) {
        assertThat(fault(page.replace('|', '\n') + "\n")).isEmpty();
    }

    @Test
    void theLastLineHasAnEnd() {
        assertThat(fault("a 1\nb 2")).contains(new PageFault(2, "the last line has no end"));
        assertThat(fault("a 1\n \t")).isEmpty();
    }

    @Test
    void itIsUtf8Throughout() {
        byte[] page = "a 1\n# HELP a Temp\u00e9rature\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(PageCheck.fault(page, Kind.TEXT)).contains(new PageFault(2, "not UTF-8"));
    }

    @Test
    void aPageOfAHostIsRight() throws IOException {
        assertThat(PageCheck.fault(PageReaderTest.hostPage(), Kind.TEXT)).isEmpty();
    }
}
