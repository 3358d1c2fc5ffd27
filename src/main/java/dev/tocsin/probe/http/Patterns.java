package dev.tocsin.probe.http;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/** Regular expressions of the configuration: RE2, not anchored, as blackbox_exporter has them. */
final class Patterns {
    /** Matches anything: stands in after a fault. */
    static final Pattern EMPTY = Pattern.compile("");

    private Patterns() {}

    /** Throws {@link IllegalArgumentException} with RE2's words. */
    static Pattern compile(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException fault) {
            throw new IllegalArgumentException(fault.getMessage(), fault);
        }
    }
}
