package dev.tocsin.alert;

import java.util.Comparator;

/**
 * Which rule: file and group it stands in, its name, and its place among rules of that name in the group (from 0). A rule
 * keeps its key over a reload as long as these stay, so that its alerts keep their state.
 */
public record RuleKey(String file, String group, String name, int index) implements Comparable<RuleKey> {
    private static final Comparator<RuleKey> ORDER = Comparator.comparing(RuleKey::file)
            .thenComparing(RuleKey::group)
            .thenComparing(RuleKey::name)
            .thenComparingInt(RuleKey::index);

    /** Stands where the rule would for all alerts that others push: they come from rules that we know nothing of. */
    public static final RuleKey PUSHED = new RuleKey("", "pushed", "", 0);

    /** A rule of the agent's own, such as the one that fires when another rule cannot be evaluated. */
    public static RuleKey own(String name) {
        return new RuleKey("", "tocsin", name, 0);
    }

    @Override
    public int compareTo(RuleKey other) {
        return ORDER.compare(this, other);
    }

    /** {@code file;group;name} and, for the second and later of a name, {@code #index}. */
    @Override
    public String toString() {
        return file + ';' + group + ';' + name + (index == 0 ? "" : "#" + index);
    }
}
