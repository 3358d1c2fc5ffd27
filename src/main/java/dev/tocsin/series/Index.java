package dev.tocsin.series;

import dev.tocsin.model.Labels;
import dev.tocsin.model.Matcher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which series have which label: for each name and value the tracks in order of their labels, as Prometheus reads them, since which of
 * equals {@code topk} keeps depends on who comes first. One thread changes it, any number read it without a lock: each list of tracks is
 * replaced, never changed.
 */
final class Index {
    private static final Track[] NONE = new Track[0];
    private static final Comparator<Track> ORDER = Comparator.comparing(Track::labels);

    private final Map<String, Map<String, Track[]>> postings = new ConcurrentHashMap<>();
    private volatile Track[] all = NONE;

    /** Adds tracks that it has not. */
    void add(List<Track> fresh) {
        if (fresh.isEmpty()) {
            return;
        }
        Track[] sorted = fresh.toArray(NONE);
        Arrays.sort(sorted, ORDER);
        Map<String, Map<String, List<Track>>> byLabel = new HashMap<>();
        for (Track track : sorted) {
            track.labels()
                    .forEach((name, value) -> byLabel.computeIfAbsent(name, missing -> new HashMap<>())
                            .computeIfAbsent(value, missing -> new ArrayList<>())
                            .add(track));
        }
        byLabel.forEach((name, values) -> {
            Map<String, Track[]> known = postings.computeIfAbsent(name, missing -> new ConcurrentHashMap<>());
            values.forEach((value, tracks) -> known.merge(value, tracks.toArray(NONE), Index::joined));
        });
        all = joined(all, sorted);
    }

    /** Takes tracks out. */
    void remove(Collection<Track> gone) {
        Set<Track> lost = new HashSet<>(gone);
        Map<String, Set<String>> touched = new HashMap<>();
        for (Track track : lost) {
            track.labels()
                    .forEach((name, value) -> touched.computeIfAbsent(name, missing -> new HashSet<>())
                            .add(value));
        }
        all = without(all, lost);
        touched.forEach((name, values) -> remove(name, values, lost));
    }

    private void remove(String name, Set<String> values, Set<Track> lost) {
        Map<String, Track[]> known = postings.getOrDefault(name, Map.of());
        for (String value : values) {
            known.computeIfPresent(value, (same, tracks) -> {
                Track[] left = without(tracks, lost);
                return left.length == 0 ? null : left;
            });
        }
        if (known.isEmpty()) {
            postings.remove(name);
        }
    }

    /** Both in one, each in order. What comes after is mostly little: its places are looked for in what was before. */
    private static Track[] joined(Track[] before, Track[] after) {
        Track[] both = new Track[before.length + after.length];
        int read = 0;
        for (int at = 0; at < after.length; at++) {
            int place = Arrays.binarySearch(before, read, before.length, after[at], ORDER);
            int next = place < 0 ? -place - 1 : place;
            System.arraycopy(before, read, both, read + at, next - read);
            both[next + at] = after[at];
            read = next;
        }
        System.arraycopy(before, read, both, read + after.length, before.length - read);
        return both;
    }

    private static Track[] without(Track[] tracks, Set<Track> lost) {
        return Arrays.stream(tracks).filter(track -> !lost.contains(track)).toArray(Track[]::new);
    }

    /** All tracks in order of their labels. */
    Track[] all() {
        return all;
    }

    /**
     * The tracks whose labels satisfy all matchers, in order of their labels. Starts from the shortest list that one
     * matcher allows and asks the others label by label; a matcher that the empty text satisfies allows every series.
     */
    List<Track> find(List<Matcher> matchers) {
        Track[] candidates = all;
        @Nullable Matcher settled = null;
        for (Matcher matcher : matchers) {
            Track[] allowed = allowed(matcher, candidates.length);
            if (allowed != null) {
                candidates = allowed;
                settled = matcher;
            }
        }
        List<Test> tests = new ArrayList<>();
        for (Matcher matcher : matchers) {
            if (settled == null || !settled.equals(matcher)) {
                tests.add(new Test(matcher, new HashMap<>()));
            }
        }
        return tests.isEmpty()
                ? Collections.unmodifiableList(Arrays.asList(candidates))
                : sifted(candidates, tests.toArray(Test[]::new));
    }

    /** The tracks that {@code matcher} allows, or null when they are not fewer than {@code most}. */
    private Track @Nullable [] allowed(Matcher matcher, int most) {
        if (matcher.matches("")) {
            return null;
        }
        Map<String, Track[]> values = postings.getOrDefault(matcher.name(), Map.of());
        if (matcher.op() == Matcher.Op.EQUAL) {
            Track[] tracks = values.getOrDefault(matcher.value(), NONE);
            return tracks.length < most ? tracks : null;
        }
        List<Track> tracks = new ArrayList<>();
        for (var entry : values.entrySet()) {
            if (matcher.matches(entry.getKey())) {
                tracks.addAll(Arrays.asList(entry.getValue()));
            }
            if (tracks.size() >= most) {
                return null;
            }
        }
        tracks.sort(ORDER);
        return tracks.toArray(NONE);
    }

    private static List<Track> sifted(Track[] candidates, Test[] tests) {
        List<Track> found = new ArrayList<>(candidates.length);
        for (Track track : candidates) {
            if (passes(track.labels(), tests)) {
                found.add(track);
            }
        }
        return found;
    }

    /** An array, since whoever goes through a list makes an iterator for each of thousands of series. */
    private static boolean passes(Labels labels, Test[] tests) {
        for (Test test : tests) {
            if (!test.passes(labels)) {
                return false;
            }
        }
        return true;
    }

    /** One matcher that remembers its answers, for a regular expression costs more than a look-up. */
    private record Test(Matcher matcher, Map<String, Boolean> answers) {
        boolean passes(Labels labels) {
            return switch (matcher.op()) {
                case EQUAL, NOT_EQUAL -> matcher.matches(labels);
                case MATCHES, NOT_MATCHES -> answers.computeIfAbsent(labels.get(matcher.name()), matcher::matches);
            };
        }
    }
}
