package dev.tocsin.notify;

import dev.tocsin.incident.Page;
import dev.tocsin.incident.Word;
import dev.tocsin.notify.Parcel.Transit;
import dev.tocsin.notify.Parcel.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** An outbox while one transition works on it. Lives on the loop's thread for that long. */
final class Sorting {
    /** How many refused pages stay in sight; the ledger has the others. */
    private static final int REFUSED_KEPT = 200;

    /** How many receipts are remembered: incidents that are open have theirs among the latest. */
    private static final int RECEIPTS_KEPT = 2000;

    /** Where a lane's pages wait for room: what wakes people first, the worst first, then the oldest. */
    private static final Comparator<Parcel> BY_URGENCY = Comparator.comparing(
                    (Parcel parcel) -> parcel.page().kind())
            .thenComparing(parcel -> parcel.page().incident().severity(), Comparator.reverseOrder())
            .thenComparing(parcel -> parcel.page().at())
            .thenComparing(Parcel::id);

    private final Instant now;
    private final SortedMap<String, List<Parcel>> lanes;
    private final SortedMap<String, Instant> buckets;
    private final List<Parcel> refused;
    private final SortedMap<String, Parcel> anchors;
    private final Map<String, String> laneOf = new HashMap<>();
    private final Map<String, Parcel> changed = new LinkedHashMap<>();
    private final List<Attempt> attempts = new ArrayList<>();
    private final List<Word.Refused> words = new ArrayList<>();

    Sorting(Outbox outbox, Instant now) {
        this.now = now;
        this.lanes = new TreeMap<>(outbox.lanes());
        this.buckets = new TreeMap<>(outbox.buckets());
        this.refused = new ArrayList<>(outbox.refused());
        this.anchors = new TreeMap<>(outbox.anchors());
        lanes.forEach((key, lane) -> lane.forEach(parcel -> laneOf.put(parcel.id(), key)));
    }

    /** Appends a page to its lane. One that is known already is a replay and changes nothing. */
    void accept(Page page) {
        if (laneOf.putIfAbsent(page.id(), page.dedupKey()) != null) {
            return;
        }
        List<Parcel> lane = new ArrayList<>(lanes.getOrDefault(page.dedupKey(), List.of()));
        if (page.kind() == Page.Kind.PROGRESS && isHeldUp(lane)) {
            supersede(lane, page);
        }
        Parcel parcel = Parcel.of(page, now);
        lane.add(parcel);
        changed.put(parcel.id(), parcel);
        lanes.put(page.dedupKey(), lane);
    }

    /**
     * Another agent, which decided on its own, knows {@code theirs}: a page that waits here and that it has brought there is over. One that
     * is in flight is left alone: an end must not overtake it.
     */
    void hear(Parcel theirs) {
        boolean isOver = theirs.transit() instanceof Transit.Delivered
                && lane(theirs.page()).stream()
                        .anyMatch(ours -> ours.transit() instanceof Transit.Waiting
                                && ours.page().equals(theirs.page()));
        if (isOver) {
            finish(theirs);
        }
    }

    /** Takes in one outcome. Late ones count too, unless a newer attempt is under way: that one decides. */
    void settle(Outcome outcome) {
        head(outcome.page()).ifPresent(head -> {
            boolean isCurrent = head.transit() instanceof Transit.InFlight && head.attempts() == outcome.attempt();
            boolean isLate = head.transit() instanceof Transit.Waiting && outcome.attempt() <= head.attempts();
            switch (outcome.delivery()) {
                case Delivery.Accepted accepted
                when isCurrent || isLate -> finish(head.in(new Transit.Delivered(now, accepted.receipt())));
                case Delivery.Refused said
                when isCurrent || isLate -> refuse(head, new Trouble(said.cause(), said.detail(), now));
                case Delivery.Deferred said
                when isCurrent -> postpone(head, new Trouble(said.cause(), said.detail(), now), said.retryAfter());
                case Delivery.Unknown said
                when isCurrent -> postpone(head, new Trouble(said.cause(), said.detail(), now), Optional.empty());
                case Delivery.Accepted ignored -> {}
                case Delivery.Refused ignored -> {}
                case Delivery.Deferred ignored -> {}
                case Delivery.Unknown ignored -> {}
            }
        });
    }

    /** Those whose attempt never came back. */
    void expire() {
        for (List<Parcel> lane : List.copyOf(lanes.values())) {
            Parcel head = lane.getFirst();
            if (head.transit() instanceof Transit.InFlight flight
                    && !now.isBefore(flight.deadline().plus(Outbox.GRACE))) {
                postpone(head, new Trouble(Cause.NO_OUTCOME, "no outcome by the deadline", now), Optional.empty());
            }
        }
    }

    /** Sends the head of each lane that is due and for which its endpoint has room. */
    void dispatch() {
        lanes.values().stream()
                .map(List::getFirst)
                .filter(head -> head.transit() instanceof Transit.Waiting waiting && !now.isBefore(waiting.due()))
                .sorted(BY_URGENCY)
                .toList()
                .forEach(this::send);
    }

    Outbox.Progress progress() {
        buckets.values().removeIf(full -> !full.isAfter(now));
        Outbox next = new Outbox(lanes, buckets, newest(refused), latest(anchors));
        return new Outbox.Progress(next, List.copyOf(changed.values()), attempts, words);
    }

    static List<Parcel> newest(List<Parcel> refused) {
        return refused.subList(Math.max(0, refused.size() - REFUSED_KEPT), refused.size());
    }

    static SortedMap<String, Parcel> latest(SortedMap<String, Parcel> anchors) {
        if (anchors.size() <= RECEIPTS_KEPT) {
            return anchors;
        }
        SortedMap<String, Parcel> latest = new TreeMap<>();
        anchors.values().stream()
                .sorted(Comparator.comparing((Parcel parcel) -> parcel.page().at())
                        .reversed()
                        .thenComparing(Parcel::id))
                .limit(RECEIPTS_KEPT)
                .forEach(parcel -> latest.put(parcel.page().dedupKey(), parcel));
        return latest;
    }

    private void send(Parcel head) {
        SortedMap<String, Pace> tolls = tolls(head);
        if (now.isBefore(Outbox.opening(tolls, buckets))) {
            return;
        }
        tolls.forEach((bucket, toll) -> buckets.put(bucket, toll.taken(full(bucket), now)));
        Pace pace = Pace.of(head.page().endpoint());
        Parcel sent = head.sent(now.plus(pace.patience()));
        replaceHead(sent);
        attempts.add(attempt(head, sent.attempts(), now.plus(pace.patience())));
    }

    private SortedMap<String, Pace> tolls(Parcel head) {
        return Pace.tolls(
                head.page().endpoint(), anchors.containsKey(head.page().dedupKey()));
    }

    private Instant full(String bucket) {
        return buckets.getOrDefault(bucket, Instant.EPOCH);
    }

    private Attempt attempt(Parcel head, int number, Instant deadline) {
        Optional<String> anchor =
                Optional.ofNullable(anchors.get(head.page().dedupKey())).flatMap(Parcel::receipt);
        boolean doubtful = head.trouble()
                .filter(trouble -> trouble.cause().mayHaveArrived())
                .isPresent();
        return new Attempt(head.page(), number, deadline, anchor, doubtful);
    }

    private void postpone(Parcel head, Trouble trouble, Optional<Duration> asked) {
        Instant due = now.plus(Backoff.after(head.id(), head.attempts(), asked));
        if (trouble.cause() == Cause.RATE_LIMITED && asked.isPresent()) {
            // All that is sent by this key is to rest, not only this page: which of its calls were too many, nobody
            // says.
            tolls(head).forEach((bucket, toll) -> buckets.put(bucket, toll.held(full(bucket), due)));
        }
        replaceHead(head.troubled(new Transit.Waiting(due), trouble));
    }

    private void refuse(Parcel head, Trouble trouble) {
        Parcel over = head.troubled(new Transit.Refused(now), trouble);
        refused.add(over);
        Page page = head.page();
        String cause = trouble.detail().isEmpty() ? trouble.cause().word() : trouble.detail();
        words.add(new Word.Refused(page.incidentId(), page.id(), page.endpoint().id(), cause, now));
        finish(over);
    }

    private void finish(Parcel over) {
        List<Parcel> lane = lane(over.page());
        lane.removeIf(parcel -> parcel.id().equals(over.id()));
        keep(over.page().dedupKey(), lane);
        changed.put(over.id(), over);
        laneOf.remove(over.id());
        if (over.receipt().isPresent()) {
            anchors.put(over.page().dedupKey(), over);
        }
    }

    /** Nothing moves in this lane: its head went wrong at least once. */
    private static boolean isHeldUp(List<Parcel> lane) {
        return !lane.isEmpty() && lane.getFirst().trouble().isPresent();
    }

    private void supersede(List<Parcel> lane, Page newer) {
        for (Parcel parcel : List.copyOf(lane)) {
            if (parcel.page().kind() == Page.Kind.PROGRESS && parcel.isUntouched()) {
                lane.remove(parcel);
                laneOf.remove(parcel.id());
                changed.put(parcel.id(), parcel.in(new Transit.Superseded(now, newer.id())));
            }
        }
    }

    private Optional<Parcel> head(String page) {
        return Optional.ofNullable(laneOf.get(page))
                .map(key -> lanes.getOrDefault(key, List.of()))
                .filter(lane -> !lane.isEmpty())
                .map(List::getFirst)
                .filter(head -> head.id().equals(page));
    }

    private void replaceHead(Parcel head) {
        List<Parcel> lane = lane(head.page());
        lane.set(0, head);
        keep(head.page().dedupKey(), lane);
        changed.put(head.id(), head);
    }

    private List<Parcel> lane(Page page) {
        return new ArrayList<>(lanes.getOrDefault(page.dedupKey(), List.of()));
    }

    private void keep(String key, List<Parcel> lane) {
        if (lane.isEmpty()) {
            lanes.remove(key);
        } else {
            lanes.put(key, lane);
        }
    }
}
