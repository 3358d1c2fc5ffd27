package dev.tocsin.scrape;

import dev.tocsin.config.FileStamp;
import dev.tocsin.config.Globs;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Targets in files, as Prometheus' {@code file_sd_configs} has them. A file is read again when it has changed. */
final class FileFinder implements Finder {
    private static final String ORIGIN = "__meta_filepath";
    private static final Path ROOT = Path.of("/");

    private final Discovery.Files where;
    private final Runnable changed;
    private volatile Map<Path, Seen> seen;

    /** What is known of a file. */
    private record Seen(FileStamp stamp, List<TargetGroup> groups, Optional<String> fault) {}

    /** Goes on from what {@code before} knew. {@code changed} is run after a look that found something new. */
    FileFinder(Discovery.Files where, Optional<FileFinder> before, Runnable changed) {
        this.where = where;
        this.changed = changed;
        this.seen = before.map(old -> old.seen).orElse(Map.of());
    }

    @Override
    public List<TargetGroup> groups() {
        return seen.values().stream().flatMap(one -> one.groups().stream()).toList();
    }

    @Override
    public List<String> faults() {
        return seen.values().stream().flatMap(one -> one.fault().stream()).toList();
    }

    @Override
    public void begin() {
        look();
    }

    @Override
    public void visit(Instant at) {
        if (look()) {
            changed.run();
        }
    }

    @Override
    public void leave(Instant at) {}

    private synchronized boolean look() {
        Map<Path, Seen> now = new TreeMap<>();
        for (String pattern : where.patterns()) {
            for (Path file : Globs.find(ROOT, pattern)) {
                now.computeIfAbsent(file, this::seen);
            }
        }
        boolean different = !now.equals(seen);
        seen = now;
        return different;
    }

    private Seen seen(Path file) {
        Seen known = seen.get(file);
        List<TargetGroup> kept = known == null ? List.of() : known.groups();
        FileStamp stamp = FileStamp.ABSENT;
        try {
            stamp = FileStamp.of(file);
            if (known != null && known.stamp().equals(stamp)) {
                return known;
            }
            return switch (read(file)) {
                case TargetGroup.Reading.Groups(List<TargetGroup> groups) -> new Seen(stamp, groups, Optional.empty());
                case TargetGroup.Reading.Refused(String why) -> new Seen(stamp, kept, Optional.of(why));
            };
        } catch (CharacterCodingException garbage) {
            return new Seen(stamp, kept, Optional.of(file + ": is not text in UTF-8"));
        } catch (IOException unreadable) {
            return new Seen(stamp, kept, Optional.of(file + ": cannot be read: " + unreadable.getMessage()));
        }
    }

    private static TargetGroup.Reading read(Path file) throws IOException {
        String name = file.toString();
        String text = Files.readString(file);
        return name.toLowerCase(Locale.ROOT).endsWith(".json")
                ? TargetGroup.json(name, text, ORIGIN)
                : TargetGroup.yaml(name, text, ORIGIN);
    }
}
