package dev.tocsin.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.clock.SystemClock;
import dev.tocsin.config.Config;
import dev.tocsin.config.Loaded;
import dev.tocsin.config.Source;
import dev.tocsin.http.Client;
import dev.tocsin.lab.Call;
import dev.tocsin.lab.LoopbackServer;
import dev.tocsin.lab.Reply;
import dev.tocsin.lab.SimulatedClock;
import dev.tocsin.model.Batch;
import dev.tocsin.model.Buckets;
import dev.tocsin.model.FloatHistogram;
import dev.tocsin.model.Labels;
import dev.tocsin.model.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RemoteWritesTest {
    private static final Labels EXTERNAL = Labels.of("environment", "prod", "zone", "z");
    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private final SimulatedClock time = new SimulatedClock(Instant.ofEpochSecond(1_000));
    private final Client client = new Client(new SystemClock(), "test");
    private final List<String> stored = new ArrayList<>();
    private final List<Call> calls = new ArrayList<>();
    private final List<Reply> answers = new ArrayList<>();
    private final LoopbackServer store = LoopbackServer.start(0, this::answer);
    private RemoteWrites writes = new RemoteWrites(time, time, Runnable::run, client);

    @TempDir
    private Path folder;

    private synchronized Reply answer(Call call) {
        calls.add(call);
        Reply reply = answers.isEmpty() ? Reply.of(204, "") : answers.removeFirst();
        if (reply.status() / 100 == 2) {
            stored.addAll(Received.lines(call.body()));
        }
        return reply;
    }

    @AfterEach
    void close() {
        writes.close();
        store.close();
        client.close();
    }

    private List<RemoteWriteConfig> config(String more) {
        String yaml = "remote_write: [{url: '" + store.uri() + "/write', name: far, directory: queue" + more + "}]";
        Loaded<List<RemoteWriteConfig>> loaded =
                Config.load(new Source("tocsin.yml", yaml, folder), name -> Optional.empty(), RemoteWriteConfig::list);
        assertThat(loaded).isInstanceOf(Loaded.Ready.class);
        return ((Loaded.Ready<List<RemoteWriteConfig>>) loaded).value();
    }

    private void start(String more) {
        writes.replace(config(more), EXTERNAL);
    }

    private void restart(String more) {
        writes = new RemoteWrites(time, time, Runnable::run, client);
        start(more);
    }

    private void offer(int from, int count) {
        Batch batch = new Batch();
        for (int at = from; at < from + count; at++) {
            batch.add(Labels.of("__name__", "a"), at, at);
        }
        writes.offer(batch);
    }

    private static List<String> points(int from, int count) {
        return Stream.iterate(from, at -> at + 1)
                .limit(count)
                .map(at -> "__name__=a,environment=prod,zone=z " + (double) at + " @" + at)
                .toList();
    }

    private RemoteWriteStatus status() {
        return writes.status().getFirst();
    }

    @Test
    void samplesArriveAsTheyAre() {
        start("");
        writes.offer(new Batch()
                .add(Labels.of("__name__", "up", "job", "api", "zone", "own"), 1_234, 1.5)
                .add(Labels.of("__name__", "gone"), -5, Sample.STALE)
                .add(Labels.of("__name__", "h"), 7, FloatHistogram.empty(1)));
        assertThat(stored).as("not before the deadline").isEmpty();
        time.advance(DEADLINE);
        assertThat(stored)
                .containsExactly(
                        "__name__=up,environment=prod,job=api,zone=own 1.5 @1234",
                        "__name__=gone,environment=prod,zone=z 7ff0000000000002 @-5");
        Call call = calls.getFirst();
        assertThat(call.header("content-encoding")).contains("snappy");
        assertThat(call.header("content-type")).contains("application/x-protobuf");
        assertThat(call.header("x-prometheus-remote-write-version")).contains("0.1.0");
        assertThat(call.header("user-agent")).contains("tocsin/test");
        assertThat(status()).isEqualTo(new RemoteWriteStatus("far", 2, 0, 0, 0, Optional.empty()));
    }

    @Test
    void seriesAreRelabelledWithTheLabelsOfAll_orStayHere() {
        start(
                ", write_relabel_configs: [{source_labels: [__name__], regex: 'go_.*', action: drop},"
                        + " {source_labels: [environment, job], separator: '/', target_label: from}, {regex: zone, action: labeldrop}]");
        for (int round = 1; round <= 2; round++) {
            writes.offer(new Batch()
                    .add(Labels.of("__name__", "up", "job", "api"), round, 1)
                    .add(Labels.of("__name__", "go_threads", "job", "api"), round, 7));
        }
        time.advance(DEADLINE);
        assertThat(stored)
                .containsExactly(
                        "__name__=up,environment=prod,from=prod/api,job=api 1.0 @1",
                        "__name__=up,environment=prod,from=prod/api,job=api 1.0 @2");
        assertThat(status().sent()).isEqualTo(2);
    }

    @Test
    void histogramsGoWhereTheyAreWanted() {
        start(", send_native_histograms: true");
        FloatHistogram histogram = FloatHistogram.empty(1)
                .with(1, 4, 2.5, Buckets.of(new int[] {-1, 0, 5}, new double[] {1, 1, 1}), Buckets.empty());
        writes.offer(new Batch().add(Labels.of("__name__", "h"), 7, histogram));
        time.advance(DEADLINE);
        assertThat(stored).containsExactly("__name__=h,environment=prod,zone=z field 4");
    }

    @Test
    void aFullRequestDoesNotWait() {
        start(", queue_config: {max_samples_per_send: 10}");
        offer(0, 10);
        assertThat(stored).isEqualTo(points(0, 10));
        offer(10, 3);
        assertThat(stored).hasSize(10);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503, 429})
    void whatPassesIsTriedAgainInOrder(int status) {
        answers.add(Reply.of(status, "later"));
        answers.add(Reply.of(status, "later"));
        start("");
        offer(0, 2);
        time.advance(DEADLINE);
        offer(2, 2);
        assertThat(status().trouble()).contains("status " + status + ": later");
        time.advance(Duration.ofMillis(30));
        assertThat(calls).hasSize(2);
        time.advance(Duration.ofMillis(59));
        assertThat(calls).hasSize(2);
        time.advance(DEADLINE);
        assertThat(stored).isEqualTo(points(0, 4));
        assertThat(status()).isEqualTo(new RemoteWriteStatus("far", 4, 0, 0, 0, Optional.empty()));
    }

    @Test
    void theStoreSaysHowLong() {
        answers.add(new Reply(503, Map.of("Retry-After", "60"), ""));
        start("");
        offer(0, 1);
        time.advance(DEADLINE.plusSeconds(59));
        assertThat(calls).hasSize(1);
        time.advance(Duration.ofSeconds(1));
        assertThat(stored).isEqualTo(points(0, 1));
    }

    @Test
    void whatIsRefusedIsCountedAndLeftBehind() {
        answers.add(Reply.of(400, "out of order sample"));
        start("");
        offer(0, 3);
        time.advance(DEADLINE);
        offer(3, 1);
        time.advance(DEADLINE);
        assertThat(stored).isEqualTo(points(3, 1));
        assertThat(status().refused()).isEqualTo(3);
        assertThat(status().sent()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void whatWaitsSurvivesARestart(boolean orderly) {
        answers.add(Reply.of(204, ""));
        for (int failures = 0; failures < 20; failures++) {
            answers.add(Reply.of(500, ""));
        }
        start(", queue_config: {max_samples_per_send: 5}");
        offer(0, 5);
        offer(5, 5);
        offer(10, 5);
        assertThat(status().waiting()).isEqualTo(10);
        if (orderly) {
            offer(15, 1);
            writes.close();
        }
        answers.clear();
        restart("");
        assertThat(stored).isEqualTo(points(0, orderly ? 16 : 15));
        assertThat(status().waiting()).isZero();
    }

    @Test
    void aTornFileCostsWhatIsTorn() throws IOException {
        Reply down = Reply.of(500, "");
        answers.addAll(List.of(down, down, down));
        start(", queue_config: {max_samples_per_send: 5}");
        offer(0, 5);
        offer(5, 5);
        Path file = queued().getFirst();
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 3), StandardOpenOption.TRUNCATE_EXISTING);
        answers.clear();
        restart("");
        assertThat(stored).isEqualTo(points(0, 5));
        offer(10, 1);
        time.advance(DEADLINE);
        assertThat(stored).endsWith(points(10, 1).getFirst());
        assertThat(queued()).hasSizeLessThanOrEqualTo(1);
    }

    private List<Path> queued() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("queue/far"))) {
            return files.filter(file -> file.toString().endsWith(".requests"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void theOldestGoesWhenThereIsNoRoom() throws IOException {
        Path queue = folder.resolve("queue");
        byte[] body = new byte[1 << 20];
        try (Backlog backlog = Backlog.open(queue, 16 << 20)) {
            long lost = 0;
            for (int at = 0; at < 40; at++) {
                lost += backlog.append(body, 10);
            }
            assertThat(lost).isPositive();
            assertThat(backlog.samples()).isEqualTo(400 - lost);
            assertThat(backlog.bytes()).isLessThanOrEqualTo(16 << 20);
        }
        try (Backlog again = Backlog.open(queue, 16 << 20)) {
            long waiting = again.samples();
            long read = 0;
            for (var first = again.first(); first.isPresent(); first = again.first()) {
                read += first.get().samples();
                again.remove();
            }
            assertThat(read).isEqualTo(waiting).isPositive();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        [{}]                                                          | remote_write[0].url: is required
        [{url: 'http://a/'}, {url: 'http://a/'}]                      | two stores are called a
        [{url: 'http://a/', name: ../x}]                              | must be of letters
        [{url: 'http://a/', queue_config: {max_samples_per_send: 0}}] | must be positive
        [{url: 'http://a/', queue_config: {min_backoff: 9s}}]         | no longer than max_backoff
        [{url: 'http://a/', disk_limit: 1MB}]                         | must be 16MB at least
        [{url: 'http://a/', shards: 3}]                               | unknown key
        """)
    void whatIsRefused(String yaml, String fault) {
        Loaded<?> loaded = Config.load(
                new Source("tocsin.yml", "remote_write: " + yaml, folder),
                name -> Optional.empty(),
                RemoteWriteConfig::list);
        assertThat(loaded).isInstanceOf(Loaded.Refused.class);
        assertThat(((Loaded.Refused<?>) loaded).faults())
                .anySatisfy(found -> assertThat(found.toString()).contains(fault));
    }
}
