package dev.tocsin.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** The entrance: loads a file by a feature's own reader. */
public final class Config {
    private Config() {}

    /**
     * Loads {@code source} with {@code read}, which gets the file's top mapping. Never throws for what the file says:
     * broken YAML, duplicate and unknown keys, wrong types and missing fields all come back as faults. An empty file
     * reads as an empty mapping. Reads the files that secrets name; no other I/O.
     */
    public static <T> Loaded<T> load(Source source, Environment environment, Function<Fields, T> read) {
        return load(source, environment, read, path -> {});
    }

    /** The same; {@code looked} hears of each file and directory besides {@code source} on which the outcome depends. */
    public static <T> Loaded<T> load(
            Source source, Environment environment, Function<Fields, T> read, Consumer<Path> looked) {
        Reading reading = new Reading(source, environment, looked);
        return Yaml.mapping(source, reading)
                .map(top -> finish(reading, new Fields(reading, top, "", top.place()), read))
                .orElseGet(() -> new Loaded.Refused<>(reading.faults()));
    }

    /** Loads {@code source}, whose top is a list of mappings, each read by {@code read}. An empty file is an empty list. No I/O. */
    public static <T> Loaded<List<T>> list(Source source, Function<Fields, T> read) {
        Reading reading = new Reading(source, name -> Optional.empty(), path -> {});
        return Yaml.list(source, reading)
                .map(top -> finish(reading, new Fields(reading, top, "", top.place()), in -> in.list("", read)))
                .orElseGet(() -> new Loaded.Refused<>(reading.faults()));
    }

    private static <T> Loaded<T> finish(Reading reading, Fields top, Function<Fields, T> read) {
        T value = read.apply(top);
        top.faultUnknown();
        return reading.hasErrors()
                ? new Loaded.Refused<>(reading.faults())
                : new Loaded.Ready<>(value, reading.faults());
    }
}
