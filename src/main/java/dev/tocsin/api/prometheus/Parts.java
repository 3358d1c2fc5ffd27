package dev.tocsin.api.prometheus;

import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fields of a form in parts (RFC 7578), as {@code curl -F} sends it. Files in it are nobody's parameters. */
final class Parts {
    private static final String END_OF_LINE = "\r\n";
    private static final String END_OF_HEADERS = END_OF_LINE + END_OF_LINE;
    private static final Pattern NAME =
            Pattern.compile("(?i)^content-disposition:\\s*form-data;\\s*name=(?:\"([^\"]*)\"|([^\\s;\"]+))\\s*$");

    private Parts() {}

    /** Whether {@code form} is one: it begins with what stands between its parts. */
    static boolean isIn(String form) {
        return form.startsWith("--") && form.contains(END_OF_LINE);
    }

    /** Gives each field to {@code taker}, its name and its value. */
    static void read(String form, BiConsumer<String, String> taker) {
        String between = END_OF_LINE + form.substring(0, form.indexOf(END_OF_LINE));
        int at = between.length() - END_OF_LINE.length();
        for (int end = form.indexOf(between, at); end >= 0; end = form.indexOf(between, at)) {
            field(form.substring(at, end), taker);
            at = end + between.length();
        }
    }

    private static void field(String part, BiConsumer<String, String> taker) {
        int headers = part.indexOf(END_OF_HEADERS);
        if (headers < 0) {
            return;
        }
        String value = part.substring(headers + END_OF_HEADERS.length());
        part.substring(0, headers)
                .lines()
                .map(NAME::matcher)
                .filter(Matcher::find)
                .forEach(name -> taker.accept(name.group(1) == null ? name.group(2) : name.group(1), value));
    }
}
