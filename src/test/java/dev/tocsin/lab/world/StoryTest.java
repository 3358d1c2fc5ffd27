package dev.tocsin.lab.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.tocsin.lab.pagerduty.Event.Fate;
import dev.tocsin.lab.world.Note.Kind;
import dev.tocsin.lab.world.Verdict.Check;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StoryTest {
    @Test
    void aStoryThatGoesWellIsRight() {
        Verdict verdict = Story.RECOVERY.judge(Telling.recovery().received());

        assertThat(wrong(verdict)).isEmpty();
        assertThat(verdict.isRight()).isTrue();
    }

    @Test
    void whereGoingBackDoesNotHelpOnlyTheWorldIsWrong() {
        Verdict verdict = Story.IN_VAIN.judge(Telling.vain().received());

        assertThat(wrong(verdict)).containsExactly("the app works again");
        assertThat(verdict.isRight()).isFalse();
        assertThat(verdict.isAgentRight()).isTrue();
    }

    static Stream<Arguments> wrongStories() {
        return Stream.of(
                wrong("nobody is told of anything before", story -> story.wakes(-1, Cast.CYN, "")),
                wrong("ann, the on-call engineer, is woken, once", story -> story.wakes(15, Cast.ANN, "")),
                wrong("ann, the on-call engineer, is woken, once", story -> story.woken.removeFirst()),
                wrong(
                        "#alerts is told of the outage",
                        story -> story.withoutNote(
                                note -> note.place().equals(Cast.CHANNEL) && note.kind() == Kind.BEGINNING)),
                wrong(
                        "team@demo.test is told of the outage",
                        story -> story.withoutNote(
                                note -> note.place().equals(Cast.TEAM) && note.kind() == Kind.BEGINNING)),
                wrong("bea, the engineering lead, is woken once", story -> story.woken.removeLast()),
                wrong("bea, the engineering lead, is woken once", story -> {
                    story.woken.removeLast();
                    story.wakes(4, Cast.BEA, "");
                    story.closes(20, Cast.BEA);
                }),
                wrong("cyn, the CTO, sleeps on", story -> {
                    story.wakes(15, Cast.CYN, "");
                    story.closes(20, Cast.CYN);
                }),
                wrong("asked once to roll back", story -> story.rollbacks.clear()),
                wrong("asked once to roll back", story -> story.rollback(14, "dep-1")),
                wrong("asked once to roll back", story -> {
                    story.rollbacks.clear();
                    story.rollback(11, "dep-2");
                }),
                wrong("the app works again", story -> story.runs(18, "1.4.1", false)),
                wrong(
                        "the app works again",
                        story -> story.ran.removeIf(one -> !one.release().works())),
                wrong(
                        "what is being done",
                        story -> story.withoutNote(
                                note -> note.place().equals(Cast.CHANNEL) && note.kind() == Kind.PROGRESS)),
                wrong(
                        "told of its end",
                        story -> story.withoutNote(
                                note -> note.place().equals(Cast.CHANNEL) && note.kind() == Kind.END)),
                wrong("told of its end", story -> story.says(25, Cast.TEAM, Kind.BEGINNING, "[HIGH] HighErrorRate")),
                wrong("every alert at PagerDuty is closed", story -> story.open.add("left-open")),
                wrong("no message comes twice", story -> {
                    story.event(21, Cast.ANN, "resolve", Fate.DROPPED, "");
                    story.event(22, Cast.ANN, "resolve", Fate.DROPPED, "");
                }),
                wrong("no message comes twice", story -> {
                    story.says(21, Cast.TEAM, Kind.END, "Resolved: ApiDown: api is down");
                    story.says(22, Cast.TEAM, Kind.END, "Resolved: ApiDown: api is down");
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongStories")
    void whatIsWrongIsNamed(String claim, Consumer<Telling> change) {
        Telling story = Telling.recovery();
        change.accept(story);

        Verdict verdict = Story.RECOVERY.judge(story.received());

        assertThat(verdict.isRight()).isFalse();
        assertThat(wrong(verdict)).anyMatch(one -> one.contains(claim));
    }

    static Stream<Arguments> wrongStoriesInVain() {
        return Stream.of(
                wrong("asked once to roll back", story -> story.rollback(25, "dep-1")),
                wrong("cyn, the CTO, is woken and told what was tried", story -> story.woken.removeLast()),
                wrong("cyn, the CTO, is woken and told what was tried", story -> {
                    story.woken.removeLast();
                    story.events.removeLast();
                    story.wakes(30, Cast.CYN, "");
                }),
                wrong(
                        "cyn, the CTO, is woken and told what was tried",
                        story -> story.withoutNote(note -> note.text().contains("no effect"))),
                wrong(
                        "nobody is told that it is over",
                        story -> story.says(31, Cast.TEAM, Kind.END, "Resolved: ApiDown: api is down")),
                wrong("nobody is told that it is over", story -> story.open.clear()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongStoriesInVain")
    void whatIsWrongInAWorldThatDoesNotHealIsNamed(String claim, Consumer<Telling> change) {
        Telling story = Telling.vain();
        change.accept(story);

        Verdict verdict = Story.IN_VAIN.judge(story.received());

        assertThat(verdict.isAgentRight()).isFalse();
        assertThat(wrong(verdict)).anyMatch(one -> one.contains(claim));
    }

    @Test
    void oneDuplicateAPlaceIsForgivenForEachDeathOfTheAgent() {
        Telling story = Telling.recovery();
        story.restarts = 2;
        story.event(21, Cast.ANN, "resolve", Fate.DROPPED, "");
        story.event(22, Cast.ANN, "resolve", Fate.DROPPED, "");
        story.says(22, Cast.TEAM, Kind.END, "Resolved: ApiDown: api is down");

        assertThat(wrong(Story.RECOVERY.judge(story.received()))).isEmpty();
    }

    @Test
    void itIsOverWhenAllIsToldAndNothingMoreHappensForAWhile() {
        Received received = Telling.recovery().received();

        assertThat(Story.RECOVERY.isOver(received, Telling.at(21))).isFalse();
        assertThat(Story.RECOVERY.isOver(received, Telling.at(30))).isTrue();
        assertThat(Story.RECOVERY.isOver(Telling.beginning().received(), Telling.at(30)))
                .isFalse();
        assertThat(Story.IN_VAIN.isOver(Telling.beginning().received(), Telling.at(30)))
                .isFalse();
        assertThat(Story.IN_VAIN.isOver(Telling.vain().received(), Telling.at(40)))
                .isTrue();
    }

    private static Arguments wrong(String claim, Consumer<Telling> change) {
        return arguments(claim, change);
    }

    private static List<String> wrong(Verdict verdict) {
        return verdict.checks().stream()
                .filter(check -> !check.holds())
                .map(Check::claim)
                .toList();
    }
}
