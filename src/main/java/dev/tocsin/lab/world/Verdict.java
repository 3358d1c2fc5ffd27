package dev.tocsin.lab.world;

import java.util.List;

/** Whether the story went as it should: one line a claim, with what was seen. */
public record Verdict(List<Check> checks) {
    public Verdict {
        checks = List.copyOf(checks);
    }

    /** A claim about the story. {@code agent} says that it is the agent's doing when it does not hold, not the world's. */
    public record Check(String claim, boolean holds, String seen, boolean agent) {}

    /** Whether every claim holds. */
    public boolean isRight() {
        return checks.stream().allMatch(Check::holds);
    }

    /** Whether the agent did what it should, whatever the world made of it. */
    public boolean isAgentRight() {
        return checks.stream().filter(Check::agent).allMatch(Check::holds);
    }
}
