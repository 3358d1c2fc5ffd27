package dev.tocsin.provider.railway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.config.Secret;
import dev.tocsin.lab.Fault;
import dev.tocsin.lab.Reply;
import dev.tocsin.lab.Script;
import dev.tocsin.lab.railway.FakeRailway;
import dev.tocsin.provider.Answer;
import dev.tocsin.provider.Answer.Cause;
import dev.tocsin.provider.Deployment;
import dev.tocsin.provider.Deployment.Status;
import dev.tocsin.provider.Lever;
import dev.tocsin.provider.Levers;
import dev.tocsin.provider.ProviderContract;
import dev.tocsin.provider.Pull;
import dev.tocsin.provider.Size;
import dev.tocsin.provider.View;
import dev.tocsin.provider.railway.RailwayConfig.Target;
import dev.tocsin.provider.railway.RailwayConfig.TokenKind;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The contract, and what is Railway's own, over the REST client that ships. That one is generated when Quarkus builds, and works
 * in a running container only.
 */
@QuarkusTest
final class RailwayTest extends ProviderContract {
    private static final Target TARGET = new Target("project-1", "environment-1", "service-1");

    private final FakeRailway railway = FakeRailway.start(
            clock,
            new FakeRailway.Settings("project-1", "environment-1", "service-1", TOKEN, FakeRailway.Times.QUICK),
            0);
    private final String good = railway.deploy("aaaa1111");
    private final String bad = railway.deploy("bbbb2222");

    @AfterEach
    void close() {
        railway.close();
    }

    @Override
    protected Levers client() {
        return client(railway.url());
    }

    @Override
    protected Levers client(URI elsewhere) {
        return client(elsewhere, TARGET, TokenKind.PROJECT);
    }

    private Levers client(URI url, Target target, TokenKind kind) {
        return new Railway(new RailwayConfig(url, target, Secret.of(TOKEN), kind), new RestTransport(url), clock);
    }

    @Override
    protected Script<Fault> faults() {
        return railway.faults();
    }

    @Override
    protected Pull pull() {
        return new Pull.Rollback(good);
    }

    @Override
    protected int pulls() {
        return railway.rollbacks().size();
    }

    @Test
    void deploymentsComeNewestFirstInSharedWords() {
        List<Deployment> listed = listed();
        assertThat(listed).extracting(Deployment::id).containsExactly(bad, good);
        assertThat(listed).extracting(Deployment::status).containsExactly(Status.ACTIVE, Status.REPLACED);
        assertThat(listed)
                .extracting(Deployment::commit)
                .containsExactly(Optional.of("bbbb2222"), Optional.of("aaaa1111"));
        assertThat(listed).allMatch(Deployment::canRollback);
    }

    @Test
    void aRollbackMakesANewDeploymentOfTheOldCommit() {
        assertThat(client().pull(pull(), soon())).isInstanceOf(Answer.Ok.class);
        Deployment newest = listed().getFirst();
        assertThat(newest.id()).isNotIn(good, bad);
        assertThat(newest.commit()).contains("aaaa1111");
        assertThat(newest.status()).isEqualTo(Status.ACTIVE);
    }

    @Test
    void aProjectTokenInTheOtherHeaderIsNotAuthorized() {
        Answer<?> answer = client(railway.url(), TARGET, TokenKind.ACCOUNT).pull(pull(), soon());
        assertThat(answer).isEqualTo(new Answer.Refused<>(Cause.UNAUTHORIZED, "Not Authorized"));
    }

    @Test
    void aServiceThatTheTokenDoesNotOpenIsNotAuthorized() {
        Levers other = client(railway.url(), new Target("project-1", "environment-1", "other"), TokenKind.PROJECT);
        assertThat(cause(other.look(Lever.ROLLBACK, soon()))).isEqualTo(Cause.UNAUTHORIZED);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            {"data":null,"errors":[{"message":"Not Authorized"}]}                       | Refused | UNAUTHORIZED
            {"data":null,"errors":[{"message":"Project Token not found"}]}              | Refused | UNAUTHORIZED
            {"data":null,"errors":[{"message":"Two Factor Authentication Required"}]}   | Refused | UNAUTHORIZED
            {"data":null,"errors":[{"message":"Deployment not found"}]}                 | Refused | NOT_FOUND
            {"data":null,"errors":[{"message":"Deployment cannot be rolled back"}]}     | Refused | REJECTED
            {"errors":[{"message":"x","extensions":{"code":"BAD_USER_INPUT"}}]}         | Refused | REJECTED
            {"data":null,"errors":[{"message":"Problem processing request"}]}           | Unknown | BROKEN
            {"data":null,"errors":[{}]}                                                 | Unknown | BROKEN
            {"data":null}                                                               | Unknown | GARBLED
            {"data":{}}                                                                 | Unknown | GARBLED
            {"data":{"deploymentRollback":null}}                                        | Unknown | GARBLED
            {"data":{"deploymentRollback":false}}                                       | Refused | REJECTED
            """)
    void failureInsideStatus200IsSeen(String body, String outcome, Cause cause) {
        railway.mutationFaults().next(new Fault.Instead(Reply.json(200, body)));
        Answer<?> answer = client().pull(pull(), soon());
        assertThat(answer.getClass().getSimpleName()).isEqualTo(outcome);
        assertThat(cause(answer)).isEqualTo(cause);
    }

    @Test
    void dataBesideErrorsCounts() {
        String both = "{\"data\":{\"deploymentRollback\":true},\"errors\":[{\"message\":\"something else\"}]}";
        railway.mutationFaults().next(new Fault.Instead(Reply.json(200, both)));
        assertThat(client().pull(pull(), soon())).isInstanceOf(Answer.Ok.class);
    }

    @ParameterizedTest
    @CsvSource({
        "SUCCESS, ACTIVE", "SLEEPING, ACTIVE", "REMOVED, REPLACED", "REMOVING, REPLACED", "FAILED, FAILED",
        "CRASHED, CRASHED", "SKIPPED, IDLE", "NEEDS_APPROVAL, IDLE", "BUILDING, UNDER_WAY", "DEPLOYING, UNDER_WAY",
        "INITIALIZING, UNDER_WAY", "QUEUED, UNDER_WAY", "WAITING, UNDER_WAY", "SOMETHING_NEW, UNDER_WAY"
    })
    void everyStatusHasItsWord(String status, Status expected) {
        respond("{\"id\":\"d\",\"status\":\"" + status
                + "\",\"createdAt\":\"2026-11-22T10:00:00.123Z\",\"meta\":null}");
        assertThat(listed().getFirst().status()).isEqualTo(expected);
    }

    @Test
    void whatIsMissingIsBorne() {
        respond("{\"id\":\"d\",\"status\":\"SUCCESS\",\"createdAt\":\"2026-11-22T10:00:00.123Z\"}");
        Deployment bare = listed().getFirst();
        assertThat(bare.commit()).isEmpty();
        assertThat(bare.canRollback()).isFalse();
        assertThat(bare.statusAt()).isEqualTo(bare.createdAt());
    }

    @Test
    void halfAListIsNoList() {
        respond("{\"id\":\"d\",\"status\":\"SUCCESS\",\"createdAt\":\"yesterday\"}");
        assertThat(cause(client().look(Lever.ROLLBACK, soon()))).isEqualTo(Cause.GARBLED);
    }

    @Test
    void aRestartStartsTheProcessesAnew() {
        View.Running before = running(Lever.RESTART);
        assertThat(before.deployment().id()).isEqualTo(bad);
        assertThat(before.up()).isEqualTo(1);
        assertThat(client().pull(new Pull.Restart(bad), soon())).isInstanceOf(Answer.Ok.class);
        assertThat(railway.changes("deploymentRestart")).hasSize(1);
    }

    @Test
    void replicasAreSetAndSeen() {
        assertThat(running(Lever.SCALE).replicas()).isEqualTo(1);
        assertThat(client().pull(new Pull.Scale(3), soon())).isInstanceOf(Answer.Ok.class);
        View.Running after = running(Lever.SCALE);
        assertThat(after.replicas()).isEqualTo(3);
        assertThat(after.up()).isEqualTo(3);
        assertThat(after.adjustable()).isTrue();
    }

    @Test
    void severalRegionsAreNotOneNumber() {
        railway.regions("us-west2", "europe-west4");
        assertThat(running(Lever.SCALE).adjustable()).isFalse();
    }

    @Test
    void aScalingWhoseAnswerIsLostIsUnknown() {
        railway.mutationFaults().next(new Fault.AnswerLost());
        assertThat(client().pull(new Pull.Scale(3), soon())).isInstanceOf(Answer.Unknown.class);
        assertThat(running(Lever.SCALE).replicas()).isEqualTo(3);
    }

    @Test
    void anAnswerWithoutEndIsCutAndProvesNothing() {
        String endless = "{\"data\":{\"deployments\":" + " ".repeat(3 << 20);
        railway.faults().next(new Fault.Instead(Reply.json(200, endless)));
        assertThat(cause(client().look(Lever.ROLLBACK, soon()))).isEqualTo(Cause.GARBLED);
    }

    @Test
    void callsAfterACloseOpenNewConnections() {
        Levers client = client();
        assertThat(client.look(Lever.ROLLBACK, soon())).isInstanceOf(Answer.Ok.class);
        client.close();
        assertThat(client.look(Lever.ROLLBACK, soon())).isInstanceOf(Answer.Ok.class);
        client.close();
    }

    private View.Running running(Lever lever) {
        Answer<View> answer = client().look(lever, soon());
        assertThat(answer).isInstanceOf(Answer.Ok.class);
        return (View.Running) ((Answer.Ok<View>) answer).value();
    }

    private void respond(String node) {
        String body = "{\"data\":{\"deployments\":{\"edges\":[{\"node\":" + node + "}]}}}";
        railway.faults().next(new Fault.Instead(Reply.json(200, body)));
    }

    private List<Deployment> listed() {
        Answer<View> answer = client().look(Lever.ROLLBACK, soon());
        assertThat(answer).isInstanceOf(Answer.Ok.class);
        return ((View.Served) ((Answer.Ok<View>) answer).value()).deployments();
    }

    @Test
    void limitsAreSetAndReadBack() {
        railway.limit(2, 4_000_000_000L);
        assertThat(sized().size()).contains(Size.of(2, 4));
        assertThat(sized().adjustable()).isTrue();
        assertThat(client().pull(new Pull.Resize(Size.of(4, 8)), soon())).isInstanceOf(Answer.Ok.class);
        assertThat(railway.limits().toString()).isEqualTo("{\"containers\":{\"cpu\":4.0,\"memoryBytes\":8000000000}}");
        assertThat(sized().size()).contains(Size.of(4, 8));
        assertThat(listed().getFirst().commit()).as("deployed anew").contains("bbbb2222");
    }

    @Test
    void withoutALimitThereIsNoSize() {
        assertThat(sized().size()).isEmpty();
    }

    @Test
    void anErrorInWordsThatWeDoNotKnowIsReadBack() {
        assertThat(client().pull(new Pull.Resize(Size.of(64, 8)), soon())).isInstanceOf(Answer.Unknown.class);
        assertThat(sized().size()).as("more than the plan allows").isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            {"containers":{"cpu":2}}                                          | garbled
            {"vCPUs":2,"memoryGB":4}                                          | garbled
            {"containers":{"cpu":"2","memoryBytes":4}}                        | garbled
            {"containers":{"cpu":0,"memoryBytes":4}}                          | garbled
            {"containers":{"cpu":2,"memoryBytes":4000000000,"diskBytes":1}}   | for people
            {"containers":{"cpu":2,"memoryBytes":4000000000},"other":1}       | for people
            {}                                                                | none
            """)
    void aLayoutThatIsAnotherOneIsNotGuessedAt(String shown, String then) throws Exception {
        railway.limits(new com.fasterxml.jackson.databind.ObjectMapper().readTree(shown));
        switch (then) {
            case "garbled" ->
                assertThat(cause(client().look(Lever.RESIZE, soon()))).isEqualTo(Cause.GARBLED);
            case "for people" -> assertThat(sized().adjustable()).isFalse();
            default -> assertThat(sized().size()).isEmpty();
        }
    }

    private View.Sized sized() {
        return (View.Sized) ((Answer.Ok<View>) client().look(Lever.RESIZE, soon())).value();
    }
}
