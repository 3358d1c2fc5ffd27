package dev.tocsin.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.config.Config;
import dev.tocsin.config.Fault;
import dev.tocsin.config.Loaded;
import dev.tocsin.config.Source;
import dev.tocsin.provider.Lever;
import dev.tocsin.provider.railway.RailwayConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code services:} as people write it. */
final class ServicesTest {
    private static final String YAML = """
            services:
              - name: api
                platform:
                  railway:
                    project_id: p
                    environment_id: e
                    service_id: s
                    token: ${TOKEN}
              - name: web
            """;

    @Test
    void aServiceMayHaveAPlatform() {
        Services services = ((Loaded.Ready<Services>) load(YAML)).value();
        assertThat(services.services()).extracting(Services.Service::name).containsExactly("api", "web");
        assertThat(services.services().getFirst().watch()).isEqualTo(Duration.ofSeconds(30));
        assertThat(services.levers())
                .isEqualTo(Map.of("api", Set.of(Lever.ROLLBACK, Lever.RESTART, Lever.SCALE, Lever.RESIZE)));
        RailwayConfig railway = (RailwayConfig)
                services.services().getFirst().platform(Lever.ROLLBACK).orElseThrow();
        assertThat(railway.url()).hasToString("https://backboard.railway.com/graphql/v2");
        assertThat(railway.kind()).isEqualTo(RailwayConfig.TokenKind.PROJECT);
        assertThat(railway.toString()).contains("<secret>").doesNotContain("hush");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            project_id: p    | colour: red         | services[0].platform.railway.project_id: is required
            project_id: p    | colour: red         | services[0].platform.railway.colour: unknown key
            token: ${TOKEN}  | token: ${MISSING}   | services[0].platform.railway.token
            railway:         | vercel:             | services[0].platform: must name a platform, of: railway
            name: web        | name: api           | services[1].name: another service has this name
            name: web        | {name: web, watch: 0s} | services[1].watch: must be longer than nothing
            token: ${TOKEN}  | {token: x, token_kind: team} | services[0].platform.railway.token_kind
            """)
    void faultsSayWhereAndWhat(String was, String becomes, String fault) {
        String yaml = YAML.replace(was, becomes.startsWith("{") ? spread(was, becomes) : becomes);
        Loaded<Services> loaded = load(yaml);
        assertThat(loaded).isInstanceOf(Loaded.Refused.class);
        assertThat(((Loaded.Refused<Services>) loaded).faults())
                .extracting(Fault::toString)
                .anyMatch(found -> found.contains(fault));
    }

    /** {@code {a: b, c: d}} as lines of the block that {@code was} stands in. */
    private static String spread(String was, String flow) {
        String line = YAML.lines().filter(one -> one.contains(was)).findFirst().orElseThrow();
        int indent = line.indexOf(was);
        return flow.substring(1, flow.length() - 1).replace(", ", "\n" + " ".repeat(indent));
    }

    private static Loaded<Services> load(String yaml) {
        Source source = new Source("tocsin.yml", yaml, Path.of("."));
        return Config.load(
                source,
                name -> name.equals("TOKEN") ? Optional.of("hush") : Optional.empty(),
                top -> Services.read(top, List.of(RailwayConfig.PLATFORM)));
    }
}
