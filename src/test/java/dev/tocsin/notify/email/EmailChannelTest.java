package dev.tocsin.notify.email;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.tocsin.clock.SystemClock;
import dev.tocsin.config.Config;
import dev.tocsin.config.Loaded;
import dev.tocsin.config.Source;
import dev.tocsin.incident.Page;
import dev.tocsin.incident.Page.Kind;
import dev.tocsin.lab.smtp.Mail;
import dev.tocsin.lab.smtp.MailSink;
import dev.tocsin.lab.smtp.MailSink.Refusal;
import dev.tocsin.model.Labels;
import dev.tocsin.notify.Cause;
import dev.tocsin.notify.Channel;
import dev.tocsin.notify.Delivery;
import dev.tocsin.notify.Pages;
import dev.tocsin.notify.Wording;
import io.vertx.core.Vertx;
import jakarta.mail.MessagingException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mail over real SMTP: to the lab's server, and to GreenMail. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmailChannelTest {
    private static final String PASSWORD = "s3cr3t-0123456789";

    private final SystemClock clock = new SystemClock();
    private final Vertx vertx = Vertx.vertx();
    private MailSink sink = MailSink.start(clock, 0);

    @AfterEach
    void freshSink() {
        sink.close();
        sink = MailSink.start(clock, 0);
    }

    @AfterAll
    void close() {
        sink.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void saysItInTextAndInHtml() {
        assertThat(send(Pages.of(Kind.TRIGGER, "team/email/0"))).isInstanceOf(Delivery.Accepted.class);

        Mail mail = sink.mails().getFirst();
        assertThat(mail.from()).isEqualTo("tocsin@example.com");
        assertThat(mail.to()).containsExactly("team@example.com", "boss@example.com");
        assertThat(mail.subject()).isEqualTo("[CRITICAL] ApiDown: API does not answer (api, production)");
        assertThat(mail.text())
                .contains("3 of 4 health checks failed")
                .contains("Since: 2026-11-22 10:00:00 UTC, for 5m")
                .contains("Why now: you are the first to be told")
                .contains("Runbook: https://runbooks.example.com/api-down");
        assertThat(mail.html())
                .contains("<h2")
                .contains("<th align=\"left\" valign=\"top\">Since</th><td>2026-11-22 10:00:00 UTC, for 5m</td>")
                .contains("<a href=\"https://runbooks.example.com/api-down\">Runbook</a>");
        assertThat(mail.header("Auto-Submitted")).isEqualTo("auto-generated");
        assertThat(mail.header("X-Tocsin-Incident")).isEqualTo("a1b2c3d4e5-k3x");
    }

    @Test
    void anIncidentsMailsStandTogetherAndAPageSentTwiceIsOneMail() {
        send(Pages.of(Kind.TRIGGER, "team/email/0"));
        send(Pages.of(Kind.TRIGGER, "team/email/0"));
        send(Pages.numbered(Kind.RESOLVE, "team/email/0", "a1b2c3d4e5-k3x", 2));

        List<Mail> mails = sink.mails();
        assertThat(mails)
                .extracting(mail -> mail.header("References"))
                .containsOnly(mails.getFirst().header("In-Reply-To"));
        assertThat(mails.getFirst().header("Message-ID"))
                .endsWith("@example.com>")
                .isEqualTo(mails.get(1).header("Message-ID"))
                .isNotEqualTo(mails.get(2).header("Message-ID"));
        assertThat(mails.getLast().subject()).startsWith("Resolved: ApiDown");
        assertThat(mails.getLast().text()).contains("lasted 4m50s");
    }

    @Test
    void noLabelReachesAHeaderOrSpeaksHtml() {
        String nasty = "x\r\nBcc: all@example.com\r\n\r\n<script>alert('1')</script> & \u00e9\ud83d\udca5\u0000";
        Page page = Pages.firing(
                Pages.of(Kind.TRIGGER, "team/email/0"),
                List.of(Pages.member(
                        Labels.of("alertname", nasty, "service", nasty),
                        Map.of("summary", nasty, "description", nasty, "a_url", "https://example.com/\"onload=1"),
                        1)));
        Channel channel = channel(
                "headers: {X-Alert: '{{ .CommonLabels.alertname }}', Bcc: 'all@example.com', Subject: '{{ .CommonAnnotations.summary }}'}");
        assertThat(channel.send(page, clock.now().plusSeconds(5))).isInstanceOf(Delivery.Accepted.class);

        Mail mail = sink.mails().getFirst();
        assertThat(mail.headers()).doesNotContainKey("bcc");
        assertThat(mail.to()).containsExactly("team@example.com", "boss@example.com");
        assertThat(mail.subject()).isEqualTo("x Bcc: all@example.com <script>alert('1')</script> & \u00e9\ud83d\udca5");
        assertThat(mail.header("X-Alert")).isEqualTo(mail.subject());
        assertThat(mail.html())
                .doesNotContain("<script>")
                .doesNotContain("\"onload")
                .contains("&lt;script&gt;");
    }

    @Test
    void templatesOfAlertmanagerSpeakAndTheirValuesAreEscaped() {
        Page page = Pages.firing(
                Pages.of(Kind.TRIGGER, "team/email/0"),
                List.of(Pages.member(Labels.of("alertname", "A<b>"), Map.of("summary", "it & that"), 1)));
        channel("html: '<b>{{ .CommonLabels.alertname }}</b>', text: '{{ .CommonAnnotations.summary }}', "
                        + "headers: {Subject: '[{{ .Status }}] {{ .CommonLabels.alertname }}'}")
                .send(page, clock.now().plusSeconds(5));
        Mail mail = sink.mails().getFirst();
        assertThat(mail.subject()).isEqualTo("[firing] A<b>");
        assertThat(mail.text().strip()).isEqualTo("it & that");
        assertThat(mail.html().strip()).isEqualTo("<b>A&lt;b&gt;</b>");
    }

    @Test
    void aTemplateThatFailsCostsNoMail() {
        channel("html: '{{ index .Alerts 9 }}'")
                .send(Pages.of(Kind.TRIGGER, "team/email/0"), clock.now().plusSeconds(5));
        assertThat(sink.mails().getFirst().html())
                .contains("3 of 4 health checks failed")
                .contains("template failed: html:1:");
    }

    @ParameterizedTest
    @CsvSource({
        "CONNECT, 421 too busy, Deferred, SERVER_ERROR",
        "CONNECT, 554 go away, Refused, INVALID",
        "MAIL, 451 try again later, Deferred, SERVER_ERROR",
        "MAIL, 530 authentication required, Refused, UNAUTHORIZED",
        "RCPT, 450 mailbox busy, Deferred, SERVER_ERROR",
        "RCPT, 550 no such user, Accepted, INVALID",
        "DATA, 552 too much, Refused, INVALID",
        "., 451 greylisted, Deferred, SERVER_ERROR",
        "., 554 rejected as spam, Refused, INVALID"
    })
    void aReplyMeansAnOutcome(String verb, String reply, String outcome, Cause cause) {
        sink.refusals().always(new Refusal(verb, reply));
        Delivery delivery = send(Pages.of(Kind.TRIGGER, "team/email/0"));
        assertThat(delivery.getClass().getSimpleName())
                .as(String.valueOf(delivery))
                .isEqualTo(outcome);
        switch (delivery) {
            case Delivery.Deferred deferred -> {
                assertThat(deferred.cause()).isEqualTo(cause);
                assertThat(deferred.detail()).contains(reply).contains("127.0.0.1:" + sink.port());
            }
            case Delivery.Refused refused -> {
                assertThat(refused.cause()).isEqualTo(cause);
                assertThat(refused.detail()).contains(reply);
            }
            case Delivery.Accepted accepted -> assertThat(accepted.receipt()).contains("refused team@example.com");
            case Delivery.Unknown unknown -> assertThat(unknown).isNull();
        }
    }

    @Test
    void oneRecipientAloneWhoIsNotThereIsARefusal() {
        sink.refusals().next(new Refusal("RCPT", "550 no such user"));
        Delivery delivery = configured("{to: nobody@example.com, " + server(sink.port()) + "}")
                .send(Pages.of(Kind.TRIGGER, "team/email/0"), clock.now().plusSeconds(5));
        assertThat(delivery).isInstanceOf(Delivery.Refused.class);
        assertThat(((Delivery.Refused) delivery).cause()).isEqualTo(Cause.NO_SUCH_ADDRESSEE);
    }

    @ParameterizedTest
    @CsvSource({"CONNECT", "EHLO", "MAIL", "DATA", "."})
    void aServerThatFallsSilentIsLeftByTheDeadline(String verb) {
        sink.refusals().next(new Refusal(verb, ""));
        Duration before = clock.elapsed();
        Delivery delivery = channel("hello: me")
                .send(Pages.of(Kind.TRIGGER, "team/email/0"), clock.now().plusMillis(600));
        assertThat(clock.elapsed().minus(before)).isLessThan(Duration.ofSeconds(3));
        assertThat(delivery).isInstanceOf(Delivery.Unknown.class);
        assertThat(sink.mails()).isEmpty();
    }

    @Test
    void aServerThatIsNotThereIsTriedAgain() {
        int gone = sink.port();
        sink.close();
        Delivery delivery = configured("{to: a@example.com, " + server(gone) + "}")
                .send(Pages.of(Kind.TRIGGER, "team/email/0"), clock.now().plusSeconds(5));
        assertThat(delivery).isInstanceOf(Delivery.Deferred.class);
        assertThat(((Delivery.Deferred) delivery).cause()).isEqualTo(Cause.UNREACHABLE);
        assertThat(((Delivery.Deferred) delivery).detail()).contains("127.0.0.1:" + gone);

        assertThat(configured(
                                "{to: a@example.com, from: b@example.com, smarthost: 'nowhere.invalid:25', require_tls: false}")
                        .send(
                                Pages.of(Kind.TRIGGER, "team/email/0"),
                                clock.now().plusSeconds(5)))
                .isInstanceOf(Delivery.Deferred.class);
    }

    @Test
    void aServerWithoutStartTlsGetsNoMailWhereItIsRequired() {
        Delivery delivery = configured(
                        "{to: a@example.com, from: b@example.com, smarthost: '127.0.0.1:" + sink.port() + "'}")
                .send(Pages.of(Kind.TRIGGER, "team/email/0"), clock.now().plusSeconds(5));
        assertThat(delivery).isInstanceOf(Delivery.Deferred.class);
        assertThat(((Delivery.Deferred) delivery).cause()).isEqualTo(Cause.TLS);
        assertThat(sink.mails()).isEmpty();
    }

    @Test
    void arrivesAtARealServerWithALogin() throws MessagingException {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            server.setUser("team@example.com", "tocsin", PASSWORD);
            int port = server.getSmtp().getPort();
            String login = ", auth_username: tocsin, auth_password: '${PASSWORD}'";
            assertThat(configured("{to: team@example.com, " + server(port) + login + "}")
                            .send(
                                    Pages.of(Kind.TRIGGER, "team/email/0"),
                                    clock.now().plusSeconds(10)))
                    .isInstanceOf(Delivery.Accepted.class);
            assertThat(server.getReceivedMessages()).hasSize(1);
            assertThat(server.getReceivedMessages()[0].getSubject()).startsWith("[CRITICAL] ApiDown");

            Delivery wrong = configured(
                            "{to: team@example.com, " + server(port) + ", auth_username: tocsin, auth_password: wrong}")
                    .send(Pages.of(Kind.TRIGGER, "team/email/0"), clock.now().plusSeconds(10));
            assertThat(wrong).isInstanceOf(Delivery.Refused.class);
            assertThat(((Delivery.Refused) wrong).cause()).isEqualTo(Cause.UNAUTHORIZED);
        } finally {
            server.stop();
        }
    }

    private Delivery send(Page page) {
        return channel("hello: agent.example.com").send(page, clock.now().plusSeconds(5));
    }

    private Channel channel(String extra) {
        return configured(
                "{to: 'team@example.com, Boss <boss@example.com>', " + server(sink.port()) + ", " + extra + "}");
    }

    private static String server(int port) {
        return "from: 'Tocsin <tocsin@example.com>', smarthost: '127.0.0.1:" + port + "', require_tls: false";
    }

    private Channel configured(String entry) {
        Email kind = new Email(
                () -> vertx,
                clock,
                Wording.of(Optional.of(URI.create("https://tocsin.example.com"))),
                Optional.empty());
        Loaded<Channel> loaded = Config.load(
                new Source("test.yml", entry, Path.of(".")),
                name -> Optional.of(PASSWORD),
                in -> in.one("global", kind::defaults).read(in));
        assertThat(loaded).as(String.valueOf(loaded)).isInstanceOf(Loaded.Ready.class);
        return ((Loaded.Ready<Channel>) loaded).value();
    }
}
