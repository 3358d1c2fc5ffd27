package dev.tocsin.model;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A set of labels: immutable, sorted by name, without empty values. It is the identity of a series and of an alert.
 *
 * <p>Kept as one array {@code name, value, name, value, ...}: two objects a set instead of three a label, and equality
 * is one array comparison.
 */
public final class Labels implements Iterable<Label>, Comparable<Labels> {
    private static final Labels EMPTY = new Labels(new String[0]);

    private final String[] pairs;
    private final int hash;

    /** Made when it is first asked for: by whichever thread, it is the same. */
    private @Nullable String fingerprint;

    private Labels(String[] pairs) {
        this.pairs = pairs;
        this.hash = Arrays.hashCode(pairs);
    }

    /** No labels. */
    public static Labels empty() {
        return EMPTY;
    }

    /** {@code of("a", "1", "b", "2")}. Throws {@link IllegalArgumentException} on an odd count or a name given twice. */
    public static Labels of(String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("a label has no value: " + Arrays.toString(namesAndValues));
        }
        Builder builder = new Builder();
        for (int at = 0; at < namesAndValues.length; at += 2) {
            if (builder.pairs.putIfAbsent(namesAndValues[at], namesAndValues[at + 1]) != null) {
                throw new IllegalArgumentException("label given twice: " + namesAndValues[at]);
            }
        }
        return builder.build();
    }

    /** The entries of {@code map}. */
    public static Labels of(Map<String, String> map) {
        Builder builder = new Builder();
        map.forEach(builder::set);
        return builder.build();
    }

    /** A builder that starts with nothing. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that starts with these labels. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        forEach(builder::set);
        return builder;
    }

    /** The value of {@code name}, or the empty string when there is none: Prometheus makes no difference. */
    public String get(String name) {
        int at = indexOf(name);
        return at < 0 ? "" : pairs[at + 1];
    }

    /** Whether there is such a label. */
    public boolean has(String name) {
        return indexOf(name) >= 0;
    }

    /** The metric's name, or the empty string. */
    public String metricName() {
        return get(Label.METRIC_NAME);
    }

    /** These labels with {@code name} set; an empty {@code value} removes it. */
    public Labels with(String name, String value) {
        return get(name).equals(value) ? this : toBuilder().set(name, value).build();
    }

    /** These labels without {@code name}. */
    public Labels without(String name) {
        return has(name) ? toBuilder().remove(name).build() : this;
    }

    /** These labels, overwritten by {@code others} where both have a name. */
    public Labels withAll(Labels others) {
        if (isEmpty() || others.isEmpty()) {
            return isEmpty() ? others : this;
        }
        String[] all = new String[pairs.length + others.pairs.length];
        int count = 0;
        int ours = 0;
        int theirs = 0;
        while (ours < pairs.length || theirs < others.pairs.length) {
            int order = theirs == others.pairs.length
                    ? -1
                    : ours == pairs.length ? 1 : pairs[ours].compareTo(others.pairs[theirs]);
            String[] from = order < 0 ? pairs : others.pairs;
            int at = order < 0 ? ours : theirs;
            all[count++] = from[at];
            all[count++] = from[at + 1];
            ours += order <= 0 ? 2 : 0;
            theirs += order >= 0 ? 2 : 0;
        }
        return new Labels(Arrays.copyOf(all, count));
    }

    /** Only those whose name is one of {@code names}. */
    public Labels keep(Collection<String> names) {
        return filter(names, true);
    }

    /** All but those whose name is one of {@code names}. */
    public Labels drop(Collection<String> names) {
        return filter(names, false);
    }

    /** Counts first: rules do this for each series, and what is left is often little. */
    private Labels filter(Collection<String> names, boolean wanted) {
        int count = 0;
        for (int at = 0; at < pairs.length; at += 2) {
            count += names.contains(pairs[at]) == wanted ? 2 : 0;
        }
        if (count == pairs.length || count == 0) {
            return count == 0 ? EMPTY : this;
        }
        String[] kept = new String[count];
        int next = 0;
        for (int at = 0; next < count; at += 2) {
            if (names.contains(pairs[at]) == wanted) {
                kept[next++] = pairs[at];
                kept[next++] = pairs[at + 1];
            }
        }
        return new Labels(kept);
    }

    /** How many labels. */
    public int size() {
        return pairs.length / 2;
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return pairs.length == 0;
    }

    /** Name of the label at {@code index} in order of names. For hot paths that must not allocate a {@link Label}. */
    public String nameAt(int index) {
        return pairs[2 * index];
    }

    /** Value of the label at {@code index} in order of names. */
    public String valueAt(int index) {
        return pairs[2 * index + 1];
    }

    /** Hands each name and value over, in order of names. */
    public void forEach(BiConsumer<String, String> visitor) {
        for (int at = 0; at < pairs.length; at += 2) {
            visitor.accept(pairs[at], pairs[at + 1]);
        }
    }

    /** As a map in order of names. */
    public SortedMap<String, String> toMap() {
        SortedMap<String, String> map = new TreeMap<>();
        forEach(map::put);
        return map;
    }

    /**
     * Sixteen hex digits that stand for this set: FNV-1a over names and values in UTF-8, as Prometheus and Alertmanager have it.
     * Stable across runs and versions.
     */
    public String fingerprint() {
        String made = fingerprint;
        if (made == null) {
            made = sum();
            fingerprint = made;
        }
        return made;
    }

    private String sum() {
        long sum = 0xcbf29ce484222325L;
        for (String part : pairs) {
            for (byte one : part.getBytes(StandardCharsets.UTF_8)) {
                sum = (sum ^ (one & 0xff)) * 0x100000001b3L;
            }
            sum = (sum ^ 0xff) * 0x100000001b3L;
        }
        return HexFormat.of().toHexDigits(sum);
    }

    /**
     * These labels, their texts replaced by equal ones of {@code pool} and put there when new, so that many sets hold
     * each text once. Nothing that can be seen changes.
     */
    public Labels shared(Map<String, String> pool) {
        for (int at = 0; at < pairs.length; at++) {
            String known = pool.putIfAbsent(pairs[at], pairs[at]);
            if (known != null) {
                pairs[at] = known;
            }
        }
        return this;
    }

    private int indexOf(String name) {
        for (int at = 0; at < pairs.length; at += 2) {
            if (pairs[at].equals(name)) {
                return at;
            }
        }
        return -1;
    }

    @Override
    public Iterator<Label> iterator() {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < size();
            }

            @Override
            public Label next() {
                if (!hasNext()) {
                    throw new java.util.NoSuchElementException();
                }
                Label label = new Label(nameAt(next), valueAt(next));
                next++;
                return label;
            }
        };
    }

    @Override
    public int compareTo(Labels other) {
        return Arrays.compare(pairs, other.pairs);
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof Labels that && hash == that.hash && Arrays.equals(pairs, that.pairs));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** As Prometheus writes it: {@code {a="1", b="2"}}, the metric's name among the others. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("{");
        forEach((name, value) -> text.append(text.length() > 1 ? ", " : "")
                .append(name)
                .append("=\"")
                .append(value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"))
                .append('"'));
        return text.append('}').toString();
    }

    /** Collects labels; the last value set for a name wins. Not for use by two threads. */
    public static final class Builder {
        private final TreeMap<String, String> pairs = new TreeMap<>();

        private Builder() {}

        /** Sets {@code name}; an empty {@code value} removes it. */
        public Builder set(String name, String value) {
            if (value.isEmpty()) {
                pairs.remove(name);
            } else {
                pairs.put(name, value);
            }
            return this;
        }

        /** Removes {@code name} if it is there. */
        public Builder remove(String name) {
            pairs.remove(name);
            return this;
        }

        /** The labels collected so far. */
        public Labels build() {
            pairs.values().removeIf(String::isEmpty);
            if (pairs.isEmpty()) {
                return EMPTY;
            }
            String[] flat = new String[pairs.size() * 2];
            int at = 0;
            for (var pair : pairs.entrySet()) {
                flat[at++] = pair.getKey();
                flat[at++] = pair.getValue();
            }
            return new Labels(flat);
        }
    }
}
