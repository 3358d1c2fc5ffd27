package dev.tocsin.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells when the files that a configuration was read from are others. It looks rather than being told: that works on every mount, and
 * for the links that orchestrators swap under a mounted folder. For one thread.
 */
final class FileWatch {
    private final Map<Path, Look> known;
    private Map<Path, Look> last;

    /** What a file or directory is told by. Its content is not read: a look costs next to nothing. */
    private record Look(
            FileTime modified, long size, @Nullable Object key) {
        private static final Look ABSENT = new Look(FileTime.fromMillis(0), -1, null);

        static Look at(Path path) {
            try {
                BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
                return new Look(found.lastModifiedTime(), found.isDirectory() ? 0 : found.size(), found.fileKey());
            } catch (IOException gone) {
                return ABSENT;
            }
        }
    }

    private FileWatch(Map<Path, Look> known) {
        this.known = known;
        this.last = known;
    }

    /** Of {@code files} and directories as they are now. */
    static FileWatch of(Set<Path> files) {
        return new FileWatch(looks(files));
    }

    /** Whether something is not as it was at the beginning, and as it was at the last look: nobody is writing at it any more. */
    boolean isChanged() {
        Map<Path, Look> now = looks(known.keySet());
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

    private static Map<Path, Look> looks(Set<Path> files) {
        Map<Path, Look> looks = new TreeMap<>();
        files.forEach(file -> looks.put(file, Look.at(file)));
        return looks;
    }
}
