package dev.tocsin.template;

/** What came of one render: the text, or why there is none. */
public sealed interface Rendered {
    /** The whole text. */
    record Text(String text) implements Rendered {}

    /** The template failed half-way, or ran into a limit. */
    record Failed(TemplateFault fault) implements Rendered {}
}
