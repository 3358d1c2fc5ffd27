package dev.tocsin.lab;

import dev.tocsin.clock.Chance;
import java.util.SplittableRandom;

/** Chance that is the same for the same seed. Keys count up behind it, so that a story can be read. For one thread. */
public final class SeededChance implements Chance {
    private final SplittableRandom random;
    private long keys;

    public SeededChance(long seed) {
        this.random = new SplittableRandom(seed);
    }

    @Override
    public double fraction() {
        return random.nextDouble();
    }

    @Override
    public String key() {
        return "key" + ++keys;
    }
}
