package dev.tocsin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alert.Finding;
import dev.tocsin.alert.Finding.Result;
import dev.tocsin.alert.Hold;
import dev.tocsin.incident.Member;
import dev.tocsin.incident.Page;
import dev.tocsin.incident.Page.Kind;
import dev.tocsin.model.Labels;
import dev.tocsin.notify.Cause;
import dev.tocsin.notify.Delivery;
import dev.tocsin.notify.Outbox;
import dev.tocsin.notify.Outcome;
import dev.tocsin.notify.Pages;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the agent finds about itself. */
class OwnRulesTest {
    private static final Instant NOW = Pages.START.plusSeconds(300);
    private static final String OPS = "ops/email/0";

    /** An endpoint that is configured no more would refuse to hear that this is over, and be news for another hour, without end. */
    @ParameterizedTest
    @CsvSource({
        "TRIGGER, ApiDown, true",
        "RESOLVE, ApiDown, true",
        "RESOLVE, ApiDown ops/email/0, true",
        "RESOLVE, chat/slack/0, true",
        "RESOLVE, ops/email/0, false",
        "RESOLVE, ops/email/0 chat/slack/0, false",
        "TRIGGER, ops/email/0, false",
        "PROGRESS, ops/email/0, false"
    })
    void whoIsOnlyToldThatItIsNotToldRefusesNothingNew(Kind kind, String about, boolean isNews) {
        List<Member> members =
                Stream.of(about.split(" ")).map(OwnRulesTest::member).toList();
        assertThat(undelivered(refused(page(kind, members)), NOW.plusSeconds(60)))
                .containsExactlyElementsOf(isNews ? List.of(OPS) : List.of());
    }

    @ParameterizedTest
    @CsvSource({"0, true", "3599, true", "3600, false"})
    void aRefusalIsNewsForAnHour(long later, boolean isNews) {
        Outbox outbox = refused(page(Kind.TRIGGER, List.of(member("ApiDown"))));
        assertThat(undelivered(outbox, NOW.plusSeconds(later)))
                .containsExactlyElementsOf(isNews ? List.of(OPS) : List.of());
    }

    private static List<String> undelivered(Outbox outbox, Instant now) {
        Finding any = new Finding(Stage.API_DOWN, Hold.NONE, now, Finding.Occasion.INTERVAL, new Result.Met(List.of()));
        return OwnRules.with(List.of(any), new TreeMap<>(), outbox, now).stream()
                .filter(finding -> finding.rule().equals(OwnRules.PAGES_UNDELIVERED))
                .map(Finding::result)
                .flatMap(result -> ((Result.Met) result).hits().stream())
                .map(hit -> hit.labels().get("endpoint"))
                .toList();
    }

    private static Outbox refused(Page page) {
        Delivery no = new Delivery.Refused(Cause.NOT_CONFIGURED, OPS + " is not configured any more");
        return Outbox.none()
                .accept(List.of(page), NOW)
                .outbox()
                .settle(List.of(new Outcome(page.id(), 1, no, NOW)), NOW)
                .outbox();
    }

    private static Page page(Kind kind, List<Member> members) {
        Page page = Pages.numbered(kind, OPS, "i-1", 1);
        boolean isOver = kind == Kind.RESOLVE;
        return new Page(
                page.id(),
                page.dedupKey(),
                page.endpoint(),
                kind,
                page.reason(),
                page.at(),
                page.incident(),
                isOver ? List.of() : members,
                isOver ? members : List.of());
    }

    /** That {@code name} fires, or that the endpoint of this name does not get its pages. */
    private static Member member(String name) {
        Labels labels = name.contains("/")
                ? Labels.of("alertname", "PagesUndelivered", "severity", "high", "endpoint", name)
                : Labels.of("alertname", name, "service", "api", "severity", "high");
        return new Member(labels, Map.of(), 1, Optional.empty(), NOW, Optional.empty());
    }
}
