package dev.tocsin.series;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The views that are open, so that appends know whom they overtake. A view that is lost rather than closed drops out. */
final class Views {
    private final List<WeakReference<Snapshot>> open = new ArrayList<>();

    /**
     * What one append must know.
     *
     * @param next the sequence of the batch that is being appended
     * @param oldest the sequence of the oldest open view
     * @param newest the sequence of the newest open view; below {@code oldest} when none is open
     */
    record Span(long next, long oldest, long newest) {
        boolean isEmpty() {
            return newest < oldest;
        }
    }

    synchronized Snapshot open(Snapshot view) {
        open.add(new WeakReference<>(view));
        return view;
    }

    synchronized void close(Snapshot view) {
        open.removeIf(held -> isGone(held.get(), view));
    }

    synchronized Span span(long next) {
        long oldest = Long.MAX_VALUE;
        long newest = Long.MIN_VALUE;
        for (WeakReference<Snapshot> held : open) {
            Snapshot view = held.get();
            if (view != null) {
                oldest = Math.min(oldest, view.sequence());
                newest = Math.max(newest, view.sequence());
            }
        }
        return new Span(next, oldest, newest);
    }

    private static boolean isGone(@Nullable Snapshot held, Snapshot view) {
        return held == null || held == view;
    }
}
