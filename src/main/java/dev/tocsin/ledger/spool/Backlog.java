package dev.tocsin.ledger.spool;

import dev.tocsin.ledger.Lane;
import dev.tocsin.ledger.Lanes;
import dev.tocsin.ledger.LedgerGone;
import dev.tocsin.ledger.Poison;
import dev.tocsin.ledger.codec.BadDocument;
import dev.tocsin.ledger.codec.ChangesCodec;
import dev.tocsin.ledger.spool.Spooled.Knowledge;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** The turns in a {@link Spool}, oldest first. Safe for any thread; no call waits for the disk for longer than a moment. */
final class Backlog implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration READING = Duration.ofSeconds(5);

    private final Path file;
    private final Spool spool;
    private final Lane lane;
    private final ConcurrentLinkedQueue<Poison> poison = new ConcurrentLinkedQueue<>();
    private final ChangesCodec codec = new ChangesCodec(this::spoilt);

    /** What was read last and not dropped: while the database is gone it is asked for every second, and may be all that there is. On the lane. */
    private @Nullable Waiting oldest;

    Backlog(Path file, Lanes lanes) {
        this.file = file;
        this.spool = new Spool(file);
        this.lane = lanes.named("spool " + file);
    }

    /** A turn, and the mark with which it is dropped. */
    record Waiting(Optional<Spooled> turn, long mark) {}

    private interface Use<T> {
        T apply(Spool spool) throws IOException, LedgerGone;
    }

    /** Opens the file; says who has it when it is another process. */
    void claim() throws LedgerGone {
        call(PATIENCE, Spool::open);
    }

    void append(Spooled turn) throws LedgerGone {
        String text = turn.knowledge().letter + codec.text(turn.changes());
        byte[] payload = text.getBytes(StandardCharsets.US_ASCII);
        call(PATIENCE, to -> {
            to.append(payload);
            return payload;
        });
    }

    /** The oldest turn that was not dropped. */
    Optional<Waiting> first() throws LedgerGone {
        return call(READING, from -> {
            if (oldest == null) {
                oldest = from.first().map(this::read).orElse(null);
            }
            return Optional.ofNullable(oldest);
        });
    }

    /** All turns, oldest first. */
    List<Spooled> all() throws LedgerGone {
        return call(READING, from -> {
            List<Spooled> all = new ArrayList<>();
            Optional<Spool.Found> found = from.first();
            while (found.isPresent()) {
                read(found.get()).turn().ifPresent(all::add);
                found = from.after(found.get().end());
            }
            return List.copyOf(all);
        });
    }

    void drop(Waiting turn) throws LedgerGone {
        call(PATIENCE, from -> {
            oldest = null;
            from.drop(turn.mark());
            return turn;
        });
    }

    /** Drops every turn, and empties the file. */
    void dropAll() throws LedgerGone {
        call(READING, from -> {
            oldest = null;
            for (Optional<Spool.Found> one = from.first(); one.isPresent(); one = from.first()) {
                from.drop(one.get().end());
            }
            return from.clear();
        });
    }

    /** Empties the file if every turn was dropped; tells whether that was so. */
    boolean clear() throws LedgerGone {
        return call(PATIENCE, Spool::clear);
    }

    /** What could not be read since this was asked last. */
    List<Poison> poison() {
        List<Poison> all = new ArrayList<>();
        for (Poison one = poison.poll(); one != null; one = poison.poll()) {
            all.add(one);
        }
        return List.copyOf(all);
    }

    private Waiting read(Spool.Found found) {
        try {
            String text = new String(found.payload(), StandardCharsets.US_ASCII);
            return new Waiting(Optional.of(turn(text)), found.end());
        } catch (BadDocument bad) {
            spoilt(String.valueOf(bad.getMessage()));
            return new Waiting(Optional.empty(), found.end());
        }
    }

    private Spooled turn(String text) {
        for (Knowledge knowledge : Knowledge.values()) {
            if (text.startsWith(String.valueOf(knowledge.letter))) {
                return new Spooled(codec.parse(text.substring(1)), knowledge);
            }
        }
        throw new BadDocument("not a turn");
    }

    private void spoilt(String what) {
        poison.add(new Poison("spool", file.toString(), what));
    }

    private <T> T call(Duration patience, Use<T> use) throws LedgerGone {
        return lane.call(patience, () -> {
            try {
                T value = use.apply(spool);
                poison.addAll(spool.skipped());
                return value;
            } catch (IOException fault) {
                throw LedgerGone.unreachable("spool " + file, fault);
            }
        });
    }

    @Override
    public void close() {
        lane.close();
        spool.close();
    }
}
