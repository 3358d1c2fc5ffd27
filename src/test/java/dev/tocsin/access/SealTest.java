package dev.tocsin.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.access.Seal.Reason;
import dev.tocsin.config.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SealTest {
    private static final Secret SECRET = Secret.of("8f742231b10e8888abcd99yyyzzz85a5");
    private static final byte[] BODY = "payload=%7B%22type%22%3A%22block_actions%22%7D".getBytes(UTF_8);
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Duration WINDOW = Duration.ofMinutes(5);

    @ParameterizedTest
    @CsvSource({"0, ", "-299, ", "299, ", "-301, STALE", "301, STALE", "-86400, STALE"})
    void slackSignsTheTimeAndTheBody(long seconds, Reason reason) {
        String timestamp = Long.toString(NOW.getEpochSecond() + seconds);
        assertThat(why(slack(signed(timestamp, BODY), timestamp, BODY))).isEqualTo(Optional.ofNullable(reason));
    }

    @Test
    void anotherBodyTimeOrSecretIsForged() {
        String timestamp = Long.toString(NOW.getEpochSecond());
        String signature = signed(timestamp, BODY);
        assertThat(why(slack(signature, timestamp, "payload=x".getBytes(UTF_8))))
                .contains(Reason.FORGED);
        assertThat(why(slack(signature, Long.toString(NOW.getEpochSecond() + 1), BODY)))
                .contains(Reason.FORGED);
        Seal other = Seal.slack(Secret.of("another"), signature, timestamp, BODY, NOW, WINDOW);
        assertThat(why(other)).contains(Reason.FORGED);
        assertThat(why(slack(signature.substring(0, 21), timestamp, BODY))).contains(Reason.FORGED);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 1763805600",
        "v0=, ''",
        "v1=abcd, 1763805600",
        "v0=xyz, 1763805600",
        "v0=abcd, 1e9",
        "v0=abcd, -1",
        "v0=abcd, +1"
    })
    void whatIsNoSignatureIsNone(String signature, String timestamp) {
        assertThat(why(slack(signature, timestamp, BODY))).contains(Reason.UNSIGNED);
    }

    /** Upper-case hex is the same signature: a replay in other letters is the same message. */
    @Test
    void oneMessageHasOneId() {
        String timestamp = Long.toString(NOW.getEpochSecond());
        String signature = signed(timestamp, BODY);
        String loud = "v0=" + signature.substring(3).toUpperCase(Locale.ROOT);
        assertThat(slack(loud, timestamp, BODY)).isEqualTo(slack(signature, timestamp, BODY));
    }

    /** Slack's own example of its documentation. */
    @Test
    void slacksExampleIsGenuine() {
        byte[] body = ("token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
                        + "&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
                        + "&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
                        + "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c")
                .getBytes(UTF_8);
        Seal seal = Seal.slack(
                SECRET,
                "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
                "1531420618",
                body,
                Instant.ofEpochSecond(1531420620),
                WINDOW);
        assertThat(seal).isInstanceOf(Seal.Genuine.class);
    }

    @Test
    void pagerDutyMaySendSeveralSignatures() {
        String own = "v1=" + Digest.hex(Digest.keyed(SECRET.reveal(), BODY));
        String other = "v1=" + Digest.hex(Digest.keyed("former", BODY));
        assertThat(why(pagerDuty(own))).isEmpty();
        assertThat(why(pagerDuty(other + "," + own))).isEmpty();
        assertThat(why(pagerDuty(other + ", " + own))).isEmpty();
        assertThat(why(pagerDuty("v2=abcd," + own))).isEmpty();
        assertThat(why(pagerDuty(other))).contains(Reason.FORGED);
        assertThat(why(pagerDuty(""))).contains(Reason.UNSIGNED);
        assertThat(why(pagerDuty("v2=abcd"))).contains(Reason.UNSIGNED);
        assertThat(why(pagerDuty(own.substring(3)))).contains(Reason.UNSIGNED);
    }

    @Test
    void aMessageIsTakenOnceAndForgottenOnceItIsTooOldAnyway() {
        Memory memory = new Memory(2);
        assertThat(memory.take("a", NOW.plusSeconds(10), NOW)).isTrue();
        assertThat(memory.take("a", NOW.plusSeconds(10), NOW.plusSeconds(9))).isFalse();
        assertThat(memory.take("b", NOW.plusSeconds(99), NOW)).isTrue();
        assertThat(memory.take("c", NOW.plusSeconds(99), NOW.plusSeconds(5)))
                .as("full: nothing new until something has expired")
                .isFalse();
        assertThat(memory.take("c", NOW.plusSeconds(99), NOW.plusSeconds(10))).isTrue();
        assertThat(memory.take("b", NOW.plusSeconds(99), NOW.plusSeconds(11))).isFalse();
    }

    private static String signed(String timestamp, byte[] body) {
        return "v0=" + Digest.hex(Digest.keyed(SECRET.reveal(), ("v0:" + timestamp + ":").getBytes(UTF_8), body));
    }

    private static Seal slack(String signature, String timestamp, byte[] body) {
        return Seal.slack(SECRET, signature, timestamp, body, NOW, WINDOW);
    }

    private static Seal pagerDuty(String signatures) {
        return Seal.pagerDuty(List.of(Secret.of("unrelated"), SECRET), signatures, BODY);
    }

    private static Optional<Reason> why(Seal seal) {
        return seal instanceof Seal.Refused(Reason reason) ? Optional.of(reason) : Optional.empty();
    }
}
