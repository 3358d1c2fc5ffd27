package dev.tocsin.lab.proof;

import dev.tocsin.incident.Endpoint;
import dev.tocsin.incident.Member;
import dev.tocsin.incident.Page;
import dev.tocsin.lab.proof.Diary.Receipt;
import dev.tocsin.model.Labels;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What far ends believe at an instant that goes on: under each key, what they were told fires. */
final class View {
    private final List<Receipt> receipts;
    private final Map<String, Open> open = new LinkedHashMap<>();
    private int next;

    View(List<Receipt> receipts) {
        this.receipts = receipts;
    }

    /** Something that is open at {@code endpoint}: what it was told of under {@code key}, first by {@code page}. */
    record Open(String key, Endpoint endpoint, Page page, Set<Labels> firing) {}

    /** Goes on to {@code at}. */
    void advance(Instant at) {
        while (next < receipts.size() && !receipts.get(next).at().isAfter(at)) {
            hear(receipts.get(next++).page());
        }
    }

    private void hear(Page page) {
        switch (page.kind()) {
            case TRIGGER -> {
                Open known = open.computeIfAbsent(
                        page.dedupKey(), key -> new Open(key, page.endpoint(), page, new HashSet<>()));
                page.firing().stream().map(Member::labels).forEach(known.firing()::add);
                page.resolved().stream().map(Member::labels).forEach(known.firing()::remove);
            }
            case RESOLVE -> open.remove(page.dedupKey());
            case ACKNOWLEDGE, PROGRESS -> {}
        }
    }

    /** Whether {@code endpoint} believes that {@code labels} fire. */
    boolean knows(String endpoint, Labels labels) {
        return open.values().stream()
                .anyMatch(one ->
                        one.endpoint().id().equals(endpoint) && one.firing().contains(labels));
    }

    /** All that is open. */
    List<Open> open() {
        return List.copyOf(open.values());
    }
}
