package dev.tocsin.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.tocsin.alert.Alert;
import dev.tocsin.clock.SystemClock;
import dev.tocsin.http.Authority;
import dev.tocsin.lab.LoopbackServer;
import dev.tocsin.lab.Reply;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each rule of the shipped table is quiet while all is well, fires on what the world really says when it is not, and ends when it is
 * well again. Nothing stands in for anything: real servers, a real certificate, a real database and its replica, pages of a real
 * node_exporter, the shipped {@code tocsin.yml} with its queries. Only the clock is moved by hand.
 */
final class SevenRulesTest {
    private static final Duration A_CHECK = Duration.ofSeconds(15);
    private static final double[] USUAL_BUCKETS = {0.1, 0.5, 1};
    private static final double[] MORE_BUCKETS = {0.1, 0.5, 1, 2.5, 5};

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "200 {\"status\": \"ok\", \"version\": \"1.4.2\", \"database\": false, \"redis\": true}",
                "500 {\"error\": \"no database\"}",
                "200 <html>Welcome to nginx!</html>",
            })
    void apiDown(String sick) throws IOException {
        try (Shop shop = new Shop(USUAL_BUCKETS);
                Watch watch = watch("api-health", Map.of("API_URL", shop.uri().toString()))) {
            watch.pass(Duration.ofMinutes(5));
            assertThat(watch.known()).as(watch.said()).isEmpty();

            shop.health(Reply.json(Integer.parseInt(sick.substring(0, 3)), sick.substring(4)));
            watch.pass(A_CHECK.multipliedBy(2));
            assertThat(watch.known()).isEmpty();
            watch.pass(A_CHECK);
            Alert alert = theOnlyAlert(watch);
            assertThat(alert.labels().toMap())
                    .isEqualTo(Map.of(
                            "alertname", "ApiDown",
                            "severity", "critical",
                            "service", "api",
                            "job", "api-health",
                            "issue", "backend-crash",
                            "instance", shop.uri() + "/health"));
            assertThat(alert.annotations())
                    .containsEntry("summary", "api is down: " + shop.uri() + "/health fails its health check")
                    .containsEntry("runbook_url", "docs/runbooks.md#apidown");

            shop.health(Reply.json(200, Shop.WELL));
            watch.pass(Duration.ofSeconds(50));
            assertThat(watch.firing()).as("kept for a minute").hasSize(1);
            watch.pass(Duration.ofSeconds(50));
            assertThat(watch.known()).isEmpty();
        }
    }

    @Test
    void apiDownWhenNobodyListens() throws IOException {
        try (Shop shop = new Shop(USUAL_BUCKETS);
                Watch watch = watch("api-health", Map.of("API_URL", shop.uri().toString()))) {
            watch.pass(Duration.ofMinutes(3));
            shop.close();
            watch.pass(Duration.ofMinutes(1));
            assertThat(theOnlyAlert(watch).name()).isEqualTo("ApiDown");
        }
    }

    @Test
    void highErrorRate() throws IOException {
        try (Shop shop = new Shop(USUAL_BUCKETS);
                Watch watch = watch("api", Map.of("API_URL", shop.uri().toString()))) {
            serve(shop, watch, Duration.ofMinutes(6));
            assertThat(watch.known()).as(watch.said()).isEmpty();

            shop.answersWith(503);
            serve(shop, watch, Duration.ofMinutes(1));
            Alert alert = theOnlyAlert(watch);
            assertThat(alert.labels().toMap())
                    .isEqualTo(
                            Map.of("alertname", "HighErrorRate", "severity", "high", "service", "api", "job", "api"));
            assertThat(alert.value()).isBetween(0.05, 0.3);
            assertThat(alert.annotations().get("summary")).matches("[0-9.]+% of the requests to api fail");

            shop.answersWith(200);
            serve(shop, watch, Duration.ofMinutes(7));
            assertThat(watch.known()).isEmpty();
        }
    }

    static double[][] buckets() {
        return new double[][] {USUAL_BUCKETS, MORE_BUCKETS};
    }

    @ParameterizedTest
    @MethodSource("buckets")
    void slowResponses(double... buckets) throws IOException {
        try (Shop shop = new Shop(buckets);
                Watch watch = watch("api", Map.of("API_URL", shop.uri().toString()))) {
            serve(shop, watch, Duration.ofMinutes(6));
            shop.takes(1.4);
            serve(shop, watch, Duration.ofMinutes(9));
            assertThat(watch.firing()).isEmpty();
            assertThat(watch.known()).as(watch.said()).containsExactly("SlowResponses");

            serve(shop, watch, Duration.ofMinutes(3));
            Alert alert = theOnlyAlert(watch);
            assertThat(alert.labels().toMap())
                    .isEqualTo(
                            Map.of("alertname", "SlowResponses", "severity", "medium", "service", "api", "job", "api"));
            assertThat(alert.annotations().get("summary")).startsWith("api answers slowly: p95 is ");

            shop.takes(0.05);
            serve(shop, watch, Duration.ofMinutes(6));
            assertThat(watch.known()).isEmpty();
        }
    }

    @Test
    void databaseLag() throws IOException, SQLException {
        try (Replicated database = new Replicated(folder);
                Watch watch = watch("replica", Map.of("REPLICA_HOST", database.replicaHost()))) {
            database.change("CREATE TABLE orders (number int)");
            keepUp(database, watch);
            assertThat(watch.firing()).as(watch.said()).isEmpty();

            database.pauseReplay();
            database.change("INSERT INTO orders VALUES (1)");
            database.awaitReceived();
            watch.pass(Duration.ofSeconds(50));
            assertThat(watch.firing()).as("not for a minute yet").isEmpty();
            watch.pass(Duration.ofSeconds(90));
            Alert alert = theOnlyAlert(watch);
            assertThat(alert.labels().toMap())
                    .isEqualTo(Map.of(
                            "alertname", "DatabaseLag",
                            "severity", "high",
                            "service", "database",
                            "job", "replica",
                            "instance", database.replicaHost() + "/postgres"));
            assertThat(alert.value()).isBetween(40.0, 70.0);
            assertThat(alert.annotations().get("summary"))
                    .matches("The replica " + database.replicaHost() + "/postgres is .+ behind");

            database.resumeReplay();
            keepUp(database, watch);
            assertThat(watch.firing()).as(watch.said()).isEmpty();

            database.losePrimary();
            watch.pass(Duration.ofMinutes(2));
            assertThat(theOnlyAlert(watch).name())
                    .as("whoever hears nothing must not look up to date")
                    .isEqualTo("DatabaseLag");
        }
    }

    @Test
    void highChurn() throws IOException, SQLException {
        try (EmbeddedPostgres database = EmbeddedPostgres.builder().start();
                Watch watch = watch("churn", Map.of("REPLICA_HOST", "127.0.0.1:" + database.getPort()))) {
            execute(database, "CREATE ROLE tocsin LOGIN");
            execute(database, "CREATE TABLE customers (number int, created_at timestamptz, cancelled_at timestamptz)");
            execute(database, "GRANT SELECT ON customers TO tocsin");
            watch.pass(Duration.ofHours(1));
            assertThat(watch.known()).as("no customers at all: " + watch.said()).isEmpty();

            execute(database, """
                INSERT INTO customers
                  SELECT n, now() - interval '1 year', CASE WHEN n <= 15 THEN now() - interval '3 days' END
                  FROM generate_series(1, 100) AS n
                UNION ALL SELECT 101, now() - interval '1 year', now() - interval '2 months'
                UNION ALL SELECT 102, now() - interval '10 days', now() - interval '1 day'
                """);
            watch.pass(Duration.ofHours(1));
            assertThat(watch.known()).as("15 % are tolerated: " + watch.said()).isEmpty();

            execute(database, "UPDATE customers SET cancelled_at = now() WHERE number BETWEEN 50 AND 54");
            watch.pass(Duration.ofHours(1));
            Alert alert = theOnlyAlert(watch);
            assertThat(alert.value()).isEqualTo(0.2);
            assertThat(alert.labels().toMap())
                    .containsEntry("alertname", "HighChurn")
                    .containsEntry("severity", "medium")
                    .containsEntry("service", "business");
            assertThat(alert.annotations()).containsEntry("summary", "Monthly churn is 20%");

            execute(database, "UPDATE customers SET cancelled_at = NULL WHERE number < 30");
            watch.pass(Duration.ofHours(1));
            assertThat(watch.known()).isEmpty();
        }
    }

    @Test
    void diskFull() throws IOException {
        AtomicReference<String> page = new AtomicReference<>(page("roomy"));
        try (LoopbackServer exporter = LoopbackServer.start(0, call -> Reply.of(200, page.get()));
                Watch watch = watch("database", Map.of("SUPABASE_METRICS_URL", exporter.uri() + "/metrics"))) {
            watch.pass(Duration.ofMinutes(5));
            assertThat(watch.known()).as(watch.said()).isEmpty();

            page.set(page("full"));
            watch.pass(Duration.ofMinutes(1));
            Alert alert = theOnlyAlert(watch);
            assertThat(alert.labels().toMap())
                    .isEqualTo(Map.of(
                            "alertname", "DiskFull",
                            "severity", "high",
                            "service", "database",
                            "job", "database",
                            "instance", exporter.uri().getAuthority(),
                            "device", "/dev/loop0",
                            "fstype", "ext4",
                            "mountpoint", "/srv/data"));
            assertThat(alert.annotations())
                    .containsEntry("summary", "/srv/data on " + exporter.uri().getAuthority() + " is 95.56% full");

            page.set(page("roomy"));
            watch.pass(Duration.ofMinutes(7));
            assertThat(watch.known()).isEmpty();
        }
    }

    @Test
    void sslExpiring() throws IOException {
        Instant now = new SystemClock().now();
        Authority authority = new Authority("Root", now.minus(Duration.ofDays(99)), now.plus(Duration.ofDays(999)));
        String trust = "    tls_config: {ca_file: " + authority.file(folder) + "}\n";
        HttpsServer server = tls(0, authority.issue(now.minus(Duration.ofDays(76)), now.plus(days(15)), "localhost"));
        int port = server.getAddress().getPort();
        String url = "https://localhost:" + port;
        try (Watch watch = new Watch(folder, "web", Map.of("WEB_URL", url), trust)) {
            watch.pass(Duration.ofMinutes(20));
            assertThat(watch.known()).as(watch.said()).isEmpty();

            server.stop(0);
            server = tls(port, authority.issue(now.minus(Duration.ofDays(77)), now.plus(days(13)), "localhost"));
            watch.pass(Duration.ofMinutes(1));
            Alert alert = theOnlyAlert(watch);
            assertThat(alert.labels().toMap())
                    .containsEntry("alertname", "SslExpiring")
                    .containsEntry("severity", "medium")
                    .containsEntry("service", "web")
                    .containsEntry("instance", url);
            assertThat(alert.annotations().get("summary"))
                    .startsWith("The certificate of " + url + " expires in 12d 23h");

            server.stop(0);
            server = tls(port, authority.issue(now.minus(days(1)), now.plus(days(90)), "localhost"));
            watch.pass(Duration.ofMinutes(1));
            assertThat(watch.known()).isEmpty();

            server.stop(0);
            server = tls(port, authority.issue(now.minus(days(90)), now.minus(days(1)), "localhost"));
            watch.pass(Duration.ofMinutes(2));
            assertThat(watch.firing())
                    .as("expired: nobody can connect")
                    .extracting(Alert::name)
                    .contains("SslExpiring");
        } finally {
            server.stop(0);
        }
    }

    /** Five minutes in which the replica has the time to replay what the servers write for themselves, as it has in real ones. */
    private static void keepUp(Replicated database, Watch watch) throws SQLException {
        for (int number = 0; number < 20; number++) {
            database.awaitReplayed();
            watch.pass(A_CHECK);
        }
    }

    private Watch watch(String name, Map<String, String> variables) throws IOException {
        return new Watch(folder, name, variables, "");
    }

    private static Alert theOnlyAlert(Watch watch) {
        assertThat(watch.firing()).as(watch.said()).hasSize(1);
        return watch.firing().getFirst();
    }

    /** Customers come all the while, five between two scrapes. */
    private static void serve(Shop shop, Watch watch, Duration time) {
        for (Duration gone = Duration.ZERO; gone.compareTo(time) < 0; gone = gone.plus(A_CHECK)) {
            shop.serve(5);
            watch.pass(A_CHECK);
        }
    }

    private static Duration days(int number) {
        return Duration.ofDays(number);
    }

    private static HttpsServer tls(int port, Authority.Issued certificate) throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate.server()));
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, -1);
            }
        });
        server.start();
        return server;
    }

    /**
     * What Debian 12's prometheus-node-exporter 1.5.0 answered on a machine with an ext4 file system of 64 MB, mounted on /srv/data, in
     * which a file of 51 MB ({@code full}) or of 20 MB ({@code roomy}) lay. Only node_uname_info is written by hand.
     */
    private static String page(String state) {
        String name = "node-exporter-" + state + ".prom";
        try (InputStream in = SevenRulesTest.class.getResourceAsStream(name)) {
            return new String(java.util.Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static void execute(EmbeddedPostgres server, String sql) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
