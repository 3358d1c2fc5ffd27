package dev.tocsin.series;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.Exemplar;
import dev.tocsin.model.Labels;
import dev.tocsin.model.Matcher;
import dev.tocsin.model.Matchers;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ExemplarsTest {
    private static final Labels A = Labels.of("__name__", "a");
    private static final Labels B = Labels.of("__name__", "b");
    private static final List<List<Matcher>> ALL = List.of(Matchers.parse("{__name__=~\".+\"}"));

    private final Exemplars exemplars = new Exemplars(3);

    private static Exemplar at(long time) {
        return new Exemplar(Labels.of("trace", "t" + time), time, time);
    }

    @Test
    void theOldestGoWhoseverTheyAre() {
        exemplars.add(A, at(1));
        exemplars.add(B, at(2));
        exemplars.add(B, at(3));
        exemplars.add(B, at(4));
        assertThat(exemplars.size()).isEqualTo(3);
        assertThat(exemplars.find(ALL, 0, 9)).containsOnlyKeys(B);
        assertThat(exemplars.find(ALL, 0, 9).get(B)).containsExactly(at(2), at(3), at(4));
    }

    @Test
    void whatComesAgainOrLateIsLeftOut() {
        exemplars.add(A, at(5));
        exemplars.add(A, new Exemplar(at(5).labels(), 5, 8));
        exemplars.add(A, at(4));
        assertThat(exemplars.find(ALL, 0, 9).get(A)).containsExactly(at(5));
    }

    @Test
    void oneAsksForSeriesAndTimes() {
        exemplars.add(B, at(1));
        exemplars.add(A, at(2));
        exemplars.add(A, at(3));
        assertThat(exemplars.find(
                        List.of(Matchers.parse("{__name__=\"a\"}"), Matchers.parse("{__name__=\"x\"}")), 3, 3))
                .hasSize(1)
                .containsEntry(A, List.of(at(3)));
        assertThat(exemplars.find(ALL, 5, 9)).isEmpty();
        assertThat(exemplars.find(ALL, 0, 9).keySet()).containsExactly(A, B);
    }

    @Test
    void noneAreKeptWhereNoneMayBe() {
        Exemplars none = new Exemplars(0);
        none.add(A, at(1));
        assertThat(none.size()).isZero();
    }
}
