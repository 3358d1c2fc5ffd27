package dev.tocsin.lab.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alert.Hold;
import dev.tocsin.incident.Endpoint;
import dev.tocsin.incident.Member;
import dev.tocsin.incident.Page;
import dev.tocsin.incident.Severity;
import dev.tocsin.model.Labels;
import dev.tocsin.remedy.Playbook;
import dev.tocsin.route.Timings;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A world with one outage of the ledger: an agent that starts in it may open anew what it cannot see, each group once. */
class DuplicatesBoundedTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final Endpoint BOB = new Endpoint("bob/pagerduty/0", EnumSet.allOf(Page.Kind.class));
    private static final Labels API = Labels.of("alertname", "ApiDown", "service", "api", "severity", "critical");
    private static final Labels DB = Labels.of("alertname", "ErrorRate", "service", "db", "severity", "high");

    private final Diary diary = new Diary();
    private int minutes;

    /** {@code group} are ten digits, as at the beginning of an incident's id. */
    private void rings(String group, int incident, Labels firing) {
        String id = group + "-" + incident;
        Instant at = START.plus(Duration.ofMinutes(++minutes));
        Page.View view = new Page.View(
                id,
                Labels.empty(),
                "ops",
                Severity.of(firing),
                at,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of(),
                "");
        Member member = new Member(firing, Map.of(), 1, Optional.empty(), at, Optional.empty(), "");
        Page page = new Page(
                id + "-1",
                id + ":" + BOB.id(),
                BOB,
                Page.Kind.TRIGGER,
                Page.Reason.ESCALATED,
                at,
                view,
                List.of(member),
                List.of());
        diary.receipts.add(new Diary.Receipt(at, page, true));
    }

    private List<Breach> judged() {
        diary.loaded.add(new Diary.Loaded(START, 0));
        return new DuplicatesBounded().judge(new Truth(world(), diary));
    }

    private static World world() {
        Setup.Branch root = new Setup.Branch(
                "0",
                new TreeMap<>(),
                false,
                "ops",
                Optional.empty(),
                Set.of(),
                new Timings(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofHours(4)),
                false);
        Setup setup = new Setup(
                List.of(root),
                new TreeMap<>(),
                new TreeMap<>(Map.of("bob", List.of(BOB))),
                new TreeMap<>(),
                List.of(),
                Optional.empty(),
                new TreeSet<>(),
                Playbook.NONE);
        Instant end = START.plus(Duration.ofHours(1));
        Window gone = new Window(START.plus(Duration.ofMinutes(2)), START.plus(Duration.ofMinutes(10)));
        return new World(
                1,
                new World.Times(START, end, end, end),
                List.of(new Alarm(Configuring.rule("ApiDown"), API, Hold.NONE, List.of())),
                List.of(setup),
                List.of(),
                new World.Perils(new TreeMap<>(), List.of(gone), List.of(), 1, 0, 0, Set.of()));
    }

    @Test
    void twoGroupsThatHaveTheSameLabelsMayEachBeOpenedAnew() {
        rings("945ddab1bc", 1, API);
        rings("9461dab1bc", 1, DB);
        rings("945ddab1bc", 2, API);
        rings("9461dab1bc", 2, DB);
        assertThat(judged()).isEmpty();
    }

    @Test
    void oneGroupMayNotBeOpenedAnewTwice() {
        rings("945ddab1bc", 1, API);
        rings("945ddab1bc", 2, API);
        rings("945ddab1bc", 3, API);
        assertThat(judged())
                .extracting(Breach::what)
                .containsExactly(
                        "bob/pagerduty/0 is notified again of what is open there: 945ddab1bc-3:bob/pagerduty/0");
    }
}
