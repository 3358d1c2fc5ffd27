package dev.tocsin.scrape;

import dev.tocsin.model.Label;
import dev.tocsin.model.Labels;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * Reads the text of a series: {@code name{label="value"}}, or <code>{"any.name", "any.label"="value"}</code> for
 * names that need quotes. Used for what the cache does not know yet.
 */
final class SeriesText {
    private final String text;
    private final Spelling spelling;
    private final int line;
    private final Labels.Builder labels = Labels.builder();
    private final Set<String> names = new HashSet<>();
    private int at;

    private SeriesText(String text, Spelling spelling, int line) {
        this.text = text;
        this.spelling = spelling;
        this.line = line;
    }

    /** The names of labels without a value among those of the bytes from {@code from} to {@code to}. */
    static Set<String> emptyLabels(byte[] page, int from, int to, Spelling spelling, int line) throws Malformed {
        SeriesText series = read(page, from, to, spelling, line);
        Labels labels = series.parse();
        series.names.removeIf(labels::has);
        return series.names;
    }

    /** The labels of the bytes from {@code from} to {@code to}, which are on line {@code line}. */
    static Labels parse(byte[] page, int from, int to, Spelling spelling, int line) throws Malformed {
        return read(page, from, to, spelling, line).parse();
    }

    private static SeriesText read(byte[] page, int from, int to, Spelling spelling, int line) throws Malformed {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(page, from, to - from))
                    .toString();
            return new SeriesText(text, spelling, line);
        } catch (CharacterCodingException garbage) {
            throw new Malformed(line, "not UTF-8");
        }
    }

    private Labels parse() throws Malformed {
        if (peek() != '{') {
            set(Label.METRIC_NAME, name(true));
            blanks();
        }
        if (at < text.length()) {
            braces();
        }
        if (!names.contains(Label.METRIC_NAME)) {
            throw malformed("a series without a name");
        }
        return labels.build();
    }

    private void braces() throws Malformed {
        expect('{');
        blanks();
        while (peek() != '}') {
            item();
            blanks();
            if (peek() == ',') {
                at++;
                blanks();
            } else if (spelling.wantsCommas()) {
                break;
            }
        }
        expect('}');
    }

    private void item() throws Malformed {
        boolean quoted = peek() == '"';
        String name = quoted ? quoted() : name(false);
        blanks();
        if (quoted && peek() != '=') {
            set(Label.METRIC_NAME, name);
            return;
        }
        expect('=');
        blanks();
        if (peek() != '"') {
            throw malformed("the value of label " + Malformed.quote(name) + " is not in quotes");
        }
        set(name, quoted());
    }

    private void set(String name, String value) throws Malformed {
        if (name.isEmpty()) {
            throw malformed("an empty name");
        }
        if (!names.add(name)) {
            throw malformed("label " + Malformed.quote(name) + " is given twice");
        }
        labels.set(name, value);
    }

    private String name(boolean metric) throws Malformed {
        int from = at;
        while (at < text.length() && isName(text.charAt(at), at > from, metric)) {
            at++;
        }
        if (at == from) {
            String what = metric ? "the name of a metric" : "the name of a label";
            throw malformed("expected " + what + ", found " + Malformed.quote(text.substring(at)));
        }
        return text.substring(from, at);
    }

    private static boolean isName(char here, boolean digits, boolean colons) {
        return here >= 'a' && here <= 'z'
                || here >= 'A' && here <= 'Z'
                || here == '_'
                || digits && here >= '0' && here <= '9'
                || colons && here == ':';
    }

    /**
     * Backslashes stand before themselves, quotes and n for a new line; before anything else they are themselves, or wrong where the
     * spelling is strict.
     */
    private String quoted() throws Malformed {
        at++;
        StringBuilder value = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"') {
            char here = text.charAt(at++);
            if (here == '\n' && !spelling.goesOverLines()) {
                throw malformed("a line break in quotes, where \\n is written");
            }
            if (here != '\\' || at == text.length()) {
                value.append(here);
                continue;
            }
            char escaped = text.charAt(at++);
            switch (escaped) {
                case '\\', '"' -> value.append(escaped);
                case 'n' -> value.append('\n');
                default -> {
                    if (spelling == Spelling.TEXT) {
                        throw malformed("a backslash is written \\\\");
                    }
                    value.append('\\').append(escaped);
                }
            }
        }
        expect('"');
        return value.toString();
    }

    private void expect(char wanted) throws Malformed {
        if (peek() != wanted) {
            String found = at < text.length() ? Malformed.quote(text.substring(at)) : "the end";
            throw malformed("expected " + wanted + ", found " + found);
        }
        at++;
    }

    private int peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private void blanks() {
        while (spelling.takesBlanks() && (peek() == ' ' || peek() == '\t')) {
            at++;
        }
    }

    private Malformed malformed(String message) {
        return new Malformed(line, message);
    }
}
