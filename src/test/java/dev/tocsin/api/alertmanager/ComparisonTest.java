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
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The same is said to Debian's Alertmanager and to an agent that runs, in real time, and their receivers must hear the same: groups,
 * alerts, what fires and what is over, in the same order, with the same words. Where they may differ stands by its name in
 * docs/alertmanager.md, and is asserted here by that name. Ten scripts are played at once. {@code -Dtocsin.comparison.seeds=50} plays more that chance has written.
 *
 * <p>Whole threes of seconds are when things are said; groups are told of a second later, on both sides, so that there is a second for
 * a busy machine.
 */
final class ComparisonTest {
    private static final Path FOLDER = Path.of("target/alertmanager").toAbsolutePath();

    /** As many as two cores can play in time. */
    private static final Semaphore AT_ONCE = new Semaphore(10);

    private static final long SEEDS = Long.getLong("tocsin.comparison.seeds", 5);

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
            play("ends-and-beginnings", FLAT, """
                0 fire A job=x -3600 +8
                0 fire A job=y -20 +600
                0 fire B job=x +2
                0 fire C job=x -60 ended-5
                3 end C job=x ended-2
                4.5 fire A job=x +600
                6 fire B job=x +600
                10.5 end A job=y ended-4
                10.5 end A job=x
                12 end B job=x ended-3"""),
            play("over-before-the-wait", FLAT.replace("group_wait: 1s", "group_wait: 2s"), """
                0 fire A job=x
                1 end A job=x
                3 fire B job=x
                9 end B job=x"""),
            play("begins-again", FLAT, """
                0 fire A job=x i=1
                0 fire A job=x i=2
                3 end A job=x i=1
                4.5 fire A job=x i=1
                6 end A job=x i=1
                9 fire A job=x i=1
                12 end A job=x i=1
                12 end A job=x i=2"""),
            play("words", FLAT, """
                0 fire A job=größe i=🔥 path=C:\\x q="a" tab=a\tb
                0 fire A job=größe i=z
                0 fire A job=größe i=é
                0 fire A job=größe
                3 fire A job=größe i=ü k=1
                6 end A job=größe i=z
                9 end A job=größe i=🔥 path=C:\\x q="a" tab=a\tb
                9 end A job=größe i=é
                9 end A job=größe
                9 end A job=größe i=ü k=1"""),
            play(
                    "order",
                    FLAT.replace("[alertname, job]", "[alertname]").replace("/all}", "/all, max_alerts: 3}"),
                    """
                0 fire A b=1
                0 fire A a=1
                0 fire A a=0 b=1
                0 fire A job=x
                0 fire A job=x instance=2
                0 fire A instance=1
                0 fire A job=w z=1
                6 end A job=w z=1
                9 end A a=1"""),
            play("later-silence", FLAT, """
                0 silence s job=y from+5
                0 fire A job=x
                3 fire A job=y
                6 fire B job=y
                9 fire C job=y
                11 expire s
                15 end A job=x"""),
            play("repeats-under-a-silence", FLAT.replace("1h", "5s"), """
                0 fire A job=x
                5 silence s alertname=A
                15 expire s
                21 end A job=x"""),
            play("inhibited-after-it-was-told", TREE, """
                0 fire A zone=eu-1
                0 fire A zone=eu-2
                3 fire Down zone=eu-1
                6 fire B zone=eu-1
                12 end Down zone=eu-1
                18 end A zone=eu-1
                18 end A zone=eu-2
                18 end B zone=eu-1"""),
            play("several-ways", """
                route:
                  receiver: root
                  group_by: ['...']
                  %s
                  routes:
                    - {receiver: both, matchers: [a="1"], group_by: [a], continue: true}
                    - {receiver: both, matchers: [a="1", b=~".+"], group_by: [a], group_wait: 0s}
                receivers:
                  - {name: root, webhook_configs: [{url: URL/root}]}
                  - name: both
                    webhook_configs: [{url: URL/one, send_resolved: false}, {url: URL/two}, {url: URL/three}]
                """.formatted(TIMES.replace(", ", "\n  ")), """
                0 fire A a=1 b=2
                1.5 fire B a=1 b=2
                1.5 fire C a=1
                1.5 fire D
                7.5 end A a=1 b=2
                10.5 end B a=1 b=2
                10.5 end C a=1
                10.5 end D"""),
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

    private static final Play CUT_OFF = play("cut-off", FLAT.replace("/all}", "/all, max_alerts: 1}"), """
            0 fire A job=x i=1
            0 fire A job=x i=2
            3 end A job=x i=1""");

    @TestFactory
    Stream<DynamicTest> receiversHearTheSame() {
        Alertmanager.assumed();
        ExecutorService stages = Executors.newVirtualThreadPerTaskExecutor();
        List<Play> alike = new ArrayList<>(ALIKE);
        for (long seed = 1; seed <= SEEDS; seed++) {
            alike.add(seeded(seed));
        }
        List<DynamicTest> tests = new ArrayList<>();
        for (Play play : alike) {
            Future<Play.Heard> heard = performed(stages, play);
            tests.add(DynamicTest.dynamicTest(play.name(), () -> {
                assertThat(heard.get().alertmanager()).as("what was played").isNotEmpty();
                List<String> differences = differences(heard.get());
                // A machine that was busy for a second is no difference: alone, it must be the same.
                for (int again = 1; again <= 2 && !differences.isEmpty(); again++) {
                    differences = differences(play.perform(folder(play, "-" + again)));
                }
                assertThat(differences).isEmpty();
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
        Future<Play.Heard> cut = performed(stages, CUT_OFF);
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
                DynamicTest.dynamicTest(CUT_OFF.name(), () -> {
                    assertThat(statuses(cut.get().alertmanager())).containsExactly("firing", "resolved");
                    assertThat(statuses(cut.get().tocsin())).containsExactly("firing", "firing");
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

    /**
     * At each step some alerts begin and some that have begun end; never within a step, and nothing that Down inhibits ends. In every
     * other script C is silenced to begin with: what begins then goes on until after that, and in between nothing happens.
     */
    private static Play seeded(long seed) {
        Random random = new Random(seed);
        List<String> script = new ArrayList<>();
        Set<String> firing = new HashSet<>();
        boolean silenced = seed % 2 == 0;
        if (silenced) {
            script.add("0 silence s alertname=C");
        }
        for (int step = 0; step < 6; step++) {
            if (silenced && step == 4) {
                script.add("11 expire s");
                continue;
            }
            for (String name : List.of("A", "B", "C")) {
                for (String labels : List.of(
                        "team=web zone=eu-1 job=x", "team=web zone=us-2 job=y", "team=database zone=eu-2", "")) {
                    String alert = (name + " " + labels).strip();
                    boolean stays = silenced && step < 4 && name.equals("C") && firing.contains(alert);
                    if (random.nextInt(4) == 0 && !stays) {
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
        return stages.submit(() -> {
            AT_ONCE.acquire();
            try {
                return play.perform(folder(play, ""));
            } finally {
                AT_ONCE.release();
            }
        });
    }

    private static Path folder(Play play, String suffix) {
        return FOLDER.resolve(play.name() + "-" + ProcessHandle.current().pid() + suffix);
    }

    private static Play play(String name, String configuration, String script) {
        return new Play(
                name,
                configuration,
                Arrays.stream(script.split("\n")).map(String::strip).toList());
    }

    /** Of each group of which they told otherwise, what each told. */
    private static List<String> differences(Play.Heard heard) {
        Set<String> groups = new TreeSet<>(heard.alertmanager().keySet());
        groups.addAll(heard.tocsin().keySet());
        return groups.stream()
                .filter(group -> !heard.alertmanager()
                        .getOrDefault(group, List.of())
                        .equals(heard.tocsin().getOrDefault(group, List.of())))
                .map(group -> "%n%s%n--- Alertmanager%n%s%n--- Tocsin%n%s"
                        .formatted(
                                group,
                                String.join("\n", heard.alertmanager().getOrDefault(group, List.of())),
                                String.join("\n", heard.tocsin().getOrDefault(group, List.of()))))
                .toList();
    }

    private static List<String> pages(SortedMap<String, List<String>> heard) {
        assertThat(heard).hasSize(1);
        return heard.values().iterator().next();
    }

    private static List<String> statuses(SortedMap<String, List<String>> heard) {
        return pages(heard).stream().map(page -> page.split(" ")[1]).toList();
    }
}
