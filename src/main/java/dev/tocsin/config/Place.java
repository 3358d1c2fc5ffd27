package dev.tocsin.config;

/** A character of a file. Lines and columns count from 1; columns count code points. */
public record Place(String file, int line, int column) implements Comparable<Place> {
    /** In reading order within one file; by name between files. */
    @Override
    public int compareTo(Place other) {
        int byFile = file.compareTo(other.file);
        int byLine = byFile != 0 ? byFile : Integer.compare(line, other.line);
        return byLine != 0 ? byLine : Integer.compare(column, other.column);
    }

    /** {@code tocsin.yml:12:5}. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
