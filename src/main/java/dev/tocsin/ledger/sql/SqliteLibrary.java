package dev.tocsin.ledger.sql;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteJDBCLoader;

/**
 * SQLite's library in a native image, which has that of its own system among its resources. The driver would ask a process which system
 * this is, write the library out and read it again byte by byte: some tenths of the time that the agent has to be ready. Anywhere else
 * the driver finds the library by itself, and so it does when this cannot.
 */
final class SqliteLibrary {
    private static final String FOLDER = "org.sqlite.lib.path";
    private static final String NAME = "libsqlitejdbc.so";

    private SqliteLibrary() {}

    /** Loads the library where this is a native image; at the second call it is there already. */
    static synchronized void load() {
        if (System.getProperty("org.graalvm.nativeimage.imagecode") != null && System.getProperty(FOLDER) == null) {
            String temporary = System.getProperty("org.sqlite.tmpdir", System.getProperty("java.io.tmpdir", "/tmp"));
            load(Path.of(temporary), System.getProperty("os.arch", ""));
        }
    }

    /** Whether there was one for {@code architecture}, in Java's words, and it could be loaded by way of {@code temporary}. */
    static boolean load(Path temporary, String architecture) {
        String folder = "/org/sqlite/native/Linux/" + (architecture.equals("amd64") ? "x86_64" : architecture) + "/";
        try (@Nullable InputStream in = SQLiteJDBCLoader.class.getResourceAsStream(folder + NAME)) {
            return in != null && load(in, Files.createTempDirectory(temporary, "tocsin-sqlite-"));
        } catch (IOException fault) {
            return false;
        }
    }

    /** What is loaded needs its file no more, so that nothing is left behind however this process ends. */
    private static boolean load(InputStream in, Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        try {
            Files.copy(in, file);
            System.setProperty(FOLDER, folder.toString());
            System.setProperty("org.sqlite.lib.name", NAME);
            return SQLiteJDBCLoader.initialize();
        } catch (Exception fault) {
            throw fault instanceof IOException io ? io : new IOException(fault);
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder);
        }
    }
}
