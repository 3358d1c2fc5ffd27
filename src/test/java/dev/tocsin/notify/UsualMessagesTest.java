package dev.tocsin.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.tocsin.clock.SystemClock;
import dev.tocsin.config.Config;
import dev.tocsin.config.Loaded;
import dev.tocsin.config.Source;
import dev.tocsin.http.Client;
import dev.tocsin.incident.ActNews;
import dev.tocsin.incident.Page;
import dev.tocsin.incident.Page.Kind;
import dev.tocsin.incident.Severity;
import dev.tocsin.incident.Tried;
import dev.tocsin.lab.LoopbackServer;
import dev.tocsin.lab.Reply;
import dev.tocsin.lab.smtp.Mail;
import dev.tocsin.lab.smtp.MailSink;
import dev.tocsin.notify.email.Email;
import dev.tocsin.notify.pagerduty.PagerDuty;
import dev.tocsin.notify.slack.Slack;
import dev.tocsin.notify.webhook.Webhook;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The messages that go out when nobody has written a template, as they are on the wire: what, since when, how bad, value and threshold,
 * which deployment went before, what has been tried, what to do, who is on it. Compared with the files beside this test, which
 * {@code -Dgolden.rewrite=true} writes anew.
 */
final class UsualMessagesTest {
    private static final Path GOLDEN = Path.of("src/test/resources/dev/tocsin/notify/usual");
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final SystemClock clock = new SystemClock();
    private final Client client = new Client(clock, "test");
    private final Posting posting = new Posting(client, clock);
    private final Wording wording = Wording.of(Optional.of(URI.create("https://tocsin.example.com")));
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final LoopbackServer server = LoopbackServer.start(0, call -> {
        bodies.add(call.text());
        return Reply.json(200, "{\"ok\":true,\"channel\":\"C0LAB0001\",\"ts\":\"1763805600.000100\"}");
    });

    @AfterEach
    void close() {
        server.close();
        client.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pagerduty", "slack", "webhook"})
    void overHttp(String kind) throws IOException {
        StringBuilder all = new StringBuilder();
        for (Page page : life("team/" + kind + "/0")) {
            send(kind, page);
            all.append("== ")
                    .append(page.kind())
                    .append(", ")
                    .append(page.reason())
                    .append('\n');
            all.append(pretty(bodies.removeFirst())).append('\n');
        }
        compare(kind + ".txt", all.toString());
        String first = all.substring(0, all.indexOf("== PROGRESS")).replace("&gt;", ">");
        assertThat(first)
                .contains("API does not answer", "2026-11-22", "critical", ">= 3", "dpl_42")
                .contains("rolled back to 41f9", "https://runbooks.example.com/api-down");
    }

    @Test
    void asMail() throws IOException {
        Vertx vertx = Vertx.vertx();
        StringBuilder all = new StringBuilder();
        try (MailSink sink = MailSink.start(clock, 0)) {
            Channel channel = read(
                    new Email(() -> vertx, clock, wording, Optional.empty()),
                    "{to: team@example.com, from: tocsin@example.com, require_tls: false, smarthost: '127.0.0.1:"
                            + sink.port() + "'}");
            for (Page page : life("team/email/0")) {
                assertThat(channel.send(page, clock.now().plusSeconds(10))).isInstanceOf(Delivery.Accepted.class);
                Mail mail = sink.mails().getLast();
                all.append("== ")
                        .append(page.kind())
                        .append(", ")
                        .append(page.reason())
                        .append('\n');
                all.append("Subject: ").append(mail.subject()).append('\n');
                all.append(mail.text().replace("\r", "")).append('\n');
                assertThat(mail.html()).contains("dpl_42", "Runbook");
            }
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
        compare("email.txt", all.toString());
        assertThat(all.substring(0, all.indexOf("== PROGRESS")))
                .contains("API does not answer", "Since: 2026-11-22 10:00:00", "Severity: critical")
                .contains("Value: 3\nThreshold: >= 3\nDeployed before: dpl_42, commit 41f9a2c7d0e1, 4m before it began")
                .contains("Tried: rollback-api, ineffective: rolled back to 41f9", "Acknowledged by: nobody yet")
                .contains("Runbook: https://runbooks.example.com/api-down");
    }

    private static List<Page> life(String endpoint) {
        Tried tried = new Tried(
                "i/rollback-api",
                "rollback-api",
                ActNews.Kind.INEFFECTIVE,
                "rolled back to 41f9",
                Pages.START.plusSeconds(240));
        return List.of(
                Pages.of(
                        Pages.numbered(Kind.TRIGGER, endpoint, "a1b2c3d4e5-k3x", 1), List.of(tried), Severity.CRITICAL),
                Pages.numbered(Kind.PROGRESS, endpoint, "a1b2c3d4e5-k3x", 2),
                Pages.numbered(Kind.ACKNOWLEDGE, endpoint, "a1b2c3d4e5-k3x", 3),
                Pages.numbered(Kind.RESOLVE, endpoint, "a1b2c3d4e5-k3x", 4));
    }

    private void send(String kind, Page page) {
        String base = server.uri().toString();
        Channel channel = switch (kind) {
            case "pagerduty" -> read(new PagerDuty(posting, wording), "{routing_key: key, url: '" + base + "'}");
            case "slack" ->
                read(
                        new Slack(posting, wording, true),
                        "{app_token: token, app_url: '" + base + "/api', channel: C0LAB0001}");
            default -> read(new Webhook(posting, wording), "{url: '" + base + "/hook'}");
        };
        assertThat(channel.send(page, clock.now().plusSeconds(10))).isInstanceOf(Delivery.Accepted.class);
    }

    private static Channel read(ChannelKind kind, String entry) {
        Loaded<Channel> loaded = Config.load(
                new Source("t.yml", entry, Path.of(".")),
                name -> Optional.empty(),
                in -> in.one("global", global -> kind.defaults(global)).read(in));
        assertThat(loaded).as(String.valueOf(loaded)).isInstanceOf(Loaded.Ready.class);
        return ((Loaded.Ready<Channel>) loaded).value();
    }

    private static String pretty(String body) throws JsonProcessingException {
        JsonNode read = JSON.readTree(body);
        return JSON.writeValueAsString(read);
    }

    private static void compare(String name, String said) throws IOException {
        Path file = GOLDEN.resolve(name);
        if (Boolean.getBoolean("golden.rewrite")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, said);
        }
        assertThat(said).isEqualTo(Files.readString(file));
    }
}
