package dev.tocsin.notify;

import dev.tocsin.incident.Member;
import dev.tocsin.incident.Page;
import dev.tocsin.incident.Page.Kind;
import dev.tocsin.incident.Page.Reason;
import dev.tocsin.incident.Severity;
import dev.tocsin.model.Labels;
import dev.tocsin.notify.Parcel.Transit;
import dev.tocsin.oncall.Digest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Pages that wait for their receiver's digest: of each incident and receiver the last, with all that ended since the digest before. At its
 * time they become one page, which the outbox delivers as any other; what fires still waits for the next one too, so that every digest says
 * it. Immutable; kept in the ledger among the deliveries.
 */
public final class Digests {
    private static final int MOST_ENDED = 500;

    /** By dedup key. */
    private final SortedMap<String, Parcel> held;

    private Digests(SortedMap<String, Parcel> held) {
        this.held = Collections.unmodifiableSortedMap(held);
    }

    /** Nothing waits. */
    public static Digests none() {
        return new Digests(new TreeMap<>());
    }

    /** Those of {@code parcels} that wait for a digest. */
    public static Digests of(Collection<Parcel> parcels) {
        SortedMap<String, Parcel> held = new TreeMap<>();
        parcels.stream()
                .filter(parcel -> parcel.transit() instanceof Transit.Held)
                .sorted(Parcel.IN_ORDER)
                .forEach(parcel -> held.put(parcel.page().dedupKey(), parcel));
        return new Digests(held);
    }

    /** These and {@code found}, which became known only now. */
    public Digests joined(Digests found) {
        return of(Stream.concat(found.stream(), stream()).toList());
    }

    /** What a turn made of them: {@code pages} are to be sent now, {@code changed} are the parcels as they are now. */
    public record Progress(Digests digests, List<Page> pages, List<Parcel> changed) {
        public Progress {
            pages = List.copyOf(pages);
            changed = List.copyOf(changed);
        }
    }

    /**
     * Takes what is to wait out of {@code pages}, and sends what is due by the calendar's time {@code wall}. {@code receivers} are the
     * digests by endpoint id; what waits for one that is gone is sent at once.
     */
    public Progress advance(List<Page> pages, Map<String, Digest> receivers, Instant now, Instant wall) {
        if (held.isEmpty() && receivers.isEmpty()) {
            return new Progress(this, pages, List.of());
        }
        Round round = new Round(new TreeMap<>(held), receivers, now, wall);
        pages.forEach(round::take);
        round.release();
        return new Progress(new Digests(round.held), round.pages, List.copyOf(round.changed.values()));
    }

    /** All that wait. */
    public Stream<Parcel> stream() {
        return held.values().stream();
    }

    private static Optional<Instant> due(Parcel parcel) {
        return parcel.transit() instanceof Transit.Held(Instant due) ? Optional.of(due) : Optional.empty();
    }

    /** One turn's work. */
    private static final class Round {
        private final SortedMap<String, Parcel> held;
        private final Map<String, Digest> receivers;
        private final Instant now;
        private final Instant wall;
        private final List<Page> pages = new ArrayList<>();
        private final Map<String, Parcel> changed = new LinkedHashMap<>();

        Round(SortedMap<String, Parcel> held, Map<String, Digest> receivers, Instant now, Instant wall) {
            this.held = held;
            this.receivers = receivers;
            this.now = now;
            this.wall = wall;
        }

        /** What is critical does not wait, unless the receiver said so; its end is known to the digest that has its beginning. */
        void take(Page page) {
            Optional<Digest> digest =
                    Optional.ofNullable(receivers.get(page.endpoint().id()));
            boolean waits =
                    digest.filter(one -> one.critical() || !isCritical(page)).isPresent();
            if (!waits) {
                pages.add(page);
            }
            boolean ends = page.firing().isEmpty() && held.containsKey(page.dedupKey());
            if (waits || digest.isPresent() && ends) {
                digest.flatMap(one -> one.times().next(wall)).ifPresent(due -> hold(page, due));
            }
        }

        private static boolean isCritical(Page page) {
            return Stream.concat(page.firing().stream(), page.resolved().stream())
                    .anyMatch(member -> member.severity() == Severity.CRITICAL);
        }

        private void hold(Page page, Instant due) {
            Optional<Parcel> older = Optional.ofNullable(held.get(page.dedupKey()));
            if (older.filter(known -> known.id().equals(page.id())).isPresent()) {
                return;
            }
            Page whole = older.map(known -> joined(known.page(), page)).orElse(page);
            // Under an id of its own when the page itself is on its way too.
            Page kept = pages.contains(page) ? whole.under(page.id() + "-digest") : whole;
            older.ifPresent(known -> put(known.in(new Transit.Superseded(now, kept.id()))));
            Parcel parcel = Parcel.held(kept, due);
            held.put(page.dedupKey(), parcel);
            put(parcel);
        }

        private static Page joined(Page older, Page newer) {
            Map<String, Member> ended = new LinkedHashMap<>();
            Stream.concat(older.resolved().stream(), newer.resolved().stream())
                    .forEach(member -> ended.put(member.labels().fingerprint() + member.since(), member));
            List<Member> all = List.copyOf(ended.values());
            return newer.telling(newer.firing(), all.subList(Math.max(0, all.size() - MOST_ENDED), all.size()));
        }

        void release() {
            Map<String, List<Parcel>> byEndpoint = held.values().stream()
                    .collect(Collectors.groupingBy(
                            parcel -> parcel.page().endpoint().id(), TreeMap::new, Collectors.toList()));
            byEndpoint.forEach((endpoint, waiting) -> Optional.ofNullable(receivers.get(endpoint))
                    .flatMap(digest -> digest.times().next(wall))
                    .ifPresentOrElse(next -> release(waiting, next), () -> waiting.forEach(this::free)));
        }

        private void free(Parcel parcel) {
            held.remove(parcel.page().dedupKey());
            pages.add(parcel.page());
        }

        /** All that wait for one receiver go together; when its calendar was changed to an earlier time, that counts. */
        private void release(List<Parcel> waiting, Instant next) {
            boolean due =
                    waiting.stream().flatMap(parcel -> due(parcel).stream()).anyMatch(when -> !wall.isBefore(when));
            if (due) {
                Page digest = digest(waiting);
                pages.add(digest);
                waiting.forEach(parcel -> passOn(parcel, digest, next));
                return;
            }
            waiting.stream()
                    .filter(parcel -> due(parcel).filter(next::isBefore).isPresent())
                    .forEach(parcel -> keep(parcel.in(new Transit.Held(next))));
        }

        /** What fires still is said again next time. */
        private void passOn(Parcel parcel, Page digest, Instant next) {
            Page page = parcel.page();
            if (page.firing().isEmpty()) {
                held.remove(page.dedupKey());
                put(parcel.in(new Transit.Superseded(now, digest.id())));
            } else {
                keep(Parcel.held(page.telling(page.firing(), List.of()), next));
            }
        }

        private void keep(Parcel parcel) {
            held.put(parcel.page().dedupKey(), parcel);
            put(parcel);
        }

        private void put(Parcel parcel) {
            changed.put(parcel.id(), parcel);
        }

        private Page digest(List<Parcel> waiting) {
            Page last = waiting.getLast().page();
            List<Member> firing = members(waiting, Page::firing);
            List<Member> ended = members(waiting, Page::resolved);
            String series = "digest-" + last.endpoint().id();
            String id = series + "-" + Long.toString(now.toEpochMilli(), Character.MAX_RADIX);
            List<Member> about = firing.isEmpty() ? ended : firing;
            Page.View view = new Page.View(
                    series,
                    Labels.empty(),
                    last.incident().receiver(),
                    about.stream()
                            .map(Member::severity)
                            .max(Comparator.naturalOrder())
                            .orElse(Severity.UNKNOWN),
                    waiting.stream()
                            .map(parcel -> parcel.page().incident().opened())
                            .min(Comparator.naturalOrder())
                            .orElse(now),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    List.of(),
                    "");
            Kind kind = firing.isEmpty() ? Kind.RESOLVE : Kind.TRIGGER;
            return new Page(id, id, last.endpoint(), kind, Reason.DIGEST, now, view, firing, ended);
        }

        private static List<Member> members(List<Parcel> waiting, Function<Page, List<Member>> which) {
            Map<String, Member> all = new LinkedHashMap<>();
            waiting.stream()
                    .flatMap(parcel -> which.apply(parcel.page()).stream())
                    .sorted(Comparator.comparing(Member::severity)
                            .reversed()
                            .thenComparing(Member::since)
                            .thenComparing(Member::labels))
                    .forEach(member -> all.putIfAbsent(member.labels().fingerprint() + member.since(), member));
            return List.copyOf(all.values());
        }
    }
}
