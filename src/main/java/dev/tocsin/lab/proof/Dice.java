package dev.tocsin.lab.proof;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/** A world's chance. The same seed rolls the same. For one thread. */
final class Dice {
    private final SplittableRandom random;

    Dice(long seed) {
        this.random = new SplittableRandom(seed * 0x9e3779b97f4a7c15L + 0x5ca1ab1eL);
    }

    private Dice(SplittableRandom random) {
        this.random = random;
    }

    /** Dice of their own: how often they are rolled changes nothing here. */
    Dice apart() {
        return new Dice(random.split());
    }

    boolean happens(double probability) {
        return random.nextDouble() < probability;
    }

    /** From {@code least} to {@code most}, both included. */
    int number(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    /** From {@code least} to {@code most}, to the millisecond. */
    Duration span(Duration least, Duration most) {
        return Duration.ofMillis(random.nextLong(least.toMillis(), most.toMillis() + 1));
    }

    /** Between the two, to the millisecond. */
    Instant instant(Instant from, Instant to) {
        return from.plus(span(Duration.ZERO, Duration.between(from, to)));
    }

    Duration minutes(int least, int most) {
        return span(Duration.ofMinutes(least), Duration.ofMinutes(most));
    }

    Duration seconds(int least, int most) {
        return span(Duration.ofSeconds(least), Duration.ofSeconds(most));
    }

    <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
