package dev.tocsin.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/**
 * By what it is told that a file or directory is another: its content is not read, so a look costs next to nothing. Links are
 * followed. The size of a directory says nothing and is left out.
 */
public record FileStamp(FileTime modified, long size, Optional<Object> key) {
    /** Of what is not there, or cannot be looked at. */
    public static final FileStamp ABSENT = new FileStamp(FileTime.fromMillis(0), -1, Optional.empty());

    /** Of {@code path} as it is now. */
    public static FileStamp of(Path path) throws IOException {
        BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
        return new FileStamp(
                found.lastModifiedTime(), found.isDirectory() ? 0 : found.size(), Optional.ofNullable(found.fileKey()));
    }
}
