package dev.tocsin.template;

/** The text that a definition comes from, for saying where in it something went wrong. */
record Origin(String name, String text) {
    TemplateFault fault(int at, String message) {
        String before = text.substring(0, Math.min(Math.max(at, 0), text.length()));
        int lineStart = before.lastIndexOf('\n') + 1;
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        return new TemplateFault(name, line, before.codePointCount(lineStart, before.length()) + 1, message);
    }
}
