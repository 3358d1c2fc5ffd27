package dev.tocsin.rule;

import dev.tocsin.config.Fault;
import dev.tocsin.config.Fault.Severity;
import dev.tocsin.config.Globs;
import dev.tocsin.config.Loaded;
import dev.tocsin.config.Place;
import dev.tocsin.config.Source;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Loads all rule files that some patterns name. Used once, by one thread; reads files. */
public final class RuleFiles {
    private final Path directory;
    private final RuleFile.Defaults defaults;
    private final Map<Path, String> names = new LinkedHashMap<>();
    private final List<RuleFile> files = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();

    private RuleFiles(Path directory, RuleFile.Defaults defaults) {
        this.directory = directory;
        this.defaults = defaults;
    }

    /**
     * Loads the files that {@code patterns} name, relative to {@code directory}. The faults of all files come at once. A
     * file that is missing is a fault, a pattern that matches nothing a warning; a file that two patterns name counts once.
     */
    public static Loaded<List<RuleFile>> load(Path directory, List<String> patterns, RuleFile.Defaults defaults) {
        RuleFiles all = new RuleFiles(directory, defaults);
        patterns.forEach(all::find);
        all.names.forEach(all::load);
        boolean refused = all.faults.stream().anyMatch(fault -> fault.severity() == Severity.ERROR);
        return refused ? new Loaded.Refused<>(all.faults) : new Loaded.Ready<>(List.copyOf(all.files), all.faults);
    }

    /** The files that {@code patterns} name, relative to {@code directory}: each once, and only those that exist. */
    public static List<Path> find(Path directory, List<String> patterns) {
        return patterns.stream()
                .flatMap(pattern -> Globs.find(directory, pattern).stream())
                .map(file -> file.toAbsolutePath().normalize())
                .distinct()
                .toList();
    }

    /** How faults and rule keys call the files that {@code pattern} names. */
    static List<String> names(Path directory, String pattern) {
        return find(directory, List.of(pattern)).stream()
                .map(file -> name(directory, file))
                .toList();
    }

    private void find(String pattern) {
        List<Path> found = Globs.find(directory, pattern);
        if (found.isEmpty() && Globs.isPattern(pattern)) {
            fault(pattern, "no file matches", Severity.WARNING);
        } else if (found.isEmpty()) {
            fault(pattern, "no such file", Severity.ERROR);
        }
        found.forEach(file -> names.putIfAbsent(file.toAbsolutePath().normalize(), name(directory, file)));
    }

    /** Relative to the directory where it is below it: the name is part of the rules' keys and must survive a move. */
    private static String name(Path directory, Path file) {
        Path plain = file.toAbsolutePath().normalize();
        Path base = directory.toAbsolutePath().normalize();
        return (plain.startsWith(base) ? base.relativize(plain) : plain).toString();
    }

    private void load(Path file, String name) {
        try {
            Path parent = file.getParent();
            Source source = new Source(name, Files.readString(file), parent == null ? directory : parent);
            switch (RuleFile.load(source, defaults)) {
                case Loaded.Ready<RuleFile>(RuleFile loaded, List<Fault> warnings) -> {
                    files.add(loaded);
                    faults.addAll(warnings);
                }
                case Loaded.Refused<RuleFile>(List<Fault> found) -> faults.addAll(found);
            }
        } catch (CharacterCodingException notText) {
            fault(name, "is not UTF-8 text", Severity.ERROR);
        } catch (IOException unreadable) {
            fault(name, "cannot be read: " + unreadable.getMessage(), Severity.ERROR);
        }
    }

    private void fault(String file, String message, Severity severity) {
        faults.add(new Fault(new Place(file, 1, 1), "", message, severity));
    }
}
