package dev.tocsin.series;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.model.FloatHistogram;
import dev.tocsin.model.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkTest {
    private record Point(long time, long bits, @Nullable FloatHistogram histogram, long start) {
        static Point of(long time, double value) {
            return new Point(time, Double.doubleToRawLongBits(value), null, 0);
        }
    }

    static List<List<Point>> runs() {
        long far = Long.MAX_VALUE / 4;
        return List.of(
                List.of(Point.of(0, 0)),
                List.of(Point.of(-far, -0.0), Point.of(-1, 0.0), Point.of(0, 1), Point.of(far, -1)),
                List.of(Point.of(0, 1), Point.of(15_000, 1), Point.of(30_000, 1), Point.of(45_001, 2)),
                List.of(
                        Point.of(1, Double.NaN),
                        Point.of(2, Sample.STALE),
                        Point.of(3, Double.MIN_VALUE),
                        Point.of(4, Double.MAX_VALUE),
                        Point.of(5, Double.NEGATIVE_INFINITY)),
                List.of(
                        Point.of(1, 5),
                        new Point(2, 0, FloatHistogram.empty(2), 1),
                        new Point(3, Double.doubleToRawLongBits(7), null, 2)));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void givesBackWhatItTook(List<Point> run) {
        assertThat(roundTrip(run)).isEqualTo(run);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void givesBackRandomRuns(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            List<Point> run = random(random, 1 + random.nextInt(Encoder.FULL));
            assertThat(roundTrip(run)).isEqualTo(run);
        }
    }

    @Test
    void whoReadsIsNotDisturbedByWhoAppends() {
        List<Point> run = random(new Random(9), Encoder.FULL);
        Encoder encoder = new Encoder();
        List<Chunk> seen = new ArrayList<>();
        for (Point point : run) {
            append(encoder, point);
            seen.add(encoder.chunk());
        }
        for (int size = 1; size <= run.size(); size++) {
            assertThat(points(seen.get(size - 1))).isEqualTo(run.subList(0, size));
        }
    }

    @Test
    void packsWhatStandsStillOrCounts() {
        assertThat(packed(at -> 7)).isEqualTo(Chunk.Form.PACKED);
        assertThat(packed(at -> at * 3)).isEqualTo(Chunk.Form.PACKED);
        assertThat(packed(at -> (1_234_567 + at * 1499 + at % 3) / 100.0)).isEqualTo(Chunk.Form.PACKED);
        assertThat(packed(at -> Math.sqrt(at))).isEqualTo(Chunk.Form.SETTLED);
        assertThat(packed(at -> at == 7 ? Double.NaN : at)).isEqualTo(Chunk.Form.SETTLED);
        assertThat(packed(at -> at == 7 ? -0.0 : at)).isEqualTo(Chunk.Form.SETTLED);
    }

    private static Chunk.Form packed(IntToDoubleFunction value) {
        Encoder encoder = new Encoder();
        for (int at = 0; at < Encoder.FULL; at++) {
            encoder.append(at * 15_000L, value.applyAsDouble(at), null, 0);
        }
        return Packing.pack(encoder.sealed()).form();
    }

    @Test
    void takesTwoBitsForAPointThatRepeats() {
        Encoder encoder = new Encoder();
        for (int at = 0; at < Encoder.FULL; at++) {
            encoder.append(at * 15_000L, 1, null, 0);
        }
        assertThat(encoder.sealed().words()).hasSize((64 + 24 + 1 + 15 + 1 + 117 * 2 + 63) / 64);
    }

    private static List<Point> random(Random random, int size) {
        List<Point> run = new ArrayList<>();
        long time = random.nextLong(-1L << 40, 1L << 41);
        double value = random.nextInt(100);
        int kind = random.nextInt(7);
        int gaps = random.nextInt(3) * 5;
        for (int at = 0; at < size; at++) {
            time += random.nextInt(25) < gaps ? 1 + random.nextLong(1L << random.nextInt(1, 40)) : 15_000;
            value = switch (kind) {
                case 0 -> value;
                case 1 -> value + random.nextInt(3);
                case 2 -> value + random.nextDouble();
                case 3 -> (Math.rint(value * 100) + random.nextInt(1600)) / 100;
                case 4 -> random.nextLong(-1L << 54, 1L << 54);
                case 5 -> random.nextInt(20) == 0 ? Sample.STALE : 4096.0 * random.nextInt(1 << 20);
                default -> Double.longBitsToDouble(random.nextLong());
            };
            run.add(Point.of(time, value));
        }
        return run;
    }

    private static List<Point> roundTrip(List<Point> run) {
        Encoder encoder = new Encoder();
        run.forEach(point -> append(encoder, point));
        Chunk sealed = encoder.sealed();
        assertThat(sealed.size()).isEqualTo(run.size());
        assertThat(sealed.first()).isEqualTo(run.getFirst().time());
        assertThat(sealed.last()).isEqualTo(run.getLast().time());
        assertThat(points(Packing.pack(sealed))).isEqualTo(run);
        return points(sealed);
    }

    private static void append(Encoder encoder, Point point) {
        encoder.append(point.time(), Double.longBitsToDouble(point.bits()), point.histogram(), point.start());
    }

    private static List<Point> points(Chunk chunk) {
        List<Point> points = new ArrayList<>();
        chunk.read((time, value, histogram, start) -> points.add(
                new Point(time, histogram == null ? Double.doubleToRawLongBits(value) : 0, histogram, start)));
        return points;
    }
}
