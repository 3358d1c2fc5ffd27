package dev.tocsin.collect.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.clock.SystemClock;
import dev.tocsin.collect.CollectResult;
import dev.tocsin.collect.CollectTarget;
import dev.tocsin.collect.Collects;
import dev.tocsin.collect.Databases;
import dev.tocsin.collect.Databases.Login;
import dev.tocsin.collect.Failure;
import dev.tocsin.collect.Ports;
import dev.tocsin.config.Config;
import dev.tocsin.config.Loaded;
import dev.tocsin.config.Secret;
import dev.tocsin.config.Source;
import dev.tocsin.http.Client;
import dev.tocsin.http.Rogue;
import dev.tocsin.lab.SimulatedClock;
import dev.tocsin.model.Batch;
import dev.tocsin.model.Labels;
import dev.tocsin.model.Sample;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a real PostgreSQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SqlCollectorTest {
    private static final Instant AT = Instant.parse("2026-11-01T12:00:00Z");
    private static final Labels LABELS = Labels.of("job", "db");
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(400);

    private final SystemClock clock = new SystemClock();
    private final Databases databases = new DriverDatabases(new org.postgresql.Driver());
    private final Ports ports = new Ports(clock, new Client(clock, "test"), databases);
    private EmbeddedPostgres server;

    @BeforeAll
    void startServer() throws IOException, SQLException {
        server = EmbeddedPostgres.builder().start();
        execute("CREATE TABLE plan (name text, paid boolean, customers int, revenue numeric(10, 2))");
        execute(
                "INSERT INTO plan VALUES ('team', true, 31, 1200.50), ('free', false, 900, NULL), (NULL, NULL, 1, 'NaN')");
    }

    @AfterAll
    void stopServer() throws IOException {
        server.close();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String url() {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres";
    }

    private SqlSettings settings(String query) {
        return new SqlSettings(new Login(url(), "postgres", Optional.empty()), query, "", Optional.empty());
    }

    private CollectResult ask(String query) {
        return ask(settings(query), TIMEOUT);
    }

    private CollectResult ask(SqlSettings settings, Duration timeout) {
        Duration start = clock.elapsed();
        CollectResult result = settings.collector(LABELS, ports).collect(AT, timeout);
        assertThat(clock.elapsed().minus(start)).isLessThan(timeout.plusSeconds(5));
        return result;
    }

    private static List<String> printed(List<Sample> samples) {
        return samples.stream()
                .map(sample -> sample.labels() + " " + sample.value())
                .toList();
    }

    @Test
    void rowsComeToGauges() {
        CollectResult result = ask(
                new SqlSettings(
                        settings("").login(),
                        "SELECT name, paid AS is_paid, customers, revenue FROM plan ORDER BY customers DESC",
                        "plan_",
                        Optional.empty()),
                TIMEOUT);
        assertThat(result.failure()).isEmpty();
        assertThat(printed(result.samples()))
                .containsExactly(
                        "{__name__=\"plan_is_paid\", job=\"db\", name=\"free\"} 0.0",
                        "{__name__=\"plan_customers\", job=\"db\", name=\"free\"} 900.0",
                        "{__name__=\"plan_is_paid\", job=\"db\", name=\"team\"} 1.0",
                        "{__name__=\"plan_customers\", job=\"db\", name=\"team\"} 31.0",
                        "{__name__=\"plan_revenue\", job=\"db\", name=\"team\"} 1200.5",
                        "{__name__=\"plan_customers\", job=\"db\"} 1.0",
                        "{__name__=\"plan_revenue\", job=\"db\"} NaN");
        assertThat(result.samples())
                .allSatisfy(sample -> assertThat(sample.timeMillis()).isEqualTo(AT.toEpochMilli()));
    }

    @Test
    void theLagOfAPrimaryIsZero() {
        CollectResult result = ask("""
            SELECT CASE
              WHEN NOT pg_is_in_recovery() THEN 0
              WHEN EXISTS (SELECT FROM pg_stat_wal_receiver) AND pg_last_wal_receive_lsn() <= pg_last_wal_replay_lsn() THEN 0
              ELSE EXTRACT(EPOCH FROM now() - COALESCE(pg_last_xact_replay_timestamp(), pg_postmaster_start_time()))
            END AS pg_replication_lag_seconds
            """);
        assertThat(printed(result.samples()))
                .containsExactly("{__name__=\"pg_replication_lag_seconds\", job=\"db\"} 0.0");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        SELECT 1 FROM nowhere                 | query     | relation "nowhere" does not exist
        SELEC 1                               | query     | syntax error
        SELECT 1/0 AS a                       | query     | division by zero
        INSERT INTO plan VALUES ('x')         | read-only | read-only transaction
        SELECT 'x' AS a                       | rows      | the query has no numeric column
        SELECT 1 AS a, 2 AS a                 | rows      | two columns are called a
        SELECT 1                              | rows      | "?column?" is not the name of a metric; rename it by AS
        SELECT 1 AS a, 'x' AS "b-c"           | rows      | "b-c" is not the name of a label; rename it by AS
        SELECT now() AS a                     | rows      | of a time write EXTRACT(EPOCH FROM ...)
        SELECT 1 AS a FROM generate_series(1, 2) | rows   | two rows have the same labels {}
        SELECT n AS a, n::text AS b FROM generate_series(1, 20000) AS n | rows | more than 10000 rows
        """)
    void queriesWithoutAnAnswer(String query, String cause, String detail) {
        Failure failure = ask(query).failure().orElseThrow();
        assertThat(failure.cause()).isEqualTo(cause);
        assertThat(failure.detail()).contains(detail);
    }

    @Test
    void aQueryThatTakesTooLongIsLeft() {
        CollectResult result = ask(settings("SELECT 1 AS a FROM pg_sleep(60)"), SHORT);
        assertThat(result.failure()).map(Failure::cause).contains("timeout");
    }

    @Test
    void theServerKnowsTheDeadlineToo() {
        CollectResult result = ask("SELECT setting::int AS a FROM pg_settings WHERE name = 'statement_timeout'");
        assertThat(result.samples())
                .singleElement()
                .satisfies(sample -> assertThat(sample.value()).isBetween(1.0, (double) TIMEOUT.toMillis()));
    }

    @Test
    void whoeverHangsInTheHandshakeIsLeft() {
        try (Rogue deaf = Rogue.plain(Rogue::hold)) {
            Login login = new Login("jdbc:postgresql://127.0.0.1:" + deaf.port() + "/x", "u", Optional.empty());
            CollectResult result = ask(new SqlSettings(login, "SELECT 1 AS a", "", Optional.empty()), SHORT);
            assertThat(result.failure()).map(Failure::cause).contains("timeout");
        }
    }

    @Test
    void nobodyThere() throws IOException {
        int port;
        try (ServerSocket gone = new ServerSocket(0)) {
            port = gone.getLocalPort();
        }
        Login login = new Login(
                "jdbc:postgresql://127.0.0.1:" + port + "/x?password=inurl", "u", Optional.of(Secret.of("s3cret")));
        Failure failure = ask(new SqlSettings(login, "SELECT 1 AS a", "", Optional.empty()), TIMEOUT)
                .failure()
                .orElseThrow();
        assertThat(failure.cause()).isEqualTo("connect");
        assertThat(failure.detail()).startsWith("127.0.0.1:" + port + "/x: ").doesNotContain("s3cret", "inurl");
    }

    @Test
    void aDatabaseThatIsNotThere() {
        Login login = new Login(url() + "2", "postgres", Optional.empty());
        assertThat(ask(new SqlSettings(login, "SELECT 1 AS a", "", Optional.empty()), TIMEOUT)
                        .failure())
                .map(Failure::cause)
                .contains("auth");
    }

    @Test
    void aServerThatBreaksOff() {
        Failure failure = ask("SELECT pg_terminate_backend(pg_backend_pid())::int AS a")
                .failure()
                .orElseThrow();
        assertThat(failure.cause()).isEqualTo("connect");
    }

    @Test
    void rowsThatVanishEndAndSoDoesAFailure() throws SQLException {
        SimulatedClock time = new SimulatedClock(AT);
        List<List<String>> batches = new ArrayList<>();
        try (Collects collects = new Collects(
                new Ports(time, ports.http(), databases), time, Runnable::run, batch -> batches.add(points(batch)))) {
            execute("CREATE TABLE queue (name text, jobs int)");
            execute("INSERT INTO queue VALUES ('a', 1), ('b', 2)");
            collects.replace(List.of(target("SELECT name, jobs FROM queue ORDER BY name")));
            time.advance(Duration.ofMinutes(1));
            execute("DELETE FROM queue WHERE name = 'b'");
            time.advance(Duration.ofMinutes(1));
            execute("DROP TABLE queue");
            time.advance(Duration.ofMinutes(1));
            assertThat(batches)
                    .containsExactly(
                            List.of("jobs{name=\"a\"} 1.0", "jobs{name=\"b\"} 2.0", "collect_success{} 1.0"),
                            List.of("jobs{name=\"a\"} 1.0", "collect_success{} 1.0", "jobs{name=\"b\"} stale"),
                            List.of(
                                    "collect_success{} 0.0",
                                    "collect_failure_info{cause=\"query\"} 1.0",
                                    "jobs{name=\"a\"} stale"));
            assertThat(collects.status().values())
                    .singleElement()
                    .satisfies(status ->
                            assertThat(status.failure()).map(Failure::cause).contains("query"));
        }
    }

    private CollectTarget target(String query) {
        return new CollectTarget("queues", LABELS, Duration.ofMinutes(1), TIMEOUT, settings(query));
    }

    private static List<String> points(Batch batch) {
        List<String> points = new ArrayList<>();
        for (int at = 0; at < batch.size(); at++) {
            String name = batch.labels(at).metricName();
            String value = Sample.isStale(batch.value(at)) ? "stale" : String.valueOf(batch.value(at));
            if (!name.equals("collect_duration_seconds") && !name.equals("collect_samples")) {
                points.add(name + batch.labels(at).keep(List.of("name", "cause")) + " " + value);
            }
        }
        return points;
    }

    @Test
    void aTargetIsReadWithItsLabels() {
        Loaded<List<CollectTarget>> loaded = load("""
            collectors:
              - name: replica
                url: jdbc:postgresql://db.internal:5432/app?password=inurl
                user: monitor
                password: ${DB_PASSWORD}
                query: SELECT 1 AS a
                service: db
            """);
        assertThat(loaded).as(loaded.toString()).isInstanceOf(Loaded.Ready.class);
        CollectTarget target =
                ((Loaded.Ready<List<CollectTarget>>) loaded).value().getFirst();
        assertThat(target.labels().toMap())
                .isEqualTo(Map.of("job", "replica", "service", "db", "instance", "db.internal:5432/app"));
        assertThat(target.interval()).isEqualTo(Duration.ofMinutes(1));
        assertThat(target.toString()).doesNotContain("DB_PASSWORD-value", "inurl");
    }

    @Test
    void allFaultsAreTold() {
        assertThat(load("""
                collectors:
                  - {name: a, url: "jdbc:oracle:x", user: u, query: q, prefix: 9x, connect_timeout: 0s, interval: 0s}
                  - {name: a, url: "jdbc:postgresql://h/d", user: u, query: q, timeout: 2h}
                  - {name: b, kind: oracle}
                """).toString())
                .contains("collectors[0].url: must start with jdbc:postgresql://")
                .contains("collectors[0].prefix: no metric's name can start like this")
                .contains("collectors[0].connect_timeout: must be positive")
                .contains("collectors[0].interval: must be positive")
                .contains("collectors[1].name: two collectors are called a")
                .contains("collectors[1].timeout: must be positive and no longer than the interval")
                .contains("collectors[2].kind: unknown kind of collector \"oracle\"; known: sql");
    }

    private static Loaded<List<CollectTarget>> load(String yaml) {
        return Config.load(
                new Source("tocsin.yml", yaml, Path.of(".")),
                name -> Optional.of(name + "-value"),
                in -> CollectTarget.list(in, "collectors", Map.of("sql", SqlSettings::read)));
    }
}
