package dev.tocsin.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.config.Secret;
import dev.tocsin.incident.Member;
import dev.tocsin.incident.Page;
import dev.tocsin.incident.Page.Kind;
import dev.tocsin.model.Labels;
import java.net.URI;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How things are put, cut, hidden and read. */
class WordsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "3, 3",
        "-12345678, -12345678",
        "0.123456, 0.1235",
        "1234.5678, 1235",
        "99.949, 99.95",
        "1e300, 1E+300",
        "1e-9, 1E-9",
        "NaN, NaN",
        "Infinity, +Inf",
        "-Infinity, -Inf",
        "0.00001, 0.00001"
    })
    void numbersAreShort(double value, String expected) {
        assertThat(Moments.number(value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0, 0s", "59, 59s", "290, 4m50s", "7260, 2h1m", "-5, 0s"})
    void timesAreShort(long seconds, String expected) {
        assertThat(Moments.between(Pages.START, Pages.START.plusSeconds(seconds)))
                .isEqualTo(expected);
    }

    @Test
    void cutsBetweenCharacters() {
        assertThat(Cut.to(5, "hello")).isEqualTo("hello");
        assertThat(Cut.to(4, "hello")).isEqualTo("hel…");
        assertThat(Cut.to(4, "ab💥💥")).isEqualTo("ab…");
        assertThat(Cut.line(" a\r\nb\u0000\u2028c ")).isEqualTo("a b c");
    }

    @Test
    void hidesSecretsAndThePartsOfSecretAddresses() {
        Veil veil = new Veil(List.of(
                Secret.of("hunter22"),
                Secret.of("abc"),
                Secret.of("https://hooks.example.com/services/T0/B0/xyz12345?k=98765432")));
        assertThat(veil.over("no hunter22 at\nhttps://hooks.example.com/services/T0/B0/xyz12345?k=98765432"))
                .isEqualTo("no <secret> at <secret>");
        assertThat(veil.over("no xyz12345 and 98765432, abc")).isEqualTo("no <secret> and <secret>, abc");
        assertThat(veil.toString()).doesNotContain("hunter22");
        assertThat(veil.over("x".repeat(5000))).hasSize(300);
    }

    @Test
    void oneAlertIsTitledByWhatAndWhere() {
        assertThat(story(Kind.TRIGGER).title()).isEqualTo("[CRITICAL] ApiDown: API does not answer (api, production)");
        assertThat(story(Kind.ACKNOWLEDGE).title())
                .isEqualTo("Acknowledged: ApiDown: API does not answer (api, production)");
        assertThat(story(Kind.PROGRESS).title()).isEqualTo("Update: rolled back to 41f9: ApiDown");
        assertThat(story(Kind.RESOLVE).title()).isEqualTo("Resolved: ApiDown: API does not answer (api, production)");
    }

    @Test
    void manyAlertsAreCountedAndBounded() {
        List<Member> members = IntStream.range(0, 30)
                .mapToObj(at ->
                        Pages.member(Labels.of("alertname", "Full", "service", "db", "disk", "d" + at), Map.of(), at))
                .toList();
        Page page = Pages.firing(Pages.of(Kind.TRIGGER, "team/slack/0"), members);
        Story story = Story.of(page, Optional.empty());
        assertThat(story.title()).isEqualTo("[CRITICAL] Full: 30 alerts (db)");
        assertThat(story.alerts()).hasSize(21).last().isEqualTo("and 10 more");
        assertThat(story.alerts().getFirst()).isEqualTo("firing: Full disk=d0 service=db value=0");
    }

    @Test
    void addressesInAnnotationsAreLinks() {
        Member member = Pages.member(
                Labels.of("alertname", "A"),
                Map.of(
                        "dashboard_url", "https://example.com/d",
                        "runbook", "https://example.com/r",
                        "url", "https://example.com/u",
                        "bad", "https://exa mple/",
                        "script", "javascript:alert(1)"),
                1);
        Page page = Pages.firing(Pages.of(Kind.TRIGGER, "team/slack/0"), List.of(member));
        assertThat(Story.of(page, Optional.of(URI.create("https://t.example.com")))
                        .links())
                .extracting(link -> link.name() + " " + link.to())
                .containsExactly(
                        "Dashboard https://example.com/d",
                        "Runbook https://example.com/r",
                        "Link https://example.com/u",
                        "Tocsin https://t.example.com");
    }

    private static Story story(Kind kind) {
        return Story.of(Pages.of(kind, "team/slack/0"), Optional.empty());
    }

    /** Three agents that page the same people: which one speaks must be said, also where no alert says it. */
    @Test
    void theEnvironmentOfTheAgentStandsInTheTitle() {
        Letter.Reader staging =
                new Letter.Reader(Optional.empty(), ZoneOffset.UTC, Labels.of("environment", "staging", "team", "web"));
        Member api = Pages.member(Labels.of("alertname", "Down", "service", "api"), Map.of(), 1);
        Member other = Pages.member(Labels.of("alertname", "Down", "environment", "eu"), Map.of(), 1);

        assertThat(title(staging, api)).isEqualTo("[CRITICAL] Down (api, staging)");
        assertThat(title(staging, other)).isEqualTo("[CRITICAL] Down (eu)");
        assertThat(title(staging, api, other)).isEqualTo("[CRITICAL] Down: 2 alerts");
        Page page = Pages.firing(Pages.of(Kind.TRIGGER, "team/email/0"), List.of(api));
        assertThat(new DigestTelling(page, staging).story().title()).isEqualTo("Digest: 1 fires: Down (staging)");
    }

    private static String title(Letter.Reader reader, Member... members) {
        return Story.of(Pages.firing(Pages.of(Kind.TRIGGER, "team/slack/0"), List.of(members)), reader)
                .title();
    }

    @Test
    void whatAllAlertsSayStandsInTheTitle() {
        Map<String, String> same = Map.of("summary", "The database of db has 101GB");
        Member yellow = Pages.member(Labels.of("alertname", "Big", "level", "yellow", "service", "db"), same, 101e9);
        Member red = Pages.member(Labels.of("alertname", "Big", "level", "red", "service", "db"), same, 101e9);
        Page page = Pages.firing(Pages.of(Kind.TRIGGER, "team/slack/0"), List.of(yellow, red));
        assertThat(Story.of(page, Optional.empty()).title())
                .isEqualTo("[CRITICAL] Big: 2 alerts: The database of db has 101GB (db)");
    }
}
