package dev.tocsin.notify;

import dev.tocsin.incident.Page;
import dev.tocsin.incident.Word;
import dev.tocsin.notify.Parcel.Transit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All pages that are still owed, and those that were refused last. Immutable; a transition gives the next outbox and what is to
 * be sent now.
 *
 * <p>Pages under one dedup key form a lane: they go strictly one after the other, so that an end never overtakes its beginning.
 * A page stays until the far end has taken it or has refused it for good; nothing else ends it, however long it takes.
 */
public final class Outbox {
    /** How long after its deadline an attempt may still come back before it counts as lost. */
    static final Duration GRACE = Duration.ofSeconds(5);

    private final SortedMap<String, List<Parcel>> lanes;
    private final SortedMap<String, Instant> buckets;
    private final List<Parcel> refused;

    /** By dedup key, the last page that has arrived and has a receipt. */
    private final SortedMap<String, Parcel> anchors;

    Outbox(
            SortedMap<String, List<Parcel>> lanes,
            SortedMap<String, Instant> buckets,
            List<Parcel> refused,
            SortedMap<String, Parcel> anchors) {
        this.lanes = Collections.unmodifiableSortedMap(lanes);
        this.buckets = Collections.unmodifiableSortedMap(buckets);
        this.refused = List.copyOf(refused);
        this.anchors = Collections.unmodifiableSortedMap(anchors);
    }

    /** Nothing is owed. */
    public static Outbox none() {
        return new Outbox(new TreeMap<>(), new TreeMap<>(), List.of(), new TreeMap<>());
    }

    /** These parcels, in any order, as read back from the ledger. Of what has arrived the receipts are kept. */
    public static Outbox of(Collection<Parcel> parcels) {
        SortedMap<String, List<Parcel>> lanes = new TreeMap<>();
        List<Parcel> refused = new ArrayList<>();
        SortedMap<String, Parcel> anchors = new TreeMap<>();
        parcels.stream().sorted(Parcel.IN_ORDER).forEach(parcel -> {
            if (parcel.isOpen()) {
                lanes.computeIfAbsent(parcel.page().dedupKey(), key -> new ArrayList<>())
                        .add(parcel);
            } else if (parcel.transit() instanceof Transit.Refused) {
                refused.add(parcel);
            } else if (parcel.receipt().isPresent()) {
                anchors.put(parcel.page().dedupKey(), parcel);
            }
        });
        return new Outbox(lanes, new TreeMap<>(), Sorting.newest(refused), Sorting.latest(anchors));
    }

    /**
     * What a turn made of the outbox. {@code changed} are the parcels as they are now, those that are over too, each once;
     * {@code attempts} are to be sent as soon as they are durable; {@code refused} is for the incidents.
     */
    public record Progress(Outbox outbox, List<Parcel> changed, List<Attempt> attempts, List<Word.Refused> refused) {
        public Progress {
            changed = List.copyOf(changed);
            attempts = List.copyOf(attempts);
            refused = List.copyOf(refused);
        }
    }

    /** Takes in what came of attempts, gives up waiting for those long past their deadline, and sends what is due. */
    public Progress settle(List<Outcome> outcomes, Instant now) {
        return settle(outcomes, List.of(), now);
    }

    /** As the other; {@code theirs} are parcels as another agent knows them: what it has brought there is not sent again. */
    public Progress settle(List<Outcome> outcomes, List<Parcel> theirs, Instant now) {
        if (outcomes.isEmpty() && lanes.isEmpty()) {
            return new Progress(this, List.of(), List.of(), List.of());
        }
        Sorting sorting = new Sorting(this, now);
        theirs.forEach(sorting::hear);
        outcomes.forEach(sorting::settle);
        sorting.expire();
        sorting.dispatch();
        return sorting.progress();
    }

    /** Takes over new pages, in the order in which they were written, and sends what is due. */
    public Progress accept(List<Page> pages, Instant now) {
        if (pages.isEmpty() && lanes.isEmpty()) {
            return new Progress(this, List.of(), List.of(), List.of());
        }
        Sorting sorting = new Sorting(this, now);
        pages.forEach(sorting::accept);
        sorting.dispatch();
        return sorting.progress();
    }

    /** After a restart: nobody knows what became of those in flight, so they are due at once, under the same dedup key. */
    public Outbox resumed(Instant now) {
        Parcel.Trouble restarted = new Parcel.Trouble(Cause.RESTARTED, "restarted while it was being sent", now);
        SortedMap<String, List<Parcel>> resumed = new TreeMap<>(lanes);
        resumed.replaceAll((key, lane) -> lane.stream()
                .map(parcel -> parcel.transit() instanceof Transit.InFlight
                        ? parcel.troubled(new Transit.Waiting(now), restarted)
                        : parcel)
                .toList());
        return new Outbox(resumed, new TreeMap<>(), refused, anchors);
    }

    /**
     * These and {@code found}, which are of an earlier run and became known only now, or of another agent. Of one that both know, ours is
     * kept. Two agents number their pages alike: another page under a number of ours gets one of its own.
     */
    public Outbox joined(Outbox found) {
        Map<String, Parcel> all = new LinkedHashMap<>();
        stream().forEach(parcel -> all.put(parcel.id(), parcel));
        found.stream().forEach(parcel -> {
            Parcel ours = all.putIfAbsent(parcel.id(), parcel);
            if (ours != null && !ours.page().equals(parcel.page())) {
                Parcel apart = parcel.apart();
                all.putIfAbsent(apart.id(), apart);
            }
        });
        anchors.values().forEach(parcel -> all.put(parcel.id(), parcel));
        found.anchors.values().forEach(parcel -> all.putIfAbsent(parcel.id(), parcel));
        Outbox joined = of(all.values());
        return new Outbox(joined.lanes, buckets, joined.refused, joined.anchors);
    }

    /** When time alone will change something next. */
    public Optional<Instant> due() {
        return lanes.values().stream().map(List::getFirst).map(this::due).min(Instant::compareTo);
    }

    /** All that is owed, lane by lane, each in its order; then those refused last. */
    public Stream<Parcel> stream() {
        return Stream.concat(lanes.values().stream().flatMap(List::stream), refused.stream());
    }

    /** {@link #stream} and the receipts of what has arrived: all that a ledger must hold for us. */
    public Stream<Parcel> kept() {
        return Stream.concat(stream(), anchors.values().stream());
    }

    /** How many pages are owed and have not arrived. */
    public int undelivered() {
        return lanes.values().stream().mapToInt(List::size).sum();
    }

    SortedMap<String, List<Parcel>> lanes() {
        return lanes;
    }

    SortedMap<String, Instant> buckets() {
        return buckets;
    }

    List<Parcel> refused() {
        return refused;
    }

    SortedMap<String, Parcel> anchors() {
        return anchors;
    }

    private Instant due(Parcel head) {
        return switch (head.transit()) {
            case Transit.Waiting waiting -> later(waiting.due(), opening(head));
            case Transit.InFlight flight -> flight.deadline().plus(GRACE);
            case Transit.Held digest -> digest.due();
            case Transit.Delivered over -> over.at();
            case Transit.Refused over -> over.at();
            case Transit.Superseded over -> over.at();
        };
    }

    private Instant opening(Parcel parcel) {
        boolean edits = anchors.containsKey(parcel.page().dedupKey());
        return opening(Pace.tolls(parcel.page().endpoint(), edits), buckets);
    }

    /** When there is room in each of the buckets that {@code tolls} names. */
    static Instant opening(SortedMap<String, Pace> tolls, SortedMap<String, Instant> buckets) {
        return tolls.entrySet().stream()
                .map(toll -> toll.getValue().next(buckets.getOrDefault(toll.getKey(), Instant.EPOCH)))
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
