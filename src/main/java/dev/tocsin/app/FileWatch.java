package dev.tocsin.app;

import dev.tocsin.config.FileStamp;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Tells when the files that a configuration was read from are others. It looks rather than being told: that works on every mount, and
 * for the links that orchestrators swap under a mounted folder. For one thread.
 */
final class FileWatch {
    private final Map<Path, FileStamp> known;
    private Map<Path, FileStamp> last;

    private FileWatch(Map<Path, FileStamp> known) {
        this.known = known;
        this.last = known;
    }

    /** Of {@code files} and directories as they are now. */
    static FileWatch of(Set<Path> files) {
        return new FileWatch(looks(files));
    }

    /** Whether something is not as it was at the beginning, and as it was at the last look: nobody is writing at it any more. */
    boolean isChanged() {
        Map<Path, FileStamp> now = looks(known.keySet());
        boolean settled = now.equals(last);
        last = now;
        return settled && !now.equals(known);
    }

    /** Those that are not as they were at the beginning, for the log. */
    String changes() {
        return last.entrySet().stream()
                .filter(look -> !Objects.equals(known.get(look.getKey()), look.getValue()))
                .map(look -> look.getKey().toString())
                .collect(Collectors.joining(", "));
    }

    private static Map<Path, FileStamp> looks(Set<Path> files) {
        Map<Path, FileStamp> looks = new TreeMap<>();
        files.forEach(file -> looks.put(file, look(file)));
        return looks;
    }

    private static FileStamp look(Path file) {
        try {
            return FileStamp.of(file);
        } catch (IOException gone) {
            return FileStamp.ABSENT;
        }
    }
}
