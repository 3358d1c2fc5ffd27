package dev.tocsin.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages are written with {@code |} between lines, and without the end. */
class StrictnessTest {
    private static void read(String page, Format format) throws Malformed {
        byte[] bytes = (page.replace('|', '\n') + "\n# EOF\n").getBytes(StandardCharsets.UTF_8);
        PageReader.read(bytes, format, (span, value, histogram, time) -> span.labels());
    }

    @ParameterizedTest
    @CsvSource(commentCharacter = '%', delimiter = '~', quoteCharacter = '`', textBlock = """
        # TYPE a counter|a_total -1                                             ~ line 2: a_total is negative
        # TYPE a counter|a_total NaN                                            ~ line 2: a_total is not a number
        # TYPE a histogram|a_bucket{le="+Inf"} NaN                              ~ line 2: a_bucket is not a number
        # TYPE a histogram|a_bucket{le="+Inf"} -1                               ~ line 2: a_bucket is negative
        # TYPE a histogram|a_bucket{le="+Inf"} 1|a_sum NaN|a_count 1            ~ line 3: a_sum is not a number
        # TYPE a gaugehistogram|a_bucket{le="+Inf"} 1|a_gsum NaN                ~ line 3: a_gsum is not a number
        # TYPE a summary|a_count -1                                             ~ line 2: a_count is negative
        # TYPE a summary|a{quantile="0.5"} -1                                   ~ line 2: a is negative
        # TYPE a summary|a_count +Inf                                            ~ line 2: a_count is no whole number
        # TYPE a summary|a_count 0.5                                            ~ line 2: a_count is no whole number
        # TYPE a histogram|a_bucket{le="+Inf"} 1.5                              ~ line 2: a_bucket is no whole number
        # TYPE a gaugehistogram|a_bucket{le="+Inf"} 1|a_gcount 1.5              ~ line 3: a_gcount is no whole number
        # TYPE a info|a_info 2                                                  ~ line 2: a_info is not 1
        # TYPE a stateset|a{a="on"} 2                                           ~ line 2: a is neither 0 nor 1
        # TYPE a stateset|a 0                                                   ~ line 2: a state of a without the label a
        # TYPE a summary|a 0                                                    ~ line 2: a quantile of a that is not from 0 to 1
        # TYPE a summary|a{quantile="1.01"} 0                                   ~ line 2: a quantile of a that is not from 0 to 1
        # TYPE a histogram|a_bucket 0                                           ~ line 2: a bucket of a without a bound le
        # TYPE a histogram|a_bucket{le="Inf"} 0                                 ~ line 2: an infinite bound of a that is not written +Inf
        # TYPE a gaugehistogram|a_bucket{le="x"} 0                              ~ line 2: a bucket of a without a bound le
        # TYPE a histogram|a_sum 1                                              ~ line 3: the histogram a has no bucket +Inf
        # TYPE a histogram|a_bucket{le="1"} 0|a_count 0|a_sum 0                 ~ line 5: the histogram a has no bucket +Inf
        # TYPE a histogram|a_bucket{le="+Inf"} 0|a_sum 0                        ~ line 4: the histogram a has a sum and no count
        # TYPE a histogram|a_bucket{le="+Inf"} 0|a_count 0                      ~ line 4: the histogram a has a count and no sum
        # TYPE a gaugehistogram|a_bucket{le="+Inf"} 0|a_gcount 0                ~ line 4: the histogram a has a count and no sum
        # TYPE a histogram|a_bucket{le="+Inf"} 1|a_sum 0|a_count 2              ~ line 5: the histogram a counts other than its bucket +Inf
        # TYPE a histogram|a_count 2|a_bucket{le="+Inf"} 1|a_count 1|a_sum 0    ~ line 4: a second count that is another
        # TYPE a histogram|a_bucket{le="1"} 0|a_bucket{le="0.5"} 0              ~ line 3: a bucket after one with the same bound or a higher one
        # TYPE a histogram|a_bucket{le="1"} 2|a_bucket{le="2"} 1                ~ line 3: a bucket with less than the one before
        # TYPE a histogram|a_bucket{le="-1"} 0|a_bucket{le="+Inf"} 0|a_sum 0    ~ line 4: a sum with buckets below zero
        # TYPE a gaugehistogram|a_bucket{le="+Inf"} 0|a_gsum -1|a_gcount 0      ~ line 5: the histogram a has a negative sum without buckets below zero
        # HELP a x|a 1|# TYPE a gauge                                           ~ line 3: TYPE of a after its samples
        # TYPE a gauge|a 1|# HELP a x                                           ~ line 3: HELP of a after its samples
        # HELP a x|# HELP a x                                                   ~ line 2: a second HELP of a
        # TYPE a gauge|# TYPE a gauge                                           ~ line 2: a second TYPE of a
        # TYPE a_u info|# UNIT a_u u                                            ~ line 2: a_u must not have a unit
        # TYPE a_created gauge|# TYPE a counter                                 ~ line 3: the name a_created belongs to two families, or its family is in two pieces
        # TYPE a gauge|a 1|b 1|a 2                                              ~ line 5: the name a belongs to two families, or its family is in two pieces
        # TYPE a counter|a 1                                                    ~ line 3: the name a belongs to two families, or its family is in two pieces
        # TYPE a gauge|a{b="1"} 1|a{b="2"} 1|a{b="1"} 1                         ~ line 4: samples of a that belong together are apart
        # TYPE a summary|a{quantile="0"} 0|a_sum{b="1"} 0|a{quantile="1"} 0     ~ line 4: samples of a that belong together are apart
        # TYPE a gauge|a 0 2|a 0 1                                              ~ line 3: timestamps of a that go back
        # TYPE a gauge|a 0 -1|a 0 -1.1                                          ~ line 3: timestamps of a that go back
        # TYPE a gauge|a 0|a 0 0                                                ~ line 3: samples of a that belong together, with and without a timestamp
        # TYPE a gauge|a 1 # {b="c"} 1                                          ~ line 2: an exemplar at a, where none may be
        # TYPE a counter|a_created 1 # {b="c"} 1                                ~ line 2: an exemplar at a_created, where none may be
        # TYPE a summary|a_sum 1 # {b="c"} 1                                    ~ line 2: an exemplar at a_sum, where none may be
        a{b="1",} 1                                                             ~ line 1: a blank or a comma too many in the labels
        """)
    void theSpecificationDemandsMoreThanPrometheus(String page, String fault) {
        Malformed found = catchThrowableOfType(Malformed.class, () -> read(page, Format.STRICT_OPENMETRICS));
        assertThat(found).isNotNull();
        assertThat(found == null ? "" : found.placed()).isEqualTo(fault);
        assertThatCode(() -> read(page, Format.OPENMETRICS)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"} 1", "{} 1", "a} 1", "a{ 1", " ", "#", "a", "a ", "a{b=\"\\\"} 1"})
    void whatIsNoSampleIsAFaultAndNothingWorse(String page) {
        assertThat(catchThrowableOfType(Malformed.class, () -> read(page, Format.STRICT_OPENMETRICS)))
                .isNotNull();
        assertThat(catchThrowableOfType(Malformed.class, () -> read(page, Format.OPENMETRICS)))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a 1",
                "a_count 1.5",
                "# TYPE a counter|# HELP a one\\n\\\\two\\three|a_total{b=\"\\\"c\\\\d\\z\"} 1",
                "# TYPE a counter|# HELP a|",
                "# HELP a |# TYPE a counter|a_total 1.5",
                "# TYPE a_seconds counter|# UNIT a_seconds seconds|# HELP a_seconds x|a_seconds_total 1 # {b=\"c\"} 1 2|a_seconds_created 1",
                "# TYPE a gauge|a NaN|# TYPE b gauge|b -1 3|b -1 3|b 2 4",
                "# TYPE a unknown|a{b=\"}, \"} -1",
                "# TYPE a stateset|a{a=\"on\"} 1|a{a=\"off\"} 0|a{a=\"on\",b=\"c\"} 1",
                "# TYPE a info|a_info{b=\"1\"} 1|a_info{b=\"2\"} 1",
                "# TYPE a summary|a{quantile=\"0.5\"} NaN|a_count 1|a_sum 1|a_created 3",
                "# TYPE a histogram|a_bucket{le=\"1.0\"} 1 # {} 0.5|a_bucket{le=\"+Inf\"} 2|a_count 2|a_sum 2|a_created 1",
                "# TYPE a histogram|a_bucket{b=\"1\",le=\"+Inf\"} 0|a_bucket{b=\"2\",le=\"+Inf\"} 3",
                "# TYPE a histogram|a_bucket{le=\"+Inf\"} 3 1|a_bucket{le=\"+Inf\"} 2 2",
                "# TYPE a gaugehistogram|a_bucket{le=\"-1\"} 1|a_bucket{le=\"+Inf\"} 1|a_gsum -5|a_gcount 1",
                "# TYPE \"a.b\" gauge|{\"a.b\",c=\"d\"} 1",
            })
    void whatTheSpecificationAllows(String page) {
        String trimmed = page.replace("# HELP a|", "# HELP a x");
        assertThatCode(() -> read(trimmed, Format.STRICT_OPENMETRICS)).doesNotThrowAnyException();
    }
}
