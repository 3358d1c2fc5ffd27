package dev.tocsin.template;

/** What came of parsing: something that can be rendered, or the first fault. */
public sealed interface Parsed<T> {
    /** Usable. */
    record Ready<T>(T value) implements Parsed<T> {}

    /** Not usable. */
    record Broken<T>(TemplateFault fault) implements Parsed<T> {}
}
