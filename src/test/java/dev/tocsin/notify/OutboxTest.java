package dev.tocsin.notify;

import static dev.tocsin.notify.Pages.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.incident.Endpoint;
import dev.tocsin.incident.Page;
import dev.tocsin.incident.Page.Kind;
import dev.tocsin.notify.Outbox.Progress;
import dev.tocsin.notify.Parcel.Transit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a page between the incident and the far end. */
class OutboxTest {
    private static final String KEY = "ann/pagerduty/0";

    private final Page trigger = Pages.numbered(Kind.TRIGGER, KEY, "i-1", 9);
    private final Page resolve = Pages.numbered(Kind.RESOLVE, KEY, "i-1", 10);

    @Test
    void aPageIsSentAtOnceAndIsOverWhenItArrived() {
        Progress sent = Outbox.none().accept(List.of(trigger), START);
        assertThat(sent.attempts()).containsExactly(new Attempt(trigger, 1, START.plusSeconds(10)));
        assertThat(sent.changed())
                .extracting(Parcel::transit)
                .containsExactly(new Transit.InFlight(START.plusSeconds(10)));

        Progress arrived = sent.outbox().settle(List.of(accepted(trigger, 1, START)), START);
        assertThat(arrived.changed())
                .extracting(Parcel::transit)
                .containsExactly(new Transit.Delivered(START, "receipt"));
        assertThat(arrived.outbox().stream()).isEmpty();
        assertThat(arrived.outbox().due()).isEmpty();
    }

    @Test
    void anEndWaitsForItsBeginningHoweverLongThatTakes() {
        Outbox outbox = Outbox.none().accept(List.of(trigger, resolve), START).outbox();
        Instant now = START;
        for (int attempt = 1; attempt <= 40; attempt++) {
            Progress deferred = outbox.settle(List.of(deferred(trigger, attempt, now)), now);
            assertThat(deferred.attempts()).isEmpty();
            now = deferred.outbox().due().orElseThrow();
            Progress again = deferred.outbox().settle(List.of(), now);
            assertThat(again.attempts()).extracting(Attempt::page).containsExactly(trigger);
            outbox = again.outbox();
        }
        Progress arrived = outbox.settle(List.of(accepted(trigger, 41, now)), now);
        assertThat(arrived.attempts()).extracting(Attempt::page).containsExactly(resolve);
    }

    @Test
    void incidentsDoNotWaitForEachOther() {
        Page other = Pages.numbered(Kind.TRIGGER, KEY, "i-2", 1);
        Progress sent = Outbox.none().accept(List.of(trigger, resolve, other), START);
        assertThat(sent.attempts()).extracting(Attempt::page).containsExactlyInAnyOrder(trigger, other);
    }

    @Test
    void waitsLongerEachTimeAndNeverLongerThanFiveMinutes() {
        List<Duration> waits = IntStream.rangeClosed(1, 30)
                .mapToObj(attempt -> Backoff.after("i-1-9", attempt, Optional.empty()))
                .toList();
        assertThat(waits.getFirst()).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
        assertThat(waits.get(5)).isBetween(Duration.ofSeconds(16), Duration.ofSeconds(32));
        assertThat(waits.subList(9, 30))
                .allSatisfy(wait -> assertThat(wait).isBetween(Duration.ofSeconds(150), Duration.ofMinutes(5)));
        assertThat(waits.subList(9, 30)).doesNotHaveDuplicates();
        assertThat(Backoff.after("i-1-9", 7, Optional.empty())).isEqualTo(waits.get(6));
        assertThat(Backoff.after("i-1-9", Integer.MAX_VALUE, Optional.empty())).isLessThan(Duration.ofMinutes(6));
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 1.1", "30, 30, 33", "120, 120, 132", "3600, 3600, 3630", "864000, 3600, 3630"})
    void waitsAsLongAsItIsAskedTo(long asked, double least, double most) {
        Duration wait = Backoff.after("p", 1, Optional.of(Duration.ofSeconds(asked)));
        assertThat(wait.toMillis() / 1000.0).isBetween(least, most);
    }

    @Test
    void aRateLimitHoldsTheWholeEndpointBack() {
        Outbox outbox = Outbox.none().accept(List.of(trigger), START).outbox();
        Delivery limited = new Delivery.Deferred(Cause.RATE_LIMITED, "429", Optional.of(Duration.ofSeconds(30)));
        outbox = outbox.settle(List.of(new Outcome(trigger.id(), 1, limited, START)), START)
                .outbox();
        Page other = Pages.numbered(Kind.TRIGGER, KEY, "i-2", 1);
        Page elsewhere = Pages.numbered(Kind.TRIGGER, "bob/pagerduty/0", "i-2", 2);

        Progress during = outbox.accept(List.of(other, elsewhere), START.plusSeconds(1));
        assertThat(during.attempts()).extracting(Attempt::page).containsExactly(elsewhere);
        assertThat(during.outbox().settle(List.of(), START.plusSeconds(29)).attempts())
                .isEmpty();
        Instant over = START.plus(Backoff.after(trigger.id(), 1, Optional.of(Duration.ofSeconds(30))));
        assertThat(during.outbox().settle(List.of(), over).attempts()).hasSize(1);
        assertThat(during.outbox().settle(List.of(), over.plusMillis(600)).attempts())
                .hasSize(2);
    }

    /** Slack counts what is edited apart from what is posted: follow-ups take both, a first page only the latter. */
    @Test
    void editsHaveAPaceOfTheirOwn_whichHoldsUpNoFirstPage() {
        List<Page> first = IntStream.rangeClosed(1, 30)
                .mapToObj(at -> Pages.numbered(Kind.TRIGGER, "team/slack/0", "i-" + at, 1))
                .toList();
        Outbox outbox = Outbox.none();
        Instant before = START.minusSeconds(600);
        for (Page page : first) {
            before = before.plusSeconds(2);
            Outbox begun = outbox.accept(List.of(page), before).outbox();
            Delivery posted =
                    new Delivery.Accepted("C0123/1." + page.incidentId().substring(2));
            outbox = begun.settle(List.of(new Outcome(page.id(), 1, posted, before)), before)
                    .outbox();
        }
        List<Page> news = IntStream.rangeClosed(1, 30)
                .mapToObj(at -> Pages.numbered(Kind.PROGRESS, "team/slack/0", "i-" + at, 2))
                .toList();
        Progress progress = outbox.accept(news, START);
        int sent = progress.attempts().size();
        Instant now = START;
        while (now.isBefore(START.plusSeconds(24))) {
            now = now.plusMillis(100);
            progress = progress.outbox().settle(arrivals(progress, now), now);
            sent += progress.attempts().size();
        }
        assertThat(sent).as("five at once, and twenty in 24 seconds").isBetween(21, 25);
        Page other = Pages.numbered(Kind.TRIGGER, "team/slack/0", "i-31", 1);
        assertThat(progress.outbox().accept(List.of(other), now).attempts())
                .extracting(Attempt::page)
                .contains(other);
    }

    @Test
    void aStormIsPacedAndTheWorstGoesFirst() {
        List<Page> storm = IntStream.rangeClosed(1, 60)
                .mapToObj(at -> Pages.numbered(at == 60 ? Kind.TRIGGER : Kind.PROGRESS, "team/slack/0", "i-" + at, 1))
                .toList();
        Progress progress = Outbox.none().accept(storm, START);
        assertThat(progress.attempts())
                .hasSize(3)
                .first()
                .extracting(Attempt::page)
                .isEqualTo(storm.getLast());

        int sent = 3;
        Instant now = START;
        while (sent < 60) {
            List<Outcome> outcomes = arrivals(progress, now);
            Instant next =
                    progress.outbox().settle(outcomes, now).outbox().due().orElseThrow();
            assertThat(next).isBetween(now.plusMillis(1), now.plusMillis(1000));
            now = next;
            progress = progress.outbox().settle(outcomes, now);
            assertThat(progress.attempts()).hasSize(1);
            sent++;
        }
        assertThat(now).isEqualTo(START.plusMillis(57 * 1000));
    }

    @Test
    void aRefusedPageIsSaidStaysInSightAndHoldsNothingUp() {
        Outbox outbox = Outbox.none().accept(List.of(trigger, resolve), START).outbox();
        Delivery refused = new Delivery.Refused(Cause.UNAUTHORIZED, "invalid_auth");
        Progress progress = outbox.settle(List.of(new Outcome(trigger.id(), 1, refused, START)), START);

        assertThat(progress.refused()).singleElement().satisfies(word -> {
            assertThat(word.incident()).isEqualTo("i-1");
            assertThat(word.page()).isEqualTo(trigger.id());
            assertThat(word.endpoint()).isEqualTo(KEY);
            assertThat(word.cause()).isEqualTo("invalid_auth");
        });
        assertThat(progress.attempts()).extracting(Attempt::page).containsExactly(resolve);
        Outbox reloaded = Outbox.of(progress.outbox().stream().toList());
        assertThat(reloaded.stream().filter(parcel -> !parcel.isOpen()))
                .singleElement()
                .satisfies(parcel ->
                        assertThat(parcel.trouble().orElseThrow().detail()).isEqualTo("invalid_auth"));
        assertThat(reloaded.undelivered()).isEqualTo(1);
    }

    @Test
    void refusedPagesInSightAreBounded() {
        Outbox outbox = Outbox.none();
        Delivery refused = new Delivery.Refused(Cause.INVALID, "no");
        for (int at = 1; at <= 500; at++) {
            Page page = Pages.numbered(Kind.TRIGGER, "x/webhook/0", "i-" + at, 1);
            Instant now = START.plusSeconds(at);
            outbox = outbox.accept(List.of(page), now).outbox();
            outbox = outbox.settle(List.of(new Outcome(page.id(), 1, refused, now)), now)
                    .outbox();
        }
        assertThat(outbox.stream()).hasSize(200);
        assertThat(outbox.stream().reduce((one, other) -> other).orElseThrow().id())
                .isEqualTo("i-500-1");
    }

    @Test
    void anAttemptThatNeverComesBackIsUnknownAndTriedAgain() {
        Outbox outbox = Outbox.none().accept(List.of(trigger), START).outbox();
        assertThat(outbox.due()).contains(START.plusSeconds(15));
        assertThat(outbox.settle(List.of(), START.plusSeconds(14)).changed()).isEmpty();

        Progress lost = outbox.settle(List.of(), START.plusSeconds(15));
        assertThat(lost.changed()).singleElement().satisfies(parcel -> {
            assertThat(parcel.transit()).isInstanceOf(Transit.Waiting.class);
            assertThat(parcel.trouble().orElseThrow().cause()).isEqualTo(Cause.NO_OUTCOME);
        });
        Instant due = lost.outbox().due().orElseThrow();
        assertThat(lost.outbox().settle(List.of(), due).attempts())
                .extracting(Attempt::number)
                .containsExactly(2);
    }

    @Test
    void aLateWordCountsUnlessANewerAttemptIsUnderWay() {
        Outbox lost = Outbox.none()
                .accept(List.of(trigger), START)
                .outbox()
                .settle(List.of(), START.plusSeconds(15))
                .outbox();
        Instant due = lost.due().orElseThrow();
        assertThat(lost.settle(List.of(accepted(trigger, 1, due)), due).outbox().stream())
                .isEmpty();
        assertThat(lost.settle(List.of(deferred(trigger, 1, due)), due.minusMillis(1))
                        .changed())
                .isEmpty();

        Outbox again = lost.settle(List.of(), due).outbox();
        assertThat(again.settle(List.of(accepted(trigger, 1, due)), due).changed())
                .isEmpty();
        assertThat(again.settle(List.of(accepted(trigger, 2, due)), due).outbox().stream())
                .isEmpty();
    }

    @Test
    void aReplayOfAPageOrAnOutcomeChangesNothing() {
        Outbox outbox = Outbox.none().accept(List.of(trigger), START).outbox();
        assertThat(outbox.accept(List.of(trigger), START).changed()).isEmpty();
        Progress deferred = outbox.settle(List.of(deferred(trigger, 1, START), deferred(trigger, 1, START)), START);
        assertThat(deferred.changed()).hasSize(1);
        assertThat(deferred.outbox()
                        .settle(List.of(deferred(trigger, 1, START)), START)
                        .changed())
                .isEmpty();
        assertThat(outbox.settle(List.of(accepted(resolve, 1, START)), START).changed())
                .isEmpty();
    }

    @Test
    void afterARestartWhatWasInFlightIsDueAtOnceAndWhatWaitedWaits() {
        Page other = Pages.numbered(Kind.TRIGGER, "team/slack/0", "i-1", 3);
        Outbox before =
                Outbox.none().accept(List.of(trigger, resolve, other), START).outbox();
        before = before.settle(List.of(deferred(other, 1, START)), START).outbox();
        Instant waits = before.due().orElseThrow();

        Instant back = START.plusMillis(100);
        Outbox after = Outbox.of(before.stream().toList().reversed()).resumed(back);
        assertThat(after.due()).contains(back);
        Progress progress = after.settle(List.of(), back);
        assertThat(progress.attempts())
                .containsExactly(new Attempt(trigger, 2, back.plusSeconds(10), Optional.empty(), true));
        assertThat(progress.outbox().settle(List.of(), waits).attempts())
                .extracting(Attempt::page)
                .containsExactly(other);
    }

    @Test
    void newsThatNobodyHasSeenGivesWayToNewerNewsWhenTheLaneIsHeldUp() {
        Page first = Pages.numbered(Kind.PROGRESS, KEY, "i-1", 11);
        Page second = Pages.numbered(Kind.PROGRESS, KEY, "i-1", 12);
        Outbox flowing = Outbox.none().accept(List.of(trigger, first), START).outbox();
        assertThat(flowing.accept(List.of(second), START).outbox().undelivered())
                .isEqualTo(3);

        Outbox held =
                flowing.settle(List.of(deferred(trigger, 1, START)), START).outbox();
        Progress progress = held.accept(List.of(second, resolve), START);
        assertThat(progress.changed())
                .filteredOn(parcel -> parcel.id().equals(first.id()))
                .extracting(Parcel::transit)
                .containsExactly(new Transit.Superseded(START, second.id()));
        assertThat(progress.outbox().stream().map(Parcel::page)).containsExactly(trigger, second, resolve);
    }

    @Test
    void endpointsWithTheSameKeyShareOneBucket() {
        List<Page> storm = IntStream.rangeClosed(1, 40)
                .mapToObj(at -> sharing(Pages.numbered(Kind.TRIGGER, "p" + at % 2 + "/pagerduty/0", "i-" + at, 1)))
                .toList();
        Progress progress = Outbox.none().accept(storm, START);
        assertThat(progress.attempts()).hasSize(20);

        Page limited = progress.attempts().getFirst().page();
        Delivery wait = new Delivery.Deferred(Cause.RATE_LIMITED, "HTTP 429", Optional.of(Duration.ofSeconds(30)));
        Outbox resting = progress.outbox()
                .settle(List.of(new Outcome(limited.id(), 1, wait, START)), START)
                .outbox();
        assertThat(resting.settle(List.of(), START.plusSeconds(29)).attempts()).isEmpty();
        assertThat(resting.settle(List.of(), START.plusSeconds(34)).attempts()).isNotEmpty();
    }

    @Test
    void whatComesLaterIsGivenTheReceiptOfWhatArrived_alsoAfterARestart() {
        Outbox sent = Outbox.none().accept(List.of(trigger, resolve), START).outbox();
        Delivery taken = new Delivery.Accepted("C1/1763805600.000100");
        Progress progress = sent.settle(List.of(new Outcome(trigger.id(), 1, taken, START)), START);
        assertThat(progress.attempts()).singleElement().satisfies(attempt -> {
            assertThat(attempt.anchor()).contains("C1/1763805600.000100");
            assertThat(attempt.doubtful()).isFalse();
        });

        Outbox back = Outbox.of(progress.outbox().kept().toList()).resumed(START.plusSeconds(60));
        assertThat(back.settle(List.of(), START.plusSeconds(60)).attempts())
                .singleElement()
                .satisfies(attempt -> {
                    assertThat(attempt.anchor()).contains("C1/1763805600.000100");
                    assertThat(attempt.doubtful()).isTrue();
                });
        assertThat(Outbox.none().joined(progress.outbox()).kept()).hasSize(2);
    }

    /** What another agent wrote under the same number is told in its place, not after the end. */
    @Test
    void anEndIsNotOvertakenByWhatAnotherAgentWrote() {
        Page theirs = new Page(
                trigger.id(),
                trigger.dedupKey(),
                trigger.endpoint(),
                trigger.kind(),
                trigger.reason(),
                trigger.at().plusSeconds(2),
                trigger.incident(),
                trigger.firing(),
                trigger.resolved());
        Outbox other = Outbox.none().accept(List.of(theirs), START).outbox();
        Outbox joined =
                Outbox.none().accept(List.of(trigger, resolve), START).outbox().joined(other);

        assertThat(joined.stream().map(parcel -> parcel.page().kind()))
                .containsExactly(Page.Kind.TRIGGER, Page.Kind.TRIGGER, Page.Kind.RESOLVE);
    }

    /** Another agent, which decided on its own meanwhile, has brought them there; what became of the first is not known here. */
    @Test
    void whatAnotherAgentHasBroughtThereIsNotSentAgain() {
        Page second = Pages.numbered(Kind.PROGRESS, KEY, "i-1", 10);
        Page third = Pages.numbered(Kind.TRIGGER, KEY, "i-1", 11);
        Page end = Pages.numbered(Kind.RESOLVE, KEY, "i-1", 12);
        Outbox ours = Outbox.none()
                .accept(List.of(trigger, second, third, end), START)
                .outbox()
                .resumed(START);

        Progress progress = ours.settle(List.of(), List.of(brought(third), brought(trigger)), START.plusSeconds(1));

        assertThat(progress.attempts())
                .as("it has not brought the second")
                .extracting(Attempt::page)
                .containsExactly(second);
        assertThat(progress.outbox().stream().map(Parcel::page)).containsExactly(second, end);
        assertThat(progress.changed())
                .as("is kept, or the next to read the ledger would send it again")
                .contains(brought(trigger), brought(third));
        assertThat(progress.attempts().getFirst().anchor()).contains("theirs");
    }

    @Test
    void whatIsInFlightIsWaitedForAlthoughAnotherAgentHasBroughtItThere() {
        Outbox ours = Outbox.none().accept(List.of(trigger, resolve), START).outbox();
        Progress progress = ours.settle(List.of(), List.of(brought(trigger)), START.plusSeconds(1));
        assertThat(progress.attempts()).as("the end does not overtake it").isEmpty();
    }

    /** Two agents that do not see each other number their pages alike. */
    @Test
    void whatAnotherAgentBroughtThereUnderTheSameNumberIsAnotherPage() {
        Outbox ours = Outbox.none().accept(List.of(trigger), START).outbox().resumed(START);
        Parcel theirs = brought(Pages.at(trigger.at().plusSeconds(2), trigger));
        assertThat(ours.settle(List.of(), List.of(theirs), START.plusSeconds(1)).attempts())
                .extracting(Attempt::page)
                .containsExactly(trigger);
    }

    @Test
    void whatAnotherAgentHasNotBroughtThereIsSent() {
        Outbox ours = Outbox.none().accept(List.of(trigger), START).outbox().resumed(START);
        List<Parcel> theirs = ours.stream().toList();
        assertThat(ours.settle(List.of(), theirs, START.plusSeconds(1)).attempts())
                .extracting(Attempt::page)
                .containsExactly(trigger);
    }

    private static Parcel brought(Page page) {
        return Parcel.of(page, START).in(new Transit.Delivered(START.plusMillis(500), "theirs"));
    }

    private static Page sharing(Page page) {
        Endpoint endpoint = new Endpoint(page.endpoint().id(), page.endpoint().takes(), "p0/pagerduty/0");
        return new Page(
                page.id(),
                page.dedupKey(),
                endpoint,
                page.kind(),
                page.reason(),
                page.at(),
                page.incident(),
                page.firing(),
                page.resolved());
    }

    private static List<Outcome> arrivals(Progress progress, Instant now) {
        return progress.attempts().stream()
                .map(attempt -> accepted(attempt.page(), attempt.number(), now))
                .toList();
    }

    private static Outcome accepted(Page page, int attempt, Instant at) {
        return new Outcome(page.id(), attempt, new Delivery.Accepted("receipt"), at);
    }

    private static Outcome deferred(Page page, int attempt, Instant at) {
        return new Outcome(page.id(), attempt, new Delivery.Deferred(Cause.SERVER_ERROR, "503"), at);
    }
}
