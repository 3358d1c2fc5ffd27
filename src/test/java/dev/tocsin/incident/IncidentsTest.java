package dev.tocsin.incident;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.Matcher;
import dev.tocsin.mute.Mutes;
import dev.tocsin.mute.Silence;
import dev.tocsin.oncall.Policy;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The life of an incident, told in simulated time. */
class IncidentsTest {
    /** Invariants 1 and 2 over a reload: who is to be told now is told, who was told is told of the end. */
    @Test
    void whatIsReroutedMeanwhileReachesItsNewReceiver() {
        Directory directory = new Directory(
                Map.of(
                        "slack", List.of(new Endpoint("slack", Scene.ALL)),
                        "mail", List.of(new Endpoint("mail", Scene.ALL))),
                Map.of(
                        "engineer", List.of(new Endpoint("engineer", Scene.ALL)),
                        "lead", List.of(new Endpoint("lead", Scene.ALL))),
                Map.of(
                        "ladder",
                        new Policy("ladder", List.of(new Policy.Step(List.of("engineer"), ofMinutes(15))), 0),
                        "other",
                        new Policy(
                                "other",
                                List.of(
                                        new Policy.Step(List.of("engineer"), ofMinutes(15)),
                                        new Policy.Step(List.of("lead"), ofMinutes(15))),
                                0)));
        Scene scene = new Scene().with(directory).fires("ApiDown", "critical").until(ofMinutes(7));
        scene.reroute("mail", "other").until(ofMinutes(13));
        assertThat(scene.said).anyMatch(line -> line.contains("mail FIRST"));
        scene.until(ofMinutes(16));
        assertThat(scene.said).anyMatch(line -> line.contains("lead ESCALATED"));
        scene.ends("ApiDown", "critical").until(ofMinutes(30));
        assertThat(scene.said)
                .anyMatch(line -> line.contains("slack RESOLVE ALL_RESOLVED"))
                .anyMatch(line -> line.contains("mail RESOLVE ALL_RESOLVED"));
    }

    @Test
    void anOutageOfThirtyOneMinutesWakesThreePeople() {
        Scene scene = new Scene()
                .fires("ApiDown", "critical")
                .until(ofMinutes(31))
                .ends("ApiDown", "critical")
                .until(ofMinutes(40));

        assertThat(scene.said)
                .containsExactly(
                        "0m slack FIRST",
                        "0m engineer ESCALATED",
                        "15m lead ESCALATED",
                        "30m cto ESCALATED",
                        "35m slack RESOLVE ALL_RESOLVED",
                        "35m cto RESOLVE ALL_RESOLVED",
                        "35m engineer RESOLVE ALL_RESOLVED",
                        "35m lead RESOLVE ALL_RESOLVED");
        assertThat(scene.isOver()).isTrue();
    }

    @Test
    void nobodyIsWokenAfterAnAcknowledgement() {
        Scene scene = new Scene().fires("ApiDown", "critical").until(ofMinutes(14));
        scene.hears(new Word.Acknowledge(scene.incident().id(), "ann", scene.now(), Optional.empty()));
        scene.until(ofMinutes(60)).ends("ApiDown", "critical").until(ofMinutes(70));

        assertThat(scene.said)
                .containsExactly(
                        "0m slack FIRST",
                        "0m engineer ESCALATED",
                        "14m engineer ACKNOWLEDGE ACKNOWLEDGED",
                        "14m slack ACKNOWLEDGE ACKNOWLEDGED",
                        "65m slack RESOLVE ALL_RESOLVED",
                        "65m engineer RESOLVE ALL_RESOLVED");
    }

    /** Invariant 2: an acknowledgement keeps news from those it woke, but not the end of what they were told. */
    @Test
    void whoWasWokenIsToldTheEndOfItThoughSomethingElseGoesOn() {
        Scene scene = new Scene().fires("Slow", "high").until(ofMinutes(2));
        scene.hears(new Word.Acknowledge(scene.incident().id(), "ann", scene.now(), Optional.empty()));
        scene.until(ofMinutes(3)).fires("Errors", "high").until(ofMinutes(7)).ends("Slow", "high");
        scene.until(ofMinutes(60)).ends("Errors", "high").until(ofMinutes(70));

        assertThat(scene.said)
                .containsExactly(
                        "30s slack FIRST",
                        "30s engineer ESCALATED",
                        "2m engineer ACKNOWLEDGE ACKNOWLEDGED",
                        "2m slack ACKNOWLEDGE ACKNOWLEDGED",
                        "330s slack NEW_ALERTS",
                        "630s slack SOME_RESOLVED",
                        "630s engineer RESOLVE ALL_RESOLVED",
                        "3630s slack RESOLVE ALL_RESOLVED");
        assertThat(scene.isOver()).isTrue();
    }

    /** Invariant 2: a step of the ladder takes nothing away from what its endpoint knows already. */
    @Test
    void aStepThatTellsLessThanIsKnownStillOwesTheEndOfAll() {
        Directory again = new Directory(
                Map.of(),
                Map.of("engineer", List.of(new Endpoint("engineer", Scene.ALL))),
                Map.of(
                        "ladder",
                        new Policy("ladder", List.of(new Policy.Step(List.of("engineer"), ofMinutes(15))), 1)));
        Scene scene = new Scene().with(again).fires("Slow", "high").fires("Errors", "high");
        scene.until(ofMinutes(5))
                .with(Mutes.none().with(silence("Slow", 5, 600)))
                .until(ofMinutes(20));
        assertThat(scene.pages.getLast().firing()).hasSize(1);

        scene.ends("Errors", "high").until(ofMinutes(40));
        assertThat(scene.said).containsExactly("30s engineer ESCALATED", "930s engineer ESCALATED");

        scene.ends("Slow", "high").until(ofMinutes(60));
        assertThat(scene.said.getLast()).endsWith("engineer RESOLVE ALL_RESOLVED");
    }

    @Test
    void somethingWorseEndsTheAcknowledgement() {
        Scene scene = new Scene().fires("Slow", "high").until(ofMinutes(1));
        scene.hears(new Word.Acknowledge(scene.incident().id(), "ann", scene.now(), Optional.empty()));
        scene.until(ofMinutes(2)).fires("ApiDown", "critical");

        assertThat(scene.said).contains("2m lead UNACKNOWLEDGED");
    }

    @Test
    void anAcknowledgementThatRunsOutGoesOnWhereItStood() {
        Scene scene = new Scene().fires("ApiDown", "critical").until(ofMinutes(5));
        scene.hears(new Word.Acknowledge(scene.incident().id(), "ann", scene.now(), Optional.of(ofMinutes(30))));
        scene.until(ofMinutes(36));

        assertThat(scene.said).contains("35m lead UNACKNOWLEDGED").doesNotContain("15m lead ESCALATED");
    }

    @Test
    void whatIsNotCriticalWaitsForItsGroup() {
        Scene scene = new Scene()
                .fires("Slow", "high")
                .until(ofSeconds(20))
                .fires("Errors", "high")
                .until(ofMinutes(1));

        assertThat(scene.said).containsExactly("30s slack FIRST", "30s engineer ESCALATED");
        assertThat(scene.pages.getFirst().firing()).hasSize(2);
    }

    @Test
    void aFiringThatIsOverBeforeItsGroupWaitIsNotOwed() {
        Scene scene = new Scene()
                .fires("Slow", "high")
                .until(ofSeconds(20))
                .ends("Slow", "high")
                .until(ofMinutes(10));

        assertThat(scene.said).isEmpty();
        assertThat(scene.isOver()).isTrue();
    }

    @Test
    void whatFiresUnderASilenceIsPagedWhenTheSilenceEnds() {
        Scene scene = new Scene()
                .with(Mutes.none().with(silence("ApiDown", 0, 7)))
                .fires("ApiDown", "critical")
                .until(ofMinutes(10));

        assertThat(scene.said).containsExactly("7m slack FIRST", "7m engineer ESCALATED");
        assertThat(scene.entries).extracting(Entry::kind).contains(Entry.Kind.MUTED);
    }

    @Test
    void theEndIsToldThroughASilence() {
        Scene scene = new Scene().fires("ApiDown", "critical").until(ofMinutes(1));
        scene.with(Mutes.none().with(silence("ApiDown", 1, 600)));
        scene.until(ofMinutes(3)).ends("ApiDown", "critical").until(ofMinutes(6));

        assertThat(scene.said)
                .containsExactly(
                        "0m slack FIRST",
                        "0m engineer ESCALATED",
                        "5m slack RESOLVE ALL_RESOLVED",
                        "5m engineer RESOLVE ALL_RESOLVED");
    }

    @Test
    void aSilencedIncidentClimbsNoFurtherUntilTheSilenceEnds() {
        Scene scene = new Scene().fires("ApiDown", "critical").until(ofMinutes(1));
        scene.with(Mutes.none().with(silence("ApiDown", 1, 40)));
        scene.until(ofMinutes(41));

        assertThat(scene.said).contains("40m lead ESCALATED").doesNotContain("15m lead ESCALATED");
    }

    @Test
    void theSameIsToldAgainOnlyAfterTheRepeatInterval() {
        Scene scene = new Scene().fires("ApiDown", "critical").until(ofHours(9));

        assertThat(scene.said.stream().filter(line -> line.startsWith("240m") || line.startsWith("480m")))
                .containsExactly("240m slack REPEAT", "480m slack REPEAT");
    }

    @Test
    void newsOfAGroupWaitsForItsInterval() {
        Scene scene = new Scene()
                .fires("Slow", "high")
                .until(ofMinutes(1))
                .fires("Errors", "high")
                .until(ofMinutes(6));

        assertThat(scene.said).contains("330s slack NEW_ALERTS", "330s engineer NEW_ALERTS");
    }

    @Test
    void aRefusedStepMovesOnAtOnce() {
        Scene scene = new Scene().fires("ApiDown", "critical").until(ofMinutes(1));
        Page refused = scene.pages.get(1);
        scene.hears(new Word.Refused(scene.incident().id(), refused.id(), "engineer", "invalid key", scene.now()));

        assertThat(scene.said).endsWith("1m lead UNDELIVERED");
        scene.until(ofMinutes(17));
        assertThat(scene.said).endsWith("16m cto ESCALATED");
    }

    @Test
    void aStepWithoutAnAddressMovesOnAtOnce() {
        Directory full = new Directory(
                Map.of("slack", List.of()),
                Map.of("lead", List.of(new Endpoint("lead", Scene.ALL))),
                Map.of(
                        "ladder",
                        new dev.tocsin.oncall.Policy(
                                "ladder",
                                List.of(
                                        new dev.tocsin.oncall.Policy.Step(List.of("nobody"), ofMinutes(15)),
                                        new dev.tocsin.oncall.Policy.Step(List.of("lead"), ofMinutes(15))),
                                0)));
        Scene scene = new Scene().with(full).fires("ApiDown", "critical");

        assertThat(scene.said).containsExactly("0m lead UNDELIVERED");
    }

    @Test
    void timeSpentDownCountsForTheLadder() {
        Scene scene =
                new Scene().fires("ApiDown", "critical").until(ofMinutes(1)).downUntil(ofMinutes(20));

        assertThat(scene.said).endsWith("20m lead ESCALATED");
        scene.until(ofMinutes(31));
        assertThat(scene.said).endsWith("30m cto ESCALATED");
    }

    @Test
    void aRemedyThatDidNotHelpTellsTheNextPersonAtOnce() {
        Scene scene = new Scene()
                .remedy("rollback", ofMinutes(2))
                .fires("ApiDown", "critical")
                .until(ofMinutes(3));
        assertThat(scene.wishes).hasSize(1);
        ActWish wish = scene.wishes.getFirst();
        scene.until(ofMinutes(6));
        scene.hears(new ActNews(
                wish.incident(),
                wish.id(),
                "rollback",
                ActNews.Kind.INEFFECTIVE,
                "tried rollback, no effect",
                scene.now()));

        assertThat(scene.said).contains("6m slack PROGRESS ACT_NEWS", "6m lead ACT_FAILED");
        Page page = scene.pages.getLast();
        assertThat(page.incident().tried()).extracting(Tried::text).containsExactly("tried rollback, no effect");
        scene.until(ofMinutes(20));
        assertThat(scene.wishes).hasSize(1);
    }

    @Test
    void anIncidentStaysOpenWhileAnActIsUnderWay() {
        Scene scene = new Scene()
                .remedy("rollback", ofMinutes(0))
                .fires("ApiDown", "critical")
                .until(ofMinutes(1));
        scene.ends("ApiDown", "critical").until(ofMinutes(6));
        assertThat(scene.said).contains("5m slack RESOLVE ALL_RESOLVED");
        assertThat(scene.isOver()).isFalse();
        ActWish wish = scene.wishes.getFirst();
        scene.hears(new ActNews(
                wish.incident(),
                wish.id(),
                "rollback",
                ActNews.Kind.VERIFIED,
                "rolled back, and it helped",
                scene.now()));
        assertThat(scene.isOver()).isTrue();
    }

    @Test
    void anActOnWhatIsOverIsInItsTimelineOnceAndTellsNobody() {
        Scene scene = new Scene()
                .remedy("rollback", ofMinutes(0))
                .fires("ApiDown", "critical")
                .until(ofMinutes(1))
                .ends("ApiDown", "critical")
                .until(ofMinutes(6));
        ActWish wish = scene.wishes.getFirst();
        scene.hears(news(wish.incident(), "rollback", ActNews.Kind.VERIFIED));
        assertThat(scene.isOver()).isTrue();
        assertThat(scene.entries).filteredOn(IncidentsTest::isOfVerified).hasSize(1);
        List<String> before = List.copyOf(scene.said);

        scene.hears(
                news(wish.incident(), "unpin-api", ActNews.Kind.DECLINED), news("", "unpin-api", ActNews.Kind.DONE));

        assertThat(scene.said).isEqualTo(before);
        assertThat(scene.entries.subList(scene.entries.size() - 2, scene.entries.size()))
                .containsExactly(
                        new Entry(wish.incident(), scene.now(), Entry.Kind.ACT, "unpin-api: this is DECLINED"),
                        new Entry("", scene.now(), Entry.Kind.ACT, "unpin-api: this is DONE"));
    }

    private static ActNews news(String incident, String remedy, ActNews.Kind kind) {
        return new ActNews(incident, remedy + "-1", remedy, kind, "this is " + kind, Scene.START);
    }

    private static boolean isOfVerified(Entry entry) {
        return entry.text().endsWith("VERIFIED");
    }

    @Test
    void anEndpointThatWantsNoEndIsNotToldOfOne() {
        Endpoint quiet = new Endpoint("slack", EnumSet.of(Page.Kind.TRIGGER));
        Scene scene = new Scene()
                .with(new Directory(Map.of("slack", List.of(quiet)), Map.of(), Map.of()))
                .fires("ApiDown", "critical")
                .until(ofMinutes(1))
                .ends("ApiDown", "critical")
                .until(ofMinutes(6));

        assertThat(scene.said).containsExactly("0m slack FIRST");
        assertThat(scene.isOver()).isTrue();
    }

    /** As in Alertmanager: only the end of the muting does not wait for the interval, and nothing else does for its sake. */
    @Test
    void whatIsMuteDoesNotHastenWhatElseHappensInItsGroup() {
        Scene scene = new Scene()
                .with(Mutes.none().with(silence("Slow", 0, 12)))
                .fires("Errors", "high")
                .fires("Slow", "high")
                .until(ofMinutes(2))
                .fires("Late", "high")
                .until(ofMinutes(3));
        assertThat(scene.said).filteredOn(one -> one.contains("slack")).containsExactly("30s slack FIRST");

        scene.until(ofMinutes(20));

        assertThat(scene.said)
                .filteredOn(one -> one.contains("slack"))
                .containsExactly("30s slack FIRST", "330s slack NEW_ALERTS", "12m slack NEW_ALERTS");
    }

    private static Silence silence(String name, int from, int to) {
        return new Silence(
                "s1",
                List.of(Matcher.equal("alertname", name)),
                Scene.START.plus(ofMinutes(from)),
                Scene.START.plus(ofMinutes(to)),
                new Silence.Authorship("ann", "deploy", Scene.START));
    }
}
