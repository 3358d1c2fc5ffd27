package dev.tocsin.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.Batch;
import dev.tocsin.model.Labels;
import dev.tocsin.scrape.PageCheck.Kind;
import dev.tocsin.scrape.PageCheck.PageFault;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code -Dfuzz.rounds=100000} makes it longer. */
class PageCheckTest {
    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 500);
    private static final String SIGNS = "aA_{}\"\\,=# \t\n01-+.eNI:é\u0000\r";
    private static final List<String> LINES = List.of(
            "# TYPE a counter",
            "# HELP a some \\n \\\\ text",
            "# UNIT a_seconds seconds",
            "a_total{b=\"c\",d=\"\\\"e\\\\\"} 1.5 # {f=\"g\"} 2 3",
            "# TYPE h histogram",
            "h_bucket{le=\"0.5\"} 1",
            "h_bucket{le=\"+Inf\"} 2 12.5",
            "h_count 2",
            "h_sum NaN",
            "{\"with.dots\",\"and more\"=\"x\"} -Inf 17",
            "s{quantile=\"0.9\"} 1e-9",
            "# TYPE st stateset",
            "# EOF");

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void thePageSaysWhatItIs() {
        assertThat(PageCheck.kind(bytes("a 1\n"))).isEqualTo(Kind.TEXT);
        assertThat(PageCheck.kind(bytes("a 1\n# EOF"))).isEqualTo(Kind.OPENMETRICS);
        assertThat(PageCheck.kind(bytes("a 1\n# EOF \nb 2\n"))).isEqualTo(Kind.OPENMETRICS);
    }

    @Test
    void theFirstFaultComesWithItsLine() {
        assertThat(PageCheck.fault(bytes("a 1\nb{c=d} 2\n!"), Kind.TEXT))
                .contains(new PageFault(2, "the value of label \"c\" is not in quotes"));
        assertThat(PageCheck.fault(bytes("# TYPE a counter\na_total -1\n# EOF\n"), Kind.OPENMETRICS))
                .contains(new PageFault(2, "a_total is negative"));
        assertThat(PageCheck.fault(bytes("a 1\n"), Kind.OPENMETRICS)).isPresent();
        assertThat(PageCheck.fault(bytes("a 1\n"), Kind.TEXT)).isEmpty();
    }

    /** Whatever a target sends is read or refused, by every reader. */
    @ParameterizedTest
    @EnumSource(Format.class)
    void nothingIsWorseThanAFault(Format format) {
        Random random = new Random(format.ordinal());
        TargetPages pages = new TargetPages(
                Labels.of("job", "j"),
                new Rules(false, true, false, PageLimits.NONE, new Natives(true, true, false), Extras.NONE, List.of()));
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] page = format == Format.PROTOBUF ? message(random) : bytes(page(random));
            try {
                pages.read(page, format, round, new Batch());
            } catch (Malformed fault) {
                refused++;
                assertThat(fault.placed()).isNotBlank();
            }
        }
        assertThat(refused).isGreaterThan(ROUNDS / 3);
    }

    private static String page(Random random) {
        StringBuilder page = new StringBuilder();
        for (int lines = 1 + random.nextInt(8); lines > 0; lines--) {
            page.append(LINES.get(random.nextInt(LINES.size()))).append('\n');
        }
        page.append("# EOF\n");
        for (int changes = random.nextInt(4); changes > 0; changes--) {
            int at = random.nextInt(page.length());
            char sign = SIGNS.charAt(random.nextInt(SIGNS.length()));
            switch (random.nextInt(4)) {
                case 0 -> page.setCharAt(at, sign);
                case 1 -> page.insert(at, sign);
                case 2 -> page.delete(at, at + 1 + random.nextInt(6));
                default -> page.insert(at, page.substring(at, Math.min(page.length(), at + random.nextInt(30))));
            }
        }
        return page.toString();
    }

    private static byte[] message(Random random) {
        byte[] page = new ProtoPage()
                .delimited(family -> family.text(1, "a")
                        .text(2, "help")
                        .whole(3, random.nextInt(6))
                        .part(
                                4,
                                metric -> metric.part(
                                                1, label -> label.text(1, "b").text(2, "c"))
                                        .part(
                                                7,
                                                histogram -> histogram
                                                        .whole(1, 5)
                                                        .signed(5, random.nextInt(12) - 4)
                                                        .part(
                                                                11,
                                                                span -> span.signed(1, 1)
                                                                        .whole(2, random.nextInt(4)))
                                                        .raw(12, new byte[] {2, 4, 1}))))
                .bytes();
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            page[random.nextInt(page.length)] = (byte) random.nextInt(256);
        }
        return page;
    }
}
