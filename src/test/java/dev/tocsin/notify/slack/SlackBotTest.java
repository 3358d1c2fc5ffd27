package dev.tocsin.notify.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.incident.Page;
import dev.tocsin.incident.Page.Kind;
import dev.tocsin.lab.Fault;
import dev.tocsin.lab.Reply;
import dev.tocsin.lab.slack.FakeSlack;
import dev.tocsin.lab.slack.Message;
import dev.tocsin.notify.Attempt;
import dev.tocsin.notify.Cause;
import dev.tocsin.notify.Channel;
import dev.tocsin.notify.ChannelContract;
import dev.tocsin.notify.ChannelKind;
import dev.tocsin.notify.Delivery;
import dev.tocsin.notify.Pages;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Slack as a bot, by {@code chat.postMessage}. */
class SlackBotTest extends ChannelContract {
    private final FakeSlack slack = FakeSlack.start(clock, SECRET, 0).channel("#alerts");

    @Override
    protected ChannelKind kind() {
        return new Slack(posting, wording, true);
    }

    @Override
    protected String entry(URI base) {
        return "{app_token: '${TOKEN}', app_url: '" + base + "/api', channel: '#alerts'}";
    }

    @Override
    protected Reply accepted() {
        return Reply.json(200, "{\"ok\":true,\"channel\":\"C1\",\"ts\":\"1763805600.000100\"}");
    }

    @AfterEach
    void close() {
        slack.close();
    }

    @Test
    void anIncidentIsOneMessageThatIsEditedAndAThread() {
        String anchor = accepted(carry(Kind.TRIGGER, Optional.empty(), false));
        for (Kind kind : List.of(Kind.TRIGGER, Kind.PROGRESS, Kind.ACKNOWLEDGE, Kind.RESOLVE)) {
            assertThat(accepted(carry(kind, Optional.of(anchor), false))).isEqualTo(anchor);
        }

        List<Message> messages = slack.messages();
        Message first = messages.getFirst();
        assertThat(anchor).isEqualTo(slack.id("#alerts") + "/" + first.ts());
        assertThat(messages)
                .extracting(Message::thread)
                .containsExactly("", first.ts(), first.ts(), first.ts(), first.ts());
        assertThat(messages)
                .extracting(message -> message.body().path("reply_broadcast").asBoolean())
                .containsExactly(false, true, false, false, true);
        assertThat(slack.edits()).hasSize(4).allMatch(edit -> edit.ts().equals(first.ts()));
        assertThat(first.text()).startsWith(":white_check_mark: *Resolved: ApiDown");
    }

    @Test
    void buttonsVanishWhenTheyDoNotApplyAnyMore() {
        String anchor = accepted(carry(Kind.TRIGGER, Optional.empty(), false));
        assertThat(buttons(slack.messages().getFirst())).isEqualTo(1);
        carry(Kind.PROGRESS, Optional.of(anchor), false);
        assertThat(buttons(slack.messages().getFirst())).isEqualTo(1);
        assertThat(buttons(slack.messages().getLast())).isZero();
        carry(Kind.ACKNOWLEDGE, Optional.of(anchor), false);
        assertThat(buttons(slack.messages().getFirst())).isZero();
        carry(Kind.RESOLVE, Optional.of(anchor), false);
        assertThat(slack.messages()).allMatch(message -> buttons(message) == 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"message_not_found", "cant_update_message", "edit_window_closed"})
    void whatCannotBeEditedAnyMoreIsPostedAnew(String error) {
        String anchor = accepted(carry(Kind.TRIGGER, Optional.empty(), false));
        slack.errors("chat.update").next(error);
        String anew = accepted(carry(Kind.ACKNOWLEDGE, Optional.of(anchor), false));
        assertThat(anew).isNotEqualTo(anchor);
        assertThat(slack.messages()).extracting(Message::thread).containsExactly("", "");

        carry(Kind.RESOLVE, Optional.of(anew), false);
        assertThat(slack.messages().getLast().thread())
                .isEqualTo(slack.messages().get(1).ts());
    }

    @Test
    void aDeletedMessageIsPostedAnew() {
        String anchor = accepted(carry(Kind.TRIGGER, Optional.empty(), false));
        slack.delete(slack.messages().getFirst());
        assertThat(accepted(carry(Kind.RESOLVE, Optional.of(anchor), false))).isNotEqualTo(anchor);
        assertThat(slack.messages())
                .singleElement()
                .satisfies(message -> assertThat(message.text()).contains("Resolved"));
    }

    @Test
    void nothingIsRepliedWhileTheMessageCannotBeEditedForNow() {
        String anchor = accepted(carry(Kind.TRIGGER, Optional.empty(), false));
        slack.faults().next(Fault.rateLimited(30));
        assertThat(carry(Kind.ACKNOWLEDGE, Optional.of(anchor), false))
                .isEqualTo(new Delivery.Deferred(Cause.RATE_LIMITED, "HTTP 429", Optional.of(Duration.ofSeconds(30))));
        assertThat(slack.messages()).hasSize(1);
        assertThat(slack.edits()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAttemptThatMayHaveArrivedIsLookedForFirst(boolean inThread) {
        Optional<String> anchor =
                inThread ? Optional.of(accepted(carry(Kind.TRIGGER, Optional.empty(), false, 1))) : Optional.empty();
        if (inThread) {
            slack.faults().next(new Fault.Slow(Duration.ZERO), new Fault.AnswerLost());
        } else {
            slack.faults().next(new Fault.AnswerLost());
        }
        assertThat(carry(Kind.TRIGGER, anchor, false, 2)).isInstanceOf(Delivery.Unknown.class);
        int posted = slack.messages().size();

        String found = accepted(carry(Kind.TRIGGER, anchor, true, 2));
        assertThat(slack.messages()).hasSize(posted);
        assertThat(found).endsWith(slack.messages().getFirst().ts());
        accepted(carry(Kind.RESOLVE, Optional.of(found), true, 3));
        assertThat(slack.messages()).hasSize(posted + 1);
    }

    @Test
    void whoMayNotReadPostsOnceMore() {
        slack.withoutReading().faults().next(new Fault.AnswerLost());
        assertThat(carry(Kind.TRIGGER, Optional.empty(), false)).isInstanceOf(Delivery.Unknown.class);
        accepted(carry(Kind.TRIGGER, Optional.empty(), true));
        assertThat(slack.messages()).hasSize(2);
    }

    @Test
    void aReceiptOfAnotherKindBeginsAMessage() {
        accepted(carry(Kind.TRIGGER, Optional.of("1763805600.000100"), false));
        assertThat(slack.messages())
                .singleElement()
                .satisfies(message -> assertThat(message.thread()).isEmpty());
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void noLabelBreaksALimitOfAnEditOrAReply(Kind kind) {
        String anchor = accepted(carry(Kind.TRIGGER, Optional.empty(), false));
        Delivery delivery =
                bot().carry(new Attempt(hostile(kind), 1, clock.now().plusSeconds(5), Optional.of(anchor), false));
        assertThat(accepted(delivery)).isEqualTo(anchor);
        assertThat(slack.messages())
                .hasSize(2)
                .allSatisfy(message -> assertThat(message.body().toString()).doesNotContain("<!channel>"));
    }

    private Delivery carry(Kind kind, Optional<String> anchor, boolean doubtful) {
        return carry(kind, anchor, doubtful, 1);
    }

    private Delivery carry(Kind kind, Optional<String> anchor, boolean doubtful, int number) {
        Page page = Pages.at(clock.now(), Pages.numbered(kind, "team/slack/0", "a1b2c3d4e5-k3x", number));
        return bot().carry(new Attempt(page, 1, clock.now().plusSeconds(5), anchor, doubtful));
    }

    private Channel bot() {
        return configured(
                "{app_token: '${TOKEN}', app_url: '" + slack.api() + "', channel: " + slack.id("#alerts") + "}");
    }

    private static String accepted(Delivery delivery) {
        assertThat(delivery).isInstanceOf(Delivery.Accepted.class);
        return ((Delivery.Accepted) delivery).receipt();
    }

    private static long buttons(Message message) {
        return message.body().findValuesAsText("type").stream()
                .filter("button"::equals)
                .count();
    }

    @ParameterizedTest
    @CsvSource({
        "invalid_auth, UNAUTHORIZED",
        "token_revoked, UNAUTHORIZED",
        "missing_scope, UNAUTHORIZED",
        "channel_not_found, NO_SUCH_ADDRESSEE",
        "not_in_channel, NO_SUCH_ADDRESSEE",
        "is_archived, NO_SUCH_ADDRESSEE",
        "invalid_blocks, INVALID",
        "msg_blocks_too_long, INVALID",
        "something_new, INVALID"
    })
    void notOkIsRefusedWithSlacksWord(String error, Cause cause) {
        slack.errors().next(error);
        assertThat(send()).isEqualTo(new Delivery.Refused(cause, "Slack says " + error));
        assertThat(slack.messages()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ratelimited, RATE_LIMITED", "fatal_error, SERVER_ERROR", "internal_error, SERVER_ERROR"})
    void someErrorsPass(String error, Cause cause) {
        slack.errors().next(error);
        assertThat(send()).isEqualTo(new Delivery.Deferred(cause, "Slack says " + error));
        assertThat(send()).isInstanceOf(Delivery.Accepted.class);
    }

    @Test
    void aWrongTokenAndAWrongChannelAreRefused() {
        assertThat(configured("{app_token: other, app_url: '" + slack.api() + "', channel: '#alerts'}")
                        .send(page(Kind.TRIGGER), clock.now().plusSeconds(5)))
                .isEqualTo(new Delivery.Refused(Cause.UNAUTHORIZED, "Slack says invalid_auth"));
        assertThat(configured("{app_token: '${TOKEN}', app_url: '" + slack.api() + "', channel: '#nope'}")
                        .send(page(Kind.TRIGGER), clock.now().plusSeconds(5)))
                .isEqualTo(new Delivery.Refused(Cause.NO_SUCH_ADDRESSEE, "Slack says channel_not_found"));
    }

    @Test
    void whatIsNotItsJsonIsTriedAgain() {
        slack.faults().next(new Fault.Instead(Reply.of(200, "<html>" + SECRET)));
        Delivery delivery = send();
        assertThat(delivery).isInstanceOf(Delivery.Deferred.class);
        assertThat(delivery.toString()).doesNotContain(SECRET);
    }

    private Delivery send() {
        return configured("{app_token: '${TOKEN}', app_url: '" + slack.api() + "', channel: '#alerts'}")
                .send(page(Kind.TRIGGER), clock.now().plusSeconds(5));
    }
}
