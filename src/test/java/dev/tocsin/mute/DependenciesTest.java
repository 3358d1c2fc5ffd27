package dev.tocsin.mute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DependenciesTest {
    private final Dependencies shop =
            Dependencies.of(Map.of("web", Set.of("api", "cdn"), "api", Set.of("database"), "mail", Set.of("queue")));

    @ParameterizedTest
    @CsvSource({
        "web, database, database",
        "web, api database, database",
        "web, api, api",
        "web, cdn, cdn",
        "api, database, database",
        "api, web, ",
        "api, api, ",
        "database, database, ",
        "web, queue, ",
        "unknown, database, ",
    })
    void theCauseIsWhatIsDownAndNotBecauseOfAnother(String service, String down, String cause) {
        assertThat(shop.cause(service, Set.of(down.split(" ")))).isEqualTo(Optional.ofNullable(cause));
    }

    @Test
    void dependentsAreThoseByWayOfOthersToo() {
        assertThat(shop.dependents("database")).containsExactly("api", "web");
        assertThat(shop.dependents("web")).isEmpty();
    }

    @Test
    void aCircleIsFound() {
        Dependencies circle =
                Dependencies.of(Map.of("a", Set.of("b"), "b", Set.of("c"), "c", Set.of("a"), "d", Set.of("a")));

        assertThat(circle.circular()).containsExactly("a", "b", "c");
        assertThat(Dependencies.of(Map.of("a", Set.of("a"))).circular()).containsExactly("a");
        assertThat(shop.circular()).isEmpty();
    }
}
