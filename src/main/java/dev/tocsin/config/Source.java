package dev.tocsin.config;

import java.nio.file.Path;

/**
 * The text of one file. {@code name} is how faults call it; {@code directory} is what relative paths inside it are
 * relative to, usually the directory of the file.
 */
public record Source(String name, String text, Path directory) {}
