package dev.tocsin.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelsTest {
    @Test
    void anEmptyValueIsNoLabel() {
        assertThat(Labels.of("a", "", "b", "1").toMap())
                .isEqualTo(Labels.of("b", "1").toMap());
        assertThat(Labels.of("a", "1").with("a", "").isEmpty()).isTrue();
    }

    /** Both are made of the same few names, so that they share some, none and all. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void theOthersOverwriteAsOneByOne(int seed) {
        SplittableRandom chance = new SplittableRandom(seed);
        for (int round = 0; round < 1_000; round++) {
            Labels ours = labels(chance);
            Labels theirs = labels(chance);
            Labels.Builder builder = ours.toBuilder();
            theirs.forEach(builder::set);
            Labels all = ours.withAll(theirs);
            assertThat(all.toMap()).isEqualTo(builder.build().toMap());
            assertThat(all.equals(builder.build())).isTrue();
            assertThat(all.hashCode()).isEqualTo(builder.build().hashCode());
        }
    }

    private static Labels labels(SplittableRandom chance) {
        Labels.Builder builder = Labels.builder();
        for (int index = chance.nextInt(6); index > 0; index--) {
            builder.set("n" + chance.nextInt(8), "v" + chance.nextInt(3));
        }
        return builder.build();
    }
}
