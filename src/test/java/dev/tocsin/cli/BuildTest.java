package dev.tocsin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class BuildTest {
    @Test
    void runsOnTheJavaWeBuildFor() {
        assertThat(Runtime.version().feature()).isGreaterThanOrEqualTo(25);
    }
}
