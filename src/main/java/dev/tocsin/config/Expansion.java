package dev.tocsin.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code ${NAME}} in a text becomes the variable's value; {@code $${NAME}} stays as {@code ${NAME}}. */
final class Expansion {
    private static final Pattern REFERENCE = Pattern.compile("(\\$?)\\$\\{([^}]*)}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private Expansion() {}

    /** Whether {@code text} names a variable. */
    static boolean isIn(String text) {
        return REFERENCE.matcher(text).find();
    }

    /** Whether {@code text} is one reference and nothing else: surely meant to be expanded. */
    static boolean isWhole(String text) {
        return text.startsWith("${")
                && text.endsWith("}")
                && NAME.matcher(text.substring(2, text.length() - 1)).matches();
    }

    /** Throws {@link IllegalArgumentException} naming a variable that is not set; never shows a value. */
    static String expand(String text, Environment environment) {
        Matcher references = REFERENCE.matcher(text);
        StringBuilder expanded = new StringBuilder();
        while (references.find()) {
            boolean escaped = !references.group(1).isEmpty();
            String value = escaped ? references.group().substring(1) : value(references.group(2), environment);
            references.appendReplacement(expanded, Matcher.quoteReplacement(value));
        }
        return references.appendTail(expanded).toString();
    }

    private static String value(String name, Environment environment) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("${" + name + "} does not name an environment variable");
        }
        return environment
                .variable(name)
                .orElseThrow(() -> new IllegalArgumentException("environment variable " + name + " is not set"));
    }
}
