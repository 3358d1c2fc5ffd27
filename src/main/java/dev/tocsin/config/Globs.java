package dev.tocsin.config;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** Finds files by patterns such as {@code rules/*.yml}: {@code *}, {@code ?} and {@code [a-z]} within one part of a path. */
public final class Globs {
    private static final Pattern WILD = Pattern.compile("[*?\\[]");

    private Globs() {}

    /** Whether {@code pattern} has anything to match with, rather than being one path. */
    public static boolean isPattern(String pattern) {
        return WILD.matcher(pattern).find();
    }

    /**
     * The files below {@code directory}, or anywhere when {@code pattern} is absolute, in order of their names. Empty when
     * there is none, or a directory cannot be read.
     */
    public static List<Path> find(Path directory, String pattern) {
        boolean absolute = pattern.startsWith("/");
        List<Path> found = List.of(absolute ? Path.of("/") : directory);
        for (String part : pattern.split("/")) {
            if (!part.isEmpty()) {
                found = found.stream().flatMap(at -> step(at, part).stream()).toList();
            }
        }
        return found.stream().filter(Files::isRegularFile).toList();
    }

    /** Where {@code pattern} begins to match: a file that comes to match it changes this directory, or one below. */
    public static Path root(Path directory, String pattern) {
        Path at = pattern.startsWith("/") ? Path.of("/") : directory;
        for (String part : pattern.split("/")) {
            if (isPattern(part)) {
                return at;
            }
            at = at.resolve(part);
        }
        Path parent = at.getParent();
        return parent == null ? directory : parent;
    }

    private static List<Path> step(Path at, String part) {
        if (!isPattern(part)) {
            Path next = at.resolve(part);
            return Files.exists(next) ? List.of(next) : List.of();
        }
        if (!Files.isDirectory(at)) {
            return List.of();
        }
        // Braces mean nothing in Go's patterns, which these are.
        String glob = part.replace("{", "\\{").replace("}", "\\}");
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(at, glob)) {
            List<Path> found = new ArrayList<>(
                    StreamSupport.stream(entries.spliterator(), false).toList());
            found.sort(null);
            return found;
        } catch (IOException unreadable) {
            return List.of();
        }
    }
}
