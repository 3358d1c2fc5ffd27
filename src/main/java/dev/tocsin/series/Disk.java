package dev.tocsin.series;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** A directory of files that are written at the end only. Any method may fail, as disks do; used by one thread at a time. */
interface Disk {
    /** Names of all files, in order. */
    List<String> list() throws IOException;

    long size(String name) throws IOException;

    InputStream read(String name) throws IOException;

    /** A new file that replaces one of that name. Its name survives the end of the machine, as after {@link #rename}. */
    Output create(String name) throws IOException;

    void rename(String from, String to) throws IOException;

    /** Deletes a file if it is there. */
    void delete(String name) throws IOException;

    /** Bytes that may still be written. */
    long usable() throws IOException;

    /** A file being written. What was written survives the end of the process; what was forced, that of the machine. */
    interface Output extends Closeable {
        void write(byte[] bytes, int length) throws IOException;

        void force() throws IOException;
    }
}
