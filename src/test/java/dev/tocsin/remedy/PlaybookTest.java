package dev.tocsin.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.config.Config;
import dev.tocsin.config.Fault;
import dev.tocsin.config.Loaded;
import dev.tocsin.config.Source;
import dev.tocsin.provider.Lever;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code remedies:} as people write it, and what is said about what cannot be meant. */
final class PlaybookTest {
    private static final String LEAST = """
            remedies:
              - name: roll-back-api
                matchers: ['alertname="ApiDown"', 'service="api"']
                act: rollback
                service: api
                verify: {signal: probe_success == 1}
            """;

    @Test
    void whatIsLeftOutIsCautious() {
        Remedy remedy = read(LEAST).remedies().getFirst();
        assertThat(remedy.autonomy()).isEqualTo(Autonomy.SUGGEST);
        assertThat(remedy.action()).isEqualTo(new Action.Rollback(Action.Evidence.USUAL));
        assertThat(remedy.limits())
                .isEqualTo(new Remedy.Limits(Duration.ofMinutes(30), 2, Duration.ofDays(1), Duration.ofDays(1)));
        assertThat(remedy.verify())
                .isEqualTo(new Verify("probe_success == 1", Duration.ofMinutes(2), Duration.ofMinutes(10)));
        assertThat(remedy.pace()).isEqualTo(Remedy.Pace.USUAL);
        assertThat(remedy.approval()).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void everythingCanBeSaid() {
        Remedy remedy = read(LEAST + """
                    after: 2m
                    autonomy: approve
                    cooldown: 1h
                    budget: {acts: 3, per: 12h}
                    loop_breaker: 2d
                    evidence: {deployed_within: 20m, healthy_for: 5m}
                    approve: {expires: 10m}
                    pace: {call: 3s, poll: 1s, patience: 10s, settle: 5s, finish: 2m}
                """).remedies().getFirst();
        assertThat(remedy.autonomy()).isEqualTo(Autonomy.APPROVE);
        assertThat(remedy.trigger().after()).isEqualTo(Duration.ofMinutes(2));
        assertThat(remedy.limits())
                .isEqualTo(new Remedy.Limits(Duration.ofHours(1), 3, Duration.ofHours(12), Duration.ofDays(2)));
        assertThat(remedy.pace().settle()).isEqualTo(Duration.ofSeconds(5));
        assertThat(remedy.approval()).isEqualTo(Duration.ofMinutes(10));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            act: rollback            | act: reboot             | remedies[0].act: no such act: there is rollback
            service: api             | service: web            | remedies[0].service: no service with a platform that can rollback has this name; there is api
            signal: probe_success == 1 | signal: bad           | remedies[0].verify.signal: no PromQL
            {signal: probe_success == 1} | {for: 1m}           | remedies[0].verify.signal: is required
            {signal: probe_success == 1} | {signal: up, for: 5m, within: 1m} | remedies[0].verify.within: must be at least 5m
            act: rollback            | autonomy: full          | remedies[0].act: is required
            service: api             | budget: {acts: 0}       | remedies[0].budget.acts: must be from 1 to 1000
            service: api             | cooldown: 90d           | remedies[0].cooldown: must be at most 31d
            service: api             | pace: {poll: 0s}        | remedies[0].pace.poll: must be longer than nothing
            service: api             | colour: red             | remedies[0].colour: unknown key
            """)
    void faultsSayWhereAndWhat(String was, String becomes, String fault) {
        assertThat(faults(LEAST.replace(was, becomes))).anyMatch(found -> found.contains(fault));
    }

    @Test
    void aRemedyForEveryAlertIsAFault() {
        String all = LEAST.replace("matchers: ['alertname=\"ApiDown\"', 'service=\"api\"']", "after: 1m");
        assertThat(faults(all)).anyMatch(found -> found.contains("matchers: is required"));
    }

    @Test
    void namesAreTold() {
        String twice = LEAST + LEAST.substring(LEAST.indexOf('\n') + 1);
        assertThat(faults(twice)).anyMatch(found -> found.contains("remedies[1].name: another remedy has this name"));
    }

    private Playbook read(String yaml) {
        Loaded<Playbook> loaded = load(yaml);
        assertThat(loaded).isInstanceOf(Loaded.Ready.class);
        return ((Loaded.Ready<Playbook>) loaded).value();
    }

    private List<String> faults(String yaml) {
        Loaded<Playbook> loaded = load(yaml);
        assertThat(loaded).isInstanceOf(Loaded.Refused.class);
        return ((Loaded.Refused<Playbook>) loaded)
                .faults().stream().map(Fault::toString).toList();
    }

    private final Map<String, Set<Lever>> services = new TreeMap<>(Map.of("api", Set.of(Lever.ROLLBACK)));
    private final Set<String> probed = new HashSet<>();
    private String environment = "production";

    private Loaded<Playbook> load(String yaml) {
        Source source = new Source("tocsin.yml", yaml, Path.of("."));
        return Config.load(
                source,
                name -> Optional.empty(),
                top -> Playbook.read(top, new Playbook.Terms(services, probed, environment, PlaybookTest::check)));
    }

    private static void check(String signal) {
        if (signal.equals("bad")) {
            throw new IllegalArgumentException("no PromQL");
        }
    }
}
