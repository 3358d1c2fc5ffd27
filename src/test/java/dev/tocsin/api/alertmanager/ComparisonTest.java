package dev.tocsin.api.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The same is said to Debian's Alertmanager and to an agent that runs, in real time, and their receivers must hear the same: groups,
 * alerts, what fires and what is over, in the same order, with the same words. Where they may differ stands by its name in
 * docs/alertmanager.md, and is asserted here by that name. All scripts are played at once.
 *
 * <p>Whole threes of seconds are when things are said; groups are told of a second later, on both sides, so that there is a second for
 * a busy machine.
 */
final class ComparisonTest {
    private static final Path FOLDER = Path.of("target/alertmanager").toAbsolutePath();

    private static final String TIMES = "group_wait: 1s, group_interval: 3s, repeat_interval: 1h";

    private static final String FLAT = """
            route: {receiver: all, group_by: [alertname, job], %s}
            receivers:
              - {name: all, webhook_configs: [{url: URL/all}]}
            """.formatted(TIMES);

    private static final String TREE = """
            global: {resolve_timeout: 1h}
            route:
              receiver: root
              group_by: [alertname]
              %s
              routes:
                - {receiver: each, group_by: ['...'], continue: true}
                - receiver: web
                  matchers: [team="web"]
                  group_by: [job]
                  routes:
                    - {receiver: web-eu, matchers: [zone=~"eu-.*"], continue: true}
                    - {receiver: web-all, match_re: {zone: 'eu-1|us-.*'}, group_by: []}
                - {receiver: database, matchers: ['team="database"', 'zone!=""']}
            inhibit_rules:
              - source_matchers: [alertname="Down"]
                target_matchers: [alertname!="Down"]
                equal: [zone]
            receivers:
              - {name: root, webhook_configs: [{url: URL/root}]}
              - {name: each, webhook_configs: [{url: URL/each, max_alerts: 1}]}
              - {name: web, webhook_configs: [{url: URL/web}]}
              - {name: web-eu, webhook_configs: [{url: URL/web-eu, send_resolved: false}]}
              - {name: web-all, webhook_configs: [{url: URL/web-all}]}
              - {name: database, webhook_configs: [{url: URL/database}, {url: URL/archive}]}
            """.formatted(TIMES.replace(", ", "\n  "));

    /** Scripts in which both sides must tell the same. */
    private static final List<Play> ALIKE = List.of(
            play("groups", FLAT, """
                0 fire A job=x instance=1
                0 fire A job=x instance=2
                0 fire A job=y instance=1
                0 fire B job=x
                3 fire A job=x instance=3
                6 end A job=x instance=1
                9 end A job=x instance=2
                9 end A job=x instance=3
                9 end B job=x
                12 fire B job=x
                15 end A job=y instance=1
                15 end B job=x"""),
            play("repeats", FLAT.replace("1h", "7s"), """
                0 fire A job=x
                3 fire A job=x
                6 fire B job=x
                12 fire A job=x
                18 end A job=x"""),
            play("tree", TREE, """
                0 fire A team=web zone=eu-1 job=x
                0 fire A team=web zone=eu-2 job=x
                0 fire A team=web zone=us-1 job=y
                0 fire A team=database zone=eu-1
                0 fire A team=database
                3 fire B team=web zone=eu-1 job=x
                6 end A team=web zone=eu-1 job=x
                9 end A team=web zone=eu-2 job=x
                9 end B team=web zone=eu-1 job=x
                12 end A team=web zone=us-1 job=y
                12 end A team=database zone=eu-1"""),
            play("inhibition", TREE, """
                0 fire Down zone=eu-1
                0 fire A zone=eu-1
                0 fire A zone=eu-2
                0 fire B
                6 end Down zone=eu-1
                12 end A zone=eu-2
                15 end A zone=eu-1"""),
            play("silences", FLAT, """
                0 silence s alertname=A
                0 silence later job=~y|z
                0 fire A job=x
                0 fire B job=x
                0 fire C job=y
                3 fire B job=y
                5 expire s
                9 end A job=x
                11 expire later
                15 end B job=y
                15 end C job=y"""),
            play("short-silence", FLAT, """
                0 silence s alertname=A +5
                0 fire A job=x
                0 fire B job=x
                12 end A job=x"""),
            play("calendar", """
                route:
                  receiver: root
                  group_by: [alertname]
                  %s
                  routes:
                    - {receiver: muted, matchers: [r="muted"], mute_time_intervals: [never, always]}
                    - {receiver: heard, matchers: [r="heard"], mute_time_intervals: [never]}
                    - {receiver: active, matchers: [r="active"], active_time_intervals: [never, always]}
                    - {receiver: idle, matchers: [r="idle"], active_time_intervals: [never]}
                time_intervals:
                  - name: always
                    time_intervals: [{times: [{start_time: '00:00', end_time: '24:00'}], days_of_month: ['-31:-1'], location: Asia/Kathmandu}]
                  - name: never
                    time_intervals: [{years: ['1999']}]
                receivers:
                  - {name: root, webhook_configs: [{url: URL/root}]}
                  - {name: muted, webhook_configs: [{url: URL/muted}]}
                  - {name: heard, webhook_configs: [{url: URL/heard}]}
                  - {name: active, webhook_configs: [{url: URL/active}]}
                  - {name: idle, webhook_configs: [{url: URL/idle}]}
                """.formatted(TIMES.replace(", ", "\n  ")), """
                0 fire A r=muted
                0 fire A r=heard
                0 fire A r=active
                0 fire A r=idle
                0 fire A r=other
                6 end A r=heard
                6 end A r=active"""),
            play("silent-senders", "global: {resolve_timeout: 5s}\n" + FLAT, """
                0 fire A job=x
                0 fire B job=x +600
                0 fire C job=x +11
                0 fire D job=x -60
                3 fire A job=x
                6 fire B job=x
                12 end B job=x"""));

    /** What we mean to do otherwise: its name in docs/alertmanager.md, and what comes of it. */
    private static final Play UNDER_SILENCE = play("end-under-silence", FLAT, """
            0 fire A job=x
            3 silence s alertname=A
            6 end A job=x""");

    private static final Play CRITICAL =
            play("critical-does-not-wait", FLAT.replace("group_wait: 1s", "group_wait: 3s"), """
            0 fire A job=x severity=warning
            1 fire A job=x severity=critical""");

    private static final Play OVER_BEFORE =
            play("over-before-it-was-told", FLAT.replace("group_wait: 1s", "group_wait: 2s"), """
            0 fire A job=x instance=1
            0 fire A job=x instance=2
            1 end A job=x instance=2
            6 end A job=x instance=1""");

    @TestFactory
    Stream<DynamicTest> receiversHearTheSame() {
        Alertmanager.assumed();
        ExecutorService stages = Executors.newVirtualThreadPerTaskExecutor();
        List<Play> alike = new ArrayList<>(ALIKE);
        for (long seed = 1; seed <= 4; seed++) {
            alike.add(seeded(seed));
        }
        List<DynamicTest> tests = new ArrayList<>();
        for (Play play : alike) {
            Future<Play.Heard> heard = performed(stages, play);
            tests.add(DynamicTest.dynamicTest(play.name(), () -> {
                assertThat(heard.get().alertmanager()).as("what was played").isNotEmpty();
                assertThat(lines(heard.get().tocsin()))
                        .isEqualTo(lines(heard.get().alertmanager()));
            }));
        }
        tests.addAll(differences(stages));
        stages.shutdown();
        return tests.stream();
    }

    private static List<DynamicTest> differences(ExecutorService stages) {
        Future<Play.Heard> silenced = performed(stages, UNDER_SILENCE);
        Future<Play.Heard> critical = performed(stages, CRITICAL);
        Future<Play.Heard> over = performed(stages, OVER_BEFORE);
        return List.of(
                DynamicTest.dynamicTest(UNDER_SILENCE.name(), () -> {
                    assertThat(statuses(silenced.get().alertmanager())).containsExactly("firing");
                    assertThat(statuses(silenced.get().tocsin())).containsExactly("firing", "resolved");
                }),
                DynamicTest.dynamicTest(CRITICAL.name(), () -> {
                    List<String> theirs = pages(critical.get().alertmanager());
                    List<String> ours = pages(critical.get().tocsin());
                    assertThat(theirs).singleElement().asString().contains("severity=critical", "severity=warning");
                    assertThat(ours).first().asString().contains("severity=critical");
                }),
                DynamicTest.dynamicTest(OVER_BEFORE.name(), () -> {
                    assertThat(pages(over.get().alertmanager()))
                            .first()
                            .asString()
                            .contains("resolved{alertname=A, instance=2");
                    assertThat(pages(over.get().tocsin())).first().asString().doesNotContain("instance=2");
                    assertThat(statuses(over.get().tocsin()))
                            .isEqualTo(statuses(over.get().alertmanager()));
                }));
    }

    /** At each step some alerts begin and some that have begun end; never within a step, and nothing that Down inhibits ends. */
    private static Play seeded(long seed) {
        Random random = new Random(seed);
        List<String> script = new ArrayList<>();
        Set<String> firing = new HashSet<>();
        for (int step = 0; step < 6; step++) {
            for (String name : List.of("A", "B", "C")) {
                for (String labels : List.of(
                        "team=web zone=eu-1 job=x", "team=web zone=us-2 job=y", "team=database zone=eu-2", "")) {
                    String alert = (name + " " + labels).strip();
                    if (random.nextInt(4) == 0) {
                        String verb = firing.add(alert) ? "fire " : "end ";
                        if (verb.equals("end ")) {
                            firing.remove(alert);
                        }
                        script.add(3 * step + " " + verb + alert);
                    }
                }
            }
        }
        return new Play("seed-" + seed, TREE, script);
    }

    private static Future<Play.Heard> performed(ExecutorService stages, Play play) {
        Path folder = FOLDER.resolve(play.name() + "-" + ProcessHandle.current().pid());
        return stages.submit(() -> play.perform(folder));
    }

    private static Play play(String name, String configuration, String script) {
        return new Play(
                name,
                configuration,
                Arrays.stream(script.split("\n")).map(String::strip).toList());
    }

    private static List<String> lines(SortedMap<String, List<String>> heard) {
        List<String> lines = new ArrayList<>();
        heard.forEach((group, pages) -> pages.forEach(page -> lines.add(group + " " + page)));
        return lines;
    }

    private static List<String> pages(SortedMap<String, List<String>> heard) {
        assertThat(heard).hasSize(1);
        return heard.values().iterator().next();
    }

    private static List<String> statuses(SortedMap<String, List<String>> heard) {
        return pages(heard).stream().map(page -> page.split(" ")[1]).toList();
    }
}
