package dev.tocsin.series;

import dev.tocsin.model.Batch;
import dev.tocsin.model.FloatHistogram;
import dev.tocsin.model.Label;
import dev.tocsin.model.Labels;
import dev.tocsin.model.Matcher;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes down in memory what was appended, for the journal to take to the disk. Never waits for a disk: beyond a size it
 * lets go of what comes, and counts it.
 */
final class Recorder {
    private static final int MOST = 16 << 20;
    private static final int LARGE = 1 << 20;
    private static final int FEW = 8;

    private final long base;
    private final BitSet named = new BitSet();
    private Pages pages = new Pages(new Bytes(), new Bytes());
    private boolean paused;
    private long lost;

    /**
     * What was written down since the last time.
     *
     * @param names frames that say which number stands for which labels
     * @param points all others
     */
    record Pages(Bytes names, Bytes points) {}

    /** Series are known by {@code base} and their number, so that no number means two things in the files. */
    Recorder(long base) {
        this.base = base;
    }

    /** Writes down those points of {@code batch} whose track is not null. */
    synchronized void record(Batch batch, @Nullable Track[] stored) {
        if (paused || pages.points().size() > MOST) {
            for (Track track : stored) {
                lost += track == null ? 0 : 1;
            }
            return;
        }
        names(stored);
        points(batch, stored);
    }

    private void names(@Nullable Track[] stored) {
        Bytes names = pages.names();
        boolean open = false;
        for (Track track : stored) {
            if (track == null || named.get(track.number())) {
                continue;
            }
            named.set(track.number());
            if (open && names.frameSize() > LARGE) {
                names.end();
                open = false;
            }
            if (!open) {
                names.begin(Frame.Kind.NAMES);
                open = true;
            }
            names.unsigned(base + track.number());
            labels(track.labels(), names);
        }
        if (open) {
            names.end();
        }
    }

    static void labels(Labels labels, Bytes into) {
        into.unsigned(labels.size());
        for (Label label : labels) {
            into.text(label.name());
            into.text(label.value());
        }
    }

    /** Numbers and times are written as the difference to those before, from zero in each frame. */
    private void points(Batch batch, @Nullable Track[] stored) {
        Bytes points = pages.points();
        boolean open = false;
        long number = 0;
        long time = 0;
        for (int at = 0; at < stored.length; at++) {
            Track track = stored[at];
            if (track == null) {
                continue;
            }
            if (open && points.frameSize() > LARGE) {
                points.end();
                open = false;
            }
            if (!open) {
                points.begin(Frame.Kind.POINTS);
                number = 0;
                time = 0;
                open = true;
            }
            points.signed(base + track.number() - number);
            points.signed(batch.time(at) - time);
            point(batch, at, points);
            number = base + track.number();
            time = batch.time(at);
        }
        if (open) {
            points.end();
        }
    }

    private static void point(Batch batch, int at, Bytes points) {
        FloatHistogram histogram = batch.histogram(at);
        points.octet(PointKind.of(histogram != null, batch.start(at) != 0));
        if (histogram == null) {
            points.number(batch.value(at));
        } else {
            HistogramCodec.write(histogram, points);
        }
        if (batch.start(at) != 0) {
            points.signed(batch.start(at));
        }
    }

    /** Writes down what is asked for from now on. */
    synchronized void record(Demand demand) {
        if (!paused) {
            demand(demand, pages.points());
        }
    }

    static void demand(Demand demand, Bytes into) {
        into.begin(Frame.Kind.DEMAND);
        for (Demand.Ask ask : demand.asks()) {
            into.signed(ask.keep().toMillis());
            into.signed(ask.since().toEpochMilli());
            into.unsigned(ask.matchers().size());
            for (Matcher matcher : ask.matchers()) {
                into.text(matcher.name());
                into.text(matcher.op().sign());
                into.text(matcher.value());
            }
        }
        into.end();
    }

    /** Takes what was written down, and goes on in {@code empty}. */
    synchronized Pages take(Pages empty) {
        Pages taken = pages;
        pages = empty;
        return taken;
    }

    /** Names all series anew from here on, as the start of a file needs it. */
    synchronized void rename() {
        named.clear();
    }

    /** Lets go of everything until {@link #resume}. */
    synchronized void pause() {
        paused = true;
        pages.names().clear();
        pages.points().clear();
        named.clear();
    }

    synchronized void resume() {
        paused = false;
    }

    /** Writes a series and all its points, a frame for each few chunks, so that damage costs little. */
    void write(Frozen frozen, Bytes into) {
        List<Chunk> chunks = frozen.chunks();
        for (int at = 0; at < chunks.size(); at += FEW) {
            into.begin(Frame.Kind.CHUNKS);
            into.unsigned(base + frozen.number());
            labels(frozen.labels(), into);
            for (Chunk chunk : chunks.subList(at, Math.min(at + FEW, chunks.size()))) {
                ChunkCodec.write(chunk, into);
            }
            into.end();
        }
    }

    /** How many points were let go. */
    synchronized long lost() {
        return lost;
    }
}
