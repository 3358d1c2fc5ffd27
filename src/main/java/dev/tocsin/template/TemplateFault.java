package dev.tocsin.template;

/** Why a template cannot be parsed or rendered, and where in its text. Lines and columns count from 1. */
public record TemplateFault(String template, int line, int column, String message) {
    /** {@code name:line:column: message}. */
    @Override
    public String toString() {
        return template + ":" + line + ":" + column + ": " + message;
    }
}
