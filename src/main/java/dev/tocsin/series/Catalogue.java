package dev.tocsin.series;

import dev.tocsin.model.Batch;
import dev.tocsin.model.Labels;
import dev.tocsin.model.Matcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All series that were seen of late, and whether each is kept. Guarded by the store's writing lock; only the index is
 * read without it.
 */
final class Catalogue {
    private static final long FORGOTTEN = Duration.ofHours(1).toMillis();

    private final Map<Labels, Fate> fates = new HashMap<>();
    private final Map<String, String> texts = new HashMap<>();
    private final Index index = new Index();
    private Demand demand;
    private int numbers;
    private int unwanted;

    Catalogue(Demand demand) {
        this.demand = demand;
    }

    Index index() {
        return index;
    }

    Demand demand() {
        return demand;
    }

    /** How many series are known and not kept. */
    int unwanted() {
        return unwanted;
    }

    /** The tracks of a batch's points, null where the point is unwanted. New tracks show nothing before their first point. */
    @Nullable
    Track[] targets(Batch batch) {
        @Nullable Track[] targets = new Track[batch.size()];
        List<Track> fresh = new ArrayList<>();
        for (int at = 0; at < targets.length; at++) {
            Labels labels = batch.labels(at);
            Fate fate = fates.get(labels);
            if (fate == null) {
                fate = judge(labels);
                if (fate instanceof Track track) {
                    fresh.add(track);
                }
            }
            switch (fate) {
                case Track track -> targets[at] = track;
                case Unwanted dropped -> dropped.seen(batch.time(at));
            }
        }
        index.add(fresh);
        return targets;
    }

    /** New tracks for those of {@code before} that are asked for. */
    <T> Map<Track, T> tracks(Map<Labels, T> before) {
        Map<Track, T> made = new LinkedHashMap<>();
        before.forEach((labels, value) -> {
            if (judge(labels) instanceof Track track) {
                made.put(track, value);
            }
        });
        index.add(List.copyOf(made.keySet()));
        return made;
    }

    private Fate judge(Labels labels) {
        Optional<Duration> keep = demand.keep(labels.shared(texts));
        Fate fate = keep.isPresent() ? new Track(numbers++, labels, keep.get().toMillis()) : new Unwanted(labels);
        unwanted += keep.isPresent() ? 0 : 1;
        fates.put(labels, fate);
        return fate;
    }

    /** Changes what is kept, and answers the tracks that nobody asks for any more. */
    List<Track> adopt(Demand next) {
        demand = next;
        List<Track> gone = new ArrayList<>();
        fates.entrySet().removeIf(entry -> switch (entry.getValue()) {
            case Track track -> !isKept(track, gone);
            case Unwanted dropped -> demand.keep(dropped.labels()).isPresent();
        });
        unwanted = fates.size() - (index.all().length - gone.size());
        forget(gone);
        return gone;
    }

    private boolean isKept(Track track, List<Track> gone) {
        Optional<Duration> keep = demand.keep(track.labels());
        keep.ifPresentOrElse(length -> track.keep(length.toMillis()), () -> gone.add(track));
        return keep.isPresent();
    }

    /** Forgets tracks that have nothing left, and what was unwanted and has not come for an hour. */
    void sweep(Collection<Track> empty, long now) {
        int before = fates.size();
        empty.forEach(track -> fates.remove(track.labels()));
        for (Iterator<Fate> each = fates.values().iterator(); unwanted > 0 && each.hasNext(); ) {
            if (each.next() instanceof Unwanted dropped && dropped.isGone(now - FORGOTTEN)) {
                each.remove();
                unwanted--;
            }
        }
        if (fates.size() < before) {
            forget(empty);
        }
    }

    /** Takes {@code gone} out of the index, and the texts that only what is forgotten had out of the pool. */
    private void forget(Collection<Track> gone) {
        index.remove(gone);
        texts.clear();
        fates.values().forEach(fate -> fate.labels().shared(texts));
    }

    /** How many unwanted series satisfy {@code matchers}. */
    int unwanted(List<Matcher> matchers) {
        int found = 0;
        for (Fate fate : fates.values()) {
            found += fate instanceof Unwanted dropped && Matcher.allMatch(matchers, dropped.labels()) ? 1 : 0;
        }
        return found;
    }
}
