package dev.tocsin.provider.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.config.Secret;
import dev.tocsin.http.Client;
import dev.tocsin.lab.Asked;
import dev.tocsin.lab.Fault;
import dev.tocsin.lab.Reply;
import dev.tocsin.lab.Script;
import dev.tocsin.lab.SimulatedClock;
import dev.tocsin.lab.github.FakeGitHub;
import dev.tocsin.provider.Answer;
import dev.tocsin.provider.Answer.Cause;
import dev.tocsin.provider.Lever;
import dev.tocsin.provider.Levers;
import dev.tocsin.provider.Levers.Accepted;
import dev.tocsin.provider.Platform;
import dev.tocsin.provider.ProviderContract;
import dev.tocsin.provider.Pull;
import dev.tocsin.provider.View;
import dev.tocsin.provider.View.Run;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The contract, and what is GitHub's own. */
final class GitHubTest extends ProviderContract {
    private static final String ACT = "inc-1/run-rollback";

    private final Client http = new Client(clock, "test");
    private final SimulatedClock time = new SimulatedClock(Instant.parse("2026-11-22T10:00:00Z"));
    private final FakeGitHub github = fake(true);

    private FakeGitHub fake(boolean tells) {
        FakeGitHub.Times times = new FakeGitHub.Times(Duration.ofSeconds(3), Duration.ofSeconds(60), tells);
        return FakeGitHub.start(
                time,
                new FakeGitHub.Settings(
                        "flowai/api", "rollback.yml", TOKEN, Set.of("target", "tocsin_act"), "tocsin_act", times));
    }

    @AfterEach
    void close() {
        github.close();
        http.close();
    }

    @Override
    protected Levers client() {
        return client(github.url());
    }

    @Override
    protected Levers client(URI elsewhere) {
        return client(elsewhere, Map.of("target", "previous"));
    }

    private Levers client(URI url, Map<String, String> inputs) {
        GitHubConfig.Workflow workflow = new GitHubConfig.Workflow("flowai/api", "rollback.yml", "main", "tocsin_act");
        return new GitHubConfig(url, workflow, inputs, Secret.of(TOKEN)).open(new Platform.Means(clock, http));
    }

    @Override
    protected Script<Fault> faults() {
        return github.faults();
    }

    @Override
    protected Pull pull() {
        return new Pull.Workflow(ACT);
    }

    @Override
    protected int pulls() {
        return github.dispatched().size();
    }

    @Test
    void aRunIsKnownByItsNumber() {
        assertThat(client().pull(pull(), soon())).isEqualTo(new Answer.Ok<>(new Accepted(Optional.of("1001"))));
        assertThat(runs()).isEmpty();
        time.advance(Duration.ofSeconds(3));
        assertThat(runs()).containsExactly(new Run("1001", "Rollback " + ACT, Run.State.UNDER_WAY));
        time.advance(Duration.ofSeconds(60));
        assertThat(runs()).containsExactly(new Run("1001", "Rollback " + ACT, Run.State.SUCCEEDED));
        assertThat(github.dispatched()).extracting(Asked::id).containsExactly(ACT);
    }

    @Test
    void aServerThatTellsNothingHasAcceptedItAllTheSame() {
        try (FakeGitHub silent = fake(false)) {
            assertThat(client(silent.url()).pull(pull(), soon()))
                    .isEqualTo(new Answer.Ok<>(new Accepted(Optional.empty())));
        }
    }

    @Test
    void aRunThatFailsIsSeen() {
        github.effects().next(FakeGitHub.Effect.FAILS);
        client().pull(pull(), soon());
        time.advance(Duration.ofMinutes(2));
        assertThat(runs()).extracting(Run::state).containsExactly(Run.State.FAILED);
    }

    @Test
    void anInputThatTheWorkflowDoesNotKnowIsRefused() {
        Answer<Accepted> answer = client(github.url(), Map.of("colour", "red")).pull(pull(), soon());
        assertThat(answer)
                .isEqualTo(new Answer.Refused<>(Cause.REJECTED, "HTTP 422: Unexpected inputs provided: [colour]"));
    }

    @Test
    void tooOftenIsAlsoSaidWith403() {
        faults().next(new Fault.Instead(new Reply(403, Map.of("X-RateLimit-Remaining", "0"), "")));
        assertThat(client().pull(pull(), soon()))
                .isEqualTo(new Answer.Deferred<>(Cause.RATE_LIMITED, Optional.empty()));
        faults().next(new Fault.Instead(new Reply(403, Map.of("Retry-After", "9"), "")));
        assertThat(client().pull(pull(), soon()))
                .isEqualTo(new Answer.Deferred<>(Cause.RATE_LIMITED, Optional.of(Duration.ofSeconds(9))));
    }

    private List<Run> runs() {
        Answer<View> answer = client().look(Lever.WORKFLOW, soon());
        assertThat(answer).isInstanceOf(Answer.Ok.class);
        return ((View.Runs) ((Answer.Ok<View>) answer).value()).runs();
    }
}
