package dev.tocsin.series;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * The files of a journal, by their names: {@code 00000012.points} holds what was appended, {@code 00000013.tracks}
 * everything that was there before {@code 00000014.points}. Other files in the directory are left alone.
 */
final class Shelf {
    private static final Logger LOG = Logger.getLogger(Shelf.class);
    private static final int DIGITS = 8;
    private static final String POINTS = ".points";
    private static final String TRACKS = ".tracks";
    private static final String DRAFT = ".draft";
    private static final long LITTLE = 4 << 20;
    private static final int MANY = 32;

    private final Disk disk;
    private final SortedMap<String, Long> sizes = new TreeMap<>();
    private long next = 1;

    Shelf(Disk disk) throws IOException {
        this.disk = disk;
        for (String name : disk.list()) {
            if (isOurs(name)) {
                next = Math.max(next, number(name) + 1);
                sizes.put(name, disk.size(name));
            }
        }
        delete(name -> name.endsWith(DRAFT));
    }

    private static boolean isOurs(String name) {
        if (name.length() <= DIGITS) {
            return false;
        }
        String kind = name.substring(DIGITS);
        return name.chars().limit(DIGITS).allMatch(one -> one >= '0' && one <= '9')
                && (kind.equals(POINTS) || kind.equals(TRACKS) || kind.equals(TRACKS + DRAFT));
    }

    private static long number(String name) {
        return Long.parseLong(name.substring(0, DIGITS));
    }

    /** The files to read at a start, in order: the last checkpoint and the points since. */
    List<String> current() {
        String last =
                sizes.keySet().stream().filter(name -> name.endsWith(TRACKS)).reduce("", (before, name) -> name);
        return List.copyOf(sizes.tailMap(last).keySet());
    }

    /** The name of a new file of points. */
    String nextPoints() {
        return String.format(Locale.ROOT, "%08d%s", next++, POINTS);
    }

    /** The name of a checkpoint that precedes all points written from now on. */
    String nextTracks() {
        return String.format(Locale.ROOT, "%08d%s", next++, TRACKS);
    }

    /** The name of a file until it is whole. */
    static String draft(String name) {
        return name + DRAFT;
    }

    /** Notes that a file became larger by {@code bytes}, and answers how large it is. */
    long grow(String name, long bytes) {
        return sizes.merge(name, bytes, Long::sum);
    }

    /** Bytes of all files. */
    long bytes() {
        return sizes.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Whether so much was written that a checkpoint makes the files smaller, or a start quicker. */
    boolean isWorthACheckpoint(long limit) {
        long tracks = sizes.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(TRACKS))
                .mapToLong(entry -> entry.getValue())
                .sum();
        long points = bytes() - tracks;
        return points > Math.max(LITTLE, tracks) || sizes.size() > MANY || (points > tracks / 8 && bytes() > limit / 2);
    }

    /** Makes a draft of {@code bytes} the checkpoint that it is of, and deletes what is superfluous by that. */
    void publish(String checkpoint, long bytes) throws IOException {
        disk.rename(draft(checkpoint), checkpoint);
        sizes.put(checkpoint, bytes);
        delete(name -> number(name) < number(checkpoint));
    }

    /** Deletes the draft of a checkpoint that failed. */
    void discard(String checkpoint) {
        sizes.put(draft(checkpoint), 0L);
        delete(name -> name.equals(draft(checkpoint)));
    }

    /** Deletes everything. */
    void clear() {
        delete(name -> true);
    }

    private void delete(Predicate<String> which) {
        for (String name : List.copyOf(sizes.keySet())) {
            if (which.test(name)) {
                delete(name);
            }
        }
    }

    private void delete(String name) {
        try {
            disk.delete(name);
            sizes.remove(name);
        } catch (IOException fault) {
            LOG.warnf("samples not deleted file=%s cause=%s", name, fault.getMessage());
        }
    }
}
