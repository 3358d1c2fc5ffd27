package dev.tocsin.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.app.Ailments.Ailment;
import dev.tocsin.app.Ailments.Line;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AilmentsTest {
    private static final Ailments WELL = shop(Optional.empty());
    private static final Ailments LATE = shop(Optional.of(new Ailment("timeout", "timed out after 2.001s")));
    private static final Ailments LATER = shop(Optional.of(new Ailment("timeout", "timed out after 2.002s")));
    private static final Ailments SICK = shop(Optional.of(new Ailment("status", "status 500, wanted 2xx")));

    private static Ailments shop(Optional<Ailment> ailment) {
        return new Ailments(Map.of("probe=shop", ailment));
    }

    @Test
    void eachChangeIsToldOnce() {
        assertThat(WELL.since(Ailments.UNKNOWN)).isEmpty();
        assertThat(LATE.since(WELL))
                .containsExactly(new Line(true, "probe=shop fails cause=timeout: timed out after 2.001s"));
        assertThat(LATER.since(LATE)).as("the same reason").isEmpty();
        assertThat(SICK.since(LATER))
                .containsExactly(new Line(true, "probe=shop fails cause=status: status 500, wanted 2xx"));
        assertThat(WELL.since(SICK)).containsExactly(new Line(false, "probe=shop is well again"));
    }

    @Test
    void whatFailsFromTheStartIsToldAndWhatIsGoneIsNot() {
        assertThat(SICK.since(Ailments.UNKNOWN)).hasSize(1);
        assertThat(Ailments.UNKNOWN.since(SICK)).isEmpty();
    }
}
