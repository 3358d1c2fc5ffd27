package dev.tocsin.notify.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.incident.Page.Kind;
import dev.tocsin.lab.Fault;
import dev.tocsin.lab.Reply;
import dev.tocsin.lab.slack.FakeSlack;
import dev.tocsin.lab.slack.Message;
import dev.tocsin.notify.Cause;
import dev.tocsin.notify.Channel;
import dev.tocsin.notify.ChannelContract;
import dev.tocsin.notify.ChannelKind;
import dev.tocsin.notify.Delivery;
import dev.tocsin.notify.Pages;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Slack as a bot, by {@code chat.postMessage}. */
class SlackBotTest extends ChannelContract {
    private final FakeSlack slack = FakeSlack.start(clock, SECRET, 0).channel("#alerts");

    @Override
    protected ChannelKind kind() {
        return new Slack(posting, wording, false);
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
    void anIncidentsMessagesShareAThread() {
        Channel channel = configured(entry(URI.create(slack.api().toString().replace("/api", ""))));
        for (Kind kind : List.of(Kind.TRIGGER, Kind.PROGRESS, Kind.RESOLVE)) {
            channel.send(page(kind), clock.now().plusSeconds(5));
        }
        channel.send(
                Pages.numbered(Kind.TRIGGER, "team/slack/0", "other", 1),
                clock.now().plusSeconds(5));
        channel.send(page(Kind.TRIGGER), clock.now().plusSeconds(5));

        List<Message> messages = slack.messages();
        String first = messages.getFirst().ts();
        assertThat(messages).extracting(Message::thread).containsExactly("", first, first, "", "");
        assertThat(messages)
                .extracting(message -> message.body().path("reply_broadcast").asBoolean())
                .containsExactly(false, false, true, false, false);
        assertThat(channel.send(page(Kind.TRIGGER), clock.now().plusSeconds(5)))
                .isEqualTo(new Delivery.Accepted(slack.messages().getLast().ts()));
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
