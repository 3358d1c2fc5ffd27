package dev.tocsin.ledger;

import dev.tocsin.ledger.LedgerGone.Why;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A file whose lock says that this process has what it stands for, and whose text says which process that is. The system lets go
 * of the lock when the process ends, however it ends; so the file itself stays, and means nothing without its lock. Within one
 * process a file must not be taken twice: where locks are the process's, closing the second would let go of the first.
 */
public final class FileHold implements AutoCloseable {
    private static final int LONGEST = 200;

    /** A byte that nobody writes, so that the text can be read while it is locked, on every system. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private final Path file;
    private @Nullable FileChannel channel;

    public FileHold(Path file) {
        this.file = file;
    }

    /** Takes it, unless this one has it. When somebody else has it, it is gone because it is held, and the message says by whom. */
    public void take() throws IOException, LedgerGone {
        if (channel != null) {
            return;
        }
        FileChannel open =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (lock(open) == null) {
                throw new LedgerGone(Why.HELD, "another agent has it: " + text(open) + " (lock file " + file + ")");
            }
            write(open, "pid " + ProcessHandle.current().pid());
            channel = open;
        } finally {
            if (channel == null) {
                open.close();
            }
        }
    }

    private static @Nullable FileLock lock(FileChannel open) throws IOException {
        try {
            return open.tryLock(LOCKED_BYTE, 1, false);
        } catch (OverlappingFileLockException ours) {
            return null;
        }
    }

    private static String text(FileChannel open) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(LONGEST);
        open.read(buffer, 0);
        return StandardCharsets.UTF_8.decode(buffer.flip()).toString().strip();
    }

    private static void write(FileChannel open, String text) throws IOException {
        open.truncate(0);
        open.write(ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.UTF_8)), 0);
    }

    @Override
    public void close() {
        FileChannel held = channel;
        channel = null;
        if (held != null) {
            try {
                held.close();
            } catch (IOException fault) {
                // The system lets go of it at the latest when the process ends.
                return;
            }
        }
    }
}
