package dev.tocsin.provider.vercel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.config.Secret;
import dev.tocsin.http.Client;
import dev.tocsin.lab.Fault;
import dev.tocsin.lab.Reply;
import dev.tocsin.lab.Script;
import dev.tocsin.lab.SimulatedClock;
import dev.tocsin.lab.vercel.Effect;
import dev.tocsin.lab.vercel.FakeVercel;
import dev.tocsin.provider.Answer;
import dev.tocsin.provider.Answer.Cause;
import dev.tocsin.provider.Deployment;
import dev.tocsin.provider.Deployment.Status;
import dev.tocsin.provider.Lever;
import dev.tocsin.provider.Levers;
import dev.tocsin.provider.Platform;
import dev.tocsin.provider.ProviderContract;
import dev.tocsin.provider.Pull;
import dev.tocsin.provider.View;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract, and what is Vercel's own. The platform's time is simulated, the calls are real. */
final class VercelTest extends ProviderContract {
    private final Client http = new Client(clock, "test");
    private final SimulatedClock time = new SimulatedClock(Instant.parse("2026-11-22T10:00:00Z"));
    private final FakeVercel vercel = fake(false);
    private final String good = deploy(vercel, "aaaa1111");
    private final String bad = deploy(vercel, "bbbb2222");

    private FakeVercel fake(boolean hobby) {
        FakeVercel.Times times = new FakeVercel.Times(Duration.ofSeconds(30), Duration.ofSeconds(9));
        return FakeVercel.start(time, new FakeVercel.Settings("prj_1", "team_1", TOKEN, hobby, times), 0);
    }

    private String deploy(FakeVercel where, String commit) {
        String id = where.deploy(commit);
        time.advance(Duration.ofMinutes(1));
        return id;
    }

    @AfterEach
    void close() {
        vercel.close();
        http.close();
    }

    @Override
    protected Levers client() {
        return client(vercel.url());
    }

    @Override
    protected Levers client(URI elsewhere) {
        VercelConfig config = new VercelConfig(elsewhere, "prj_1", Optional.of("team_1"), Secret.of(TOKEN));
        return config.open(new Platform.Means(clock, http));
    }

    @Override
    protected Script<Fault> faults() {
        return vercel.faults();
    }

    @Override
    protected Pull pull() {
        return new Pull.Rollback(good);
    }

    @Override
    protected int pulls() {
        return vercel.rollbacks().size();
    }

    @Test
    void deploymentsComeNewestFirstInSharedWords() {
        View.Served seen = look(vercel);
        assertThat(seen.deployments()).extracting(Deployment::id).containsExactly(bad, good);
        assertThat(seen.deployments()).extracting(Deployment::status).containsExactly(Status.ACTIVE, Status.REPLACED);
        assertThat(seen.deployments()).extracting(Deployment::canRollback).containsExactly(false, true);
        assertThat(seen.deployments().getFirst().commit()).contains("bbbb2222");
        assertThat(seen.deployments().getFirst().statusAt())
                .isEqualTo(time.now().minusSeconds(30));
        assertThat(seen.isPinned()).isFalse();
    }

    @Test
    void aRollbackIsAcceptedFirstAndDoneLater() {
        assertThat(client().pull(pull(), soon())).isInstanceOf(Answer.Ok.class);
        assertThat(move()).isEqualTo(new View.Move(true, good, time.now(), View.Move.State.UNDER_WAY));
        assertThat(look(vercel).deployments().getFirst().status()).isEqualTo(Status.ACTIVE);
        time.advance(Duration.ofSeconds(9));
        assertThat(move().state()).isEqualTo(View.Move.State.DONE);
        assertThat(look(vercel).deployments())
                .extracting(Deployment::status)
                .containsExactly(Status.REPLACED, Status.ACTIVE);
    }

    @Test
    void productionIsPinnedUntilSomebodyPromotes() {
        client().pull(pull(), soon());
        time.advance(Duration.ofSeconds(9));
        assertThat(look(vercel).isPinned()).isTrue();
        assertThat(vercel.assignsByItself()).isFalse();

        String fix = deploy(vercel, "cccc3333");
        assertThat(look(vercel).deployments().getFirst().status()).isEqualTo(Status.IDLE);
        assertThat(look(vercel).isPinned()).isTrue();

        vercel.promote(fix);
        time.advance(Duration.ofSeconds(9));
        assertThat(look(vercel).isPinned()).isFalse();
        assertThat(look(vercel).deployments().getFirst().status()).isEqualTo(Status.ACTIVE);

        deploy(vercel, "dddd4444");
        assertThat(look(vercel).deployments().getFirst().status()).isEqualTo(Status.ACTIVE);
        assertThat(look(vercel).isPinned()).isFalse();
    }

    @Test
    void aPromotionEndsThePin() {
        client().pull(pull(), soon());
        time.advance(Duration.ofSeconds(9));
        String fix = deploy(vercel, "cccc3333");
        assertThat(client().pull(new Pull.Promote(fix), soon())).isInstanceOf(Answer.Ok.class);
        assertThat(vercel.promotions()).hasSize(1);
        assertThat(move()).isEqualTo(new View.Move(false, fix, time.now(), View.Move.State.UNDER_WAY));
        assertThat(look(vercel).isPinned()).as("while it is being moved").isTrue();
        time.advance(Duration.ofSeconds(9));
        assertThat(look(vercel).isPinned()).isFalse();
        assertThat(look(vercel).deployments().getFirst().status()).isEqualTo(Status.ACTIVE);
        assertThat(vercel.assignsByItself()).isTrue();
    }

    @Test
    void aPromotionThatFailsLeavesItPinned() {
        client().pull(pull(), soon());
        time.advance(Duration.ofSeconds(9));
        String fix = deploy(vercel, "cccc3333");
        vercel.effects().next(Effect.FAILS);
        client().pull(new Pull.Promote(fix), soon());
        time.advance(Duration.ofSeconds(9));
        assertThat(move().state()).isEqualTo(View.Move.State.FAILED);
        assertThat(look(vercel).isPinned()).isTrue();
        assertThat(look(vercel).deployments())
                .extracting(Deployment::status)
                .containsExactly(Status.IDLE, Status.REPLACED, Status.ACTIVE);
    }

    @Test
    void aPromotionMayWaitBehindARollingRelease() {
        faults().next(new Fault.Instead(new Reply(202, java.util.Map.of(), "")));
        assertThat(client().pull(new Pull.Promote(good), soon())).isInstanceOf(Answer.Ok.class);
    }

    @Test
    void aMoveThatFailsIsSeen() {
        vercel.effects().next(Effect.FAILS);
        client().pull(pull(), soon());
        time.advance(Duration.ofSeconds(9));
        assertThat(move().state()).isEqualTo(View.Move.State.FAILED);
        assertThat(look(vercel).deployments().getFirst().status()).isEqualTo(Status.ACTIVE);
        assertThat(look(vercel).isPinned()).isFalse();
    }

    @Test
    void oneMoveAtATime() {
        client().pull(pull(), soon());
        Answer<?> second = client().pull(pull(), soon());
        assertThat(second)
                .isEqualTo(
                        new Answer.Refused<>(Cause.REJECTED, "HTTP 409: conflict, Another alias job is in progress"));
    }

    @Test
    void theSmallestPlanGoesBackOneStep() {
        try (FakeVercel hobby = fake(true)) {
            String first = deploy(hobby, "a");
            String second = deploy(hobby, "b");
            deploy(hobby, "c");
            assertThat(look(hobby).deployments())
                    .extracting(Deployment::canRollback)
                    .containsExactly(false, true, false);
            assertThat(client(hobby.url()).pull(new Pull.Rollback(first), soon()))
                    .isEqualTo(new Answer.Refused<>(
                            Cause.REJECTED, "HTTP 402: payment_required, Upgrade to roll back further"));
            assertThat(client(hobby.url()).pull(new Pull.Rollback(second), soon()))
                    .isInstanceOf(Answer.Ok.class);
        }
    }

    @Test
    void withoutTheTeamThereIsNothing() {
        VercelConfig alone = new VercelConfig(vercel.url(), "prj_1", Optional.empty(), Secret.of(TOKEN));
        Levers levers = alone.open(new Platform.Means(clock, http));
        assertThat(cause(levers.look(Lever.ROLLBACK, soon()))).isEqualTo(Cause.NOT_FOUND);
        assertThat(cause(levers.pull(pull(), soon()))).isEqualTo(Cause.NOT_FOUND);
        assertThat(pulls()).isZero();
    }

    @Test
    void whatVercelCannotDoIsRefused() {
        assertThat(client().pull(new Pull.Scale(3), soon())).isInstanceOf(Answer.Refused.class);
        assertThat(client().look(Lever.RESTART, soon())).isInstanceOf(Answer.Refused.class);
    }

    @ParameterizedTest
    @CsvSource({
        "READY, STAGED, IDLE", "READY, ROLLING, UNDER_WAY", "READY, PROMOTED, ACTIVE", "ERROR, '', FAILED",
        "CANCELED, '', FAILED", "BLOCKED, '', FAILED", "DELETED, '', IDLE", "BUILDING, '', UNDER_WAY",
        "QUEUED, '', UNDER_WAY", "INITIALIZING, '', UNDER_WAY", "SOMETHING_NEW, '', UNDER_WAY"
    })
    void everyStateHasItsWord(String state, String substate, Status expected) {
        respond(
                "{\"uid\":\"d\",\"createdAt\":1761000000000,\"state\":\"%s\",\"readySubstate\":\"%s\",\"aliasAssigned\":true}"
                        .formatted(state, substate));
        assertThat(look(vercel).deployments().getFirst().status()).isEqualTo(expected);
    }

    @Test
    void halfAListIsNoList() {
        respond("{\"uid\":\"d\",\"state\":\"READY\"}");
        assertThat(cause(client().look(Lever.ROLLBACK, soon()))).isEqualTo(Cause.GARBLED);
    }

    @Test
    void anAnswerWithoutEndIsCutAndProvesNothing() {
        String endless = "{\"deployments\":[" + " ".repeat(3 << 20);
        faults().next(new Fault.Instead(Reply.json(200, endless)));
        assertThat(cause(client().look(Lever.ROLLBACK, soon()))).isEqualTo(Cause.GARBLED);
    }

    private void respond(String item) {
        faults().next(new Fault.Instead(Reply.json(200, "{\"deployments\":[" + item + "]}")));
    }

    private View.Served look(FakeVercel where) {
        Answer<View> answer = client(where.url()).look(Lever.ROLLBACK, soon());
        assertThat(answer).isInstanceOf(Answer.Ok.class);
        return (View.Served) ((Answer.Ok<View>) answer).value();
    }

    private View.Move move() {
        return ((View.Way.InPlace) look(vercel).way()).last().orElseThrow();
    }
}
