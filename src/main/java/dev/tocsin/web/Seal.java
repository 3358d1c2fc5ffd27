package dev.tocsin.web;

import dev.tocsin.clock.SystemChance;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * What a form must bring back to be taken: nobody can know it who has not read one of our pages, which no page of another origin can. A
 * new one with each start of the agent.
 */
@ApplicationScoped
public class Seal {
    private final String mark;

    Seal() {
        SystemChance chance = new SystemChance();
        this.mark = chance.key() + chance.key();
    }

    String mark() {
        return mark;
    }

    /** Whether {@code given} is ours; takes as long wherever it differs. */
    boolean fits(String given) {
        return MessageDigest.isEqual(mark.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
