package dev.tocsin.config;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** One loading of one file: what it may ask of the outside, and the faults found so far. Used by one thread. */
final class Reading {
    private final Source source;
    private final Environment environment;
    private final Consumer<Path> looked;
    private final Set<Fault> faults = new LinkedHashSet<>();

    /** {@code looked} hears of each further file and directory that the outcome depends on. */
    Reading(Source source, Environment environment, Consumer<Path> looked) {
        this.source = source;
        this.environment = environment;
        this.looked = looked;
    }

    /** The same file, its faults forgotten: for reading on after a fault that explains the following ones. */
    Reading unheard() {
        return new Reading(source, environment, looked);
    }

    Source source() {
        return source;
    }

    Environment environment() {
        return environment;
    }

    Path resolve(String path) {
        return source.directory().resolve(path).normalize();
    }

    /** A file whose content is read now. */
    Path opened(String path) {
        Path file = resolve(path);
        looked.accept(file);
        return file;
    }

    /** The files that {@code pattern} finds, whose content is read now or later. */
    List<Path> found(String pattern) {
        List<Path> found = Globs.find(source.directory(), pattern);
        looked.accept(Globs.root(source.directory(), pattern));
        found.forEach(looked);
        return found;
    }

    /** A field may be read twice; its fault is told once. */
    void add(Place place, String path, String message, Fault.Severity severity) {
        faults.add(new Fault(place, path, message, severity));
    }

    boolean hasErrors() {
        return faults.stream().anyMatch(fault -> fault.severity() == Fault.Severity.ERROR);
    }

    List<Fault> faults() {
        return faults.stream()
                .sorted((one, other) -> one.place().compareTo(other.place()))
                .toList();
    }
}
