package dev.tocsin.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.config.Config;
import dev.tocsin.config.Environment;
import dev.tocsin.config.Loaded;
import dev.tocsin.config.Source;
import dev.tocsin.model.Labels;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The route tree, as Alertmanager's documentation describes it. */
class RoutesTest {
    private static final String TREE = """
            route:
              receiver: root
              group_by: [alertname]
              group_wait: 10s
              escalation_policy: ladder
              routes:
                - matchers: ['severity="critical"']
                  receiver: pager
                  continue: true
                  group_wait: 0
                - matchers: 'team=~"front|back"'
                  receiver: team
                  escalation_policy: none
                  routes:
                    - match: {team: back}
                      receiver: back
                      group_by: ['...']
                    - match_re: {owner: "a.*"}
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            severity=low                        | 0
            severity=critical                   | 0/0
            severity=critical,team=front        | 0/0 0/1
            severity=critical,team=back         | 0/0 0/1/0
            team=front,owner=ann                | 0/1/1
            team=other                          | 0
            """)
    void matches(String labels, String want) {
        Routes routes = read(TREE);
        String[] pairs = labels.split("[=,]");
        assertThat(routes.match(Labels.of(pairs)).stream().map(Route::id)).containsExactly(want.split(" "));
    }

    @Test
    void childrenHaveWhatTheyDoNotSayFromTheirParent() {
        Routes routes = read(TREE);
        Route pager = routes.find("0/0").orElseThrow();
        Route owner = routes.find("0/1/1").orElseThrow();

        assertThat(pager.timings()).isEqualTo(new Timings(Duration.ZERO, Duration.ofMinutes(5), Duration.ofHours(4)));
        assertThat(pager.target().policy()).contains("ladder");
        assertThat(owner.target().receiver()).isEqualTo("team");
        assertThat(owner.target().policy()).isEmpty();
        assertThat(owner.target().grouping().labels()).containsExactly("alertname");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'receiver: nobody'                                          | no such name: nobody
            '{receiver: root, matchers: [a=b]}'                         | the root route takes everything
            '{receiver: root, routes: [{matchers: [a]}]}'               | bad matcher a
            '{receiver: root, routes: [{mute_time_intervals: [x]}]}'    | no such name: x
            '{receiver: root, group_interval: 0}'                       | must be more than zero
            '{receiver: root, groupby: [a]}'                            | groupby
            '{receiver: root, group_by: [a, "..."]}'                    | groups by all labels
            """)
    void refuses(String route, String why) {
        assertThat(load("route: " + (route.startsWith("{") ? route : "{" + route + "}")))
                .isInstanceOfSatisfying(
                        Loaded.Refused.class,
                        refused -> assertThat(refused.faults().toString()).contains(why));
    }

    private static Routes read(String text) {
        if (load(text) instanceof Loaded.Ready<Routes>(Routes routes, var warnings)) {
            return routes;
        }
        throw new AssertionError(load(text));
    }

    private static Loaded<Routes> load(String text) {
        RouteReading.Names names =
                new RouteReading.Names(Set.of("root", "pager", "team", "back"), Set.of("ladder"), Set.of());
        Environment none = name -> java.util.Optional.empty();
        return Config.load(
                new Source("tocsin.yml", text, Path.of(".")),
                none,
                in -> in.one("route", route -> RouteReading.read(route, names)));
    }
}
