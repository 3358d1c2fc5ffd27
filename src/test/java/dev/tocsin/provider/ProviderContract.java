package dev.tocsin.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.clock.Clock;
import dev.tocsin.clock.SystemClock;
import dev.tocsin.lab.Fault;
import dev.tocsin.lab.Reply;
import dev.tocsin.lab.Script;
import dev.tocsin.provider.Answer.Cause;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What every platform's client owes its callers: causes that are true, deadlines that are kept, and no secret in any text. A new
 * client extends this and says how its fake is reached. Faults are the server's, so the calls are real.
 */
public abstract class ProviderContract {
    protected static final String TOKEN = "s3cr3t-t0ken";
    private static final Duration SHORT = Duration.ofMillis(300);

    protected final Clock clock = new SystemClock();

    /** The client, with {@link #TOKEN}, for the fake. */
    protected abstract Levers client();

    /** The same client for another address. */
    protected abstract Levers client(URI elsewhere);

    /** How the fake misbehaves. */
    protected abstract Script<Fault> faults();

    /** A request that the fake can carry out. */
    protected abstract Pull pull();

    /** How many such requests the fake has carried out. */
    protected abstract int pulls();

    private Lever lever() {
        return pull().lever();
    }

    @Test
    void whatIsAskedIsAnswered() {
        assertThat(client().look(lever(), soon())).isInstanceOf(Answer.Ok.class);
        assertThat(client().pull(pull(), soon())).isInstanceOf(Answer.Ok.class);
        assertThat(pulls()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0} is {1} because of {2}")
    @CsvSource({
        "400, Refused, REJECTED", "401, Refused, UNAUTHORIZED", "403, Refused, UNAUTHORIZED", "404, Refused, NOT_FOUND",
        "408, Unknown, TIMEOUT", "409, Refused, REJECTED", "301, Refused, REJECTED", "500, Unknown, BROKEN",
        "502, Unknown, BROKEN", "503, Unknown, BROKEN", "504, Unknown, BROKEN", "429, Deferred, RATE_LIMITED"
    })
    void theStatusDecides(int status, String outcome, Cause cause) {
        faults().next(Fault.status(status), Fault.status(status));
        for (Answer<?> answer : List.of(client().look(lever(), soon()), client().pull(pull(), soon()))) {
            assertThat(answer.getClass().getSimpleName()).isEqualTo(outcome);
            assertThat(cause(answer)).isEqualTo(cause);
        }
        assertThat(pulls()).isZero();
    }

    @Test
    void theWaitThatThePlatformWantsIsHandedOn() {
        faults().next(Fault.rateLimited(7));
        assertThat(client().pull(pull(), soon()))
                .isEqualTo(new Answer.Deferred<>(Cause.RATE_LIMITED, Optional.of(Duration.ofSeconds(7))));
    }

    @ParameterizedTest
    @CsvSource({"soon", "-3", "''", "99999999"})
    void aWaitThatMakesNoSenseIsNone(String retryAfter) {
        faults().next(new Fault.Instead(new Reply(429, Map.of("Retry-After", retryAfter), "")));
        assertThat(client().pull(pull(), soon()))
                .isEqualTo(new Answer.Deferred<>(Cause.RATE_LIMITED, Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({"<html>Bad gateway</html>", "''", "null", "[]", "{", "{}", "\"yes\""})
    void anAnswerThatMakesNoSenseIsUnknown(String body) {
        faults().next(new Fault.Instead(Reply.json(200, body)), new Fault.Instead(Reply.json(200, body)));
        assertThat(cause(client().look(lever(), soon()))).isEqualTo(Cause.GARBLED);
        Answer<?> answer = client().pull(pull(), soon());
        assertThat(answer).isInstanceOf(Answer.Unknown.class);
        assertThat(cause(answer)).isEqualTo(Cause.GARBLED);
    }

    @Test
    void theDeadlineIsKeptAndTheOutcomeIsUnknown() {
        faults().always(new Fault.Silent());
        Instant before = clock.now();
        Answer<?> listed = client().look(lever(), before.plus(SHORT));
        Answer<?> asked = client().pull(pull(), clock.now().plus(SHORT));
        assertThat(Duration.between(before, clock.now())).isLessThan(Duration.ofSeconds(3));
        assertThat(cause(listed)).isEqualTo(Cause.TIMEOUT);
        assertThat(asked).isInstanceOf(Answer.Unknown.class);
        assertThat(cause(asked)).isEqualTo(Cause.TIMEOUT);
    }

    @Test
    void aLostAnswerIsUnknownAndNothingIsRepeated() {
        faults().next(new Fault.AnswerLost());
        assertThat(client().pull(pull(), soon())).isInstanceOf(Answer.Unknown.class);
        assertThat(pulls()).isEqualTo(1);
    }

    @Test
    void aConnectionThatBreaksIsUnknown() {
        faults().next(new Fault.HangUp());
        assertThat(client().pull(pull(), soon())).isInstanceOf(Answer.Unknown.class);
        assertThat(pulls()).isZero();
    }

    @Test
    void whatIsPastItsDeadlineIsNotBegun() {
        assertThat(client().pull(pull(), clock.now())).isInstanceOf(Answer.Deferred.class);
        assertThat(pulls()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"http://127.0.0.1:1/api", "http://no-such-host.invalid/api"})
    void whereNobodyListensNothingWasDone(URI nowhere) {
        assertThat(client(nowhere).pull(pull(), soon()))
                .isEqualTo(new Answer.Deferred<>(Cause.UNREACHABLE, Optional.empty()));
    }

    @Test
    void noTextCarriesTheToken() {
        String echo = "{\"errors\":[{\"message\":\"bad token " + TOKEN + "\"}]}";
        for (int status : new int[] {200, 400, 401, 500}) {
            faults().next(new Fault.Instead(Reply.json(status, echo)), new Fault.Instead(Reply.json(status, echo)));
            assertThat(client().look(lever(), soon()).toString()).doesNotContain(TOKEN);
            assertThat(client().pull(pull(), soon()).toString()).doesNotContain(TOKEN);
        }
        assertThat(client().toString()).doesNotContain(TOKEN);
    }

    protected Instant soon() {
        return clock.now().plus(Duration.ofSeconds(10));
    }

    protected static Cause cause(Answer<?> answer) {
        return switch (answer) {
            case Answer.Ok<?> ok -> throw new AssertionError("answered: " + ok);
            case Answer.Refused<?> refused -> refused.cause();
            case Answer.Deferred<?> deferred -> deferred.cause();
            case Answer.Unknown<?> unknown -> unknown.cause();
        };
    }
}
