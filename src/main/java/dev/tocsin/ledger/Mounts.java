package dev.tocsin.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is mounted where, to tell a volume from a layer that the next redeploy throws away. In the words of Linux' proc(5). */
public record Mounts(List<Mount> mounts) {
    private static final Path TABLE = Path.of("/proc/self/mounts");
    private static final Pattern ESCAPE = Pattern.compile("\\\\([0-7]{3})");
    private static final Set<String> EPHEMERAL = Set.of("overlay", "overlayfs", "aufs", "tmpfs", "ramfs", "rootfs");
    private static final Comparator<Mount> DEPTH =
            Comparator.comparingInt(mount -> mount.point().getNameCount());

    public Mounts {
        mounts = List.copyOf(mounts);
    }

    /** One of them. */
    public record Mount(Path point, String type) {
        boolean isEphemeral() {
            return EPHEMERAL.contains(type);
        }
    }

    /** Of this machine; nothing where the system does not say. */
    public static Mounts ofThisMachine() {
        try {
            return parse(Files.readString(TABLE, StandardCharsets.UTF_8));
        } catch (IOException elsewhere) {
            return new Mounts(List.of());
        }
    }

    /** Reads lines of device, mount point, type and more; takes no offence at others. */
    public static Mounts parse(String table) {
        return new Mounts(table.lines()
                .map(line -> line.split(" "))
                .filter(fields -> fields.length >= 3)
                .map(fields -> new Mount(Path.of(unescaped(fields[1])), fields[2]))
                .toList());
    }

    private static String unescaped(String field) {
        return ESCAPE.matcher(field)
                .replaceAll(found ->
                        Matcher.quoteReplacement(Character.toString((char) Integer.parseInt(found.group(1), 8))));
    }

    /** A sentence about {@code file}, if a redeploy will erase it; it need not exist yet. */
    public Optional<String> warning(Path file) {
        Path absolute = real(file.toAbsolutePath().normalize());
        // Of two on the same point, the later one hides the earlier.
        return mounts.stream()
                .filter(mount -> absolute.startsWith(mount.point()))
                .reduce((best, next) -> DEPTH.compare(next, best) >= 0 ? next : best)
                .filter(Mount::isEphemeral)
                .map(mount -> "the ledger " + file + " lies on " + mount.type() + " (" + mount.point()
                        + "), which a redeploy erases: put it on a volume");
    }

    /** Where {@code absolute} is once all links on the way are followed, as far as the way is there. */
    private static Path real(Path absolute) {
        for (@Nullable Path there = absolute; there != null; there = there.getParent()) {
            try {
                return there.toRealPath().resolve(there.relativize(absolute));
            } catch (IOException notYet) {
                // Its parent may be there.
            }
        }
        return absolute;
    }
}
