package dev.tocsin.config;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** The parser's complaints in words that tell an operator what to change. */
final class YamlProblem {
    private static final Pattern CANNOT_START = Pattern.compile("found character '(.)' that cannot start any token");

    private YamlProblem() {}

    static String words(MarkedYamlEngineException broken) {
        String problem = String.valueOf(broken.getProblem());
        if (problem.contains("(TAB)")) {
            return "a tab cannot indent YAML; use spaces";
        }
        Matcher start = CANNOT_START.matcher(problem);
        if (start.find()) {
            return "a value cannot start with " + start.group(1) + "; quote it";
        }
        if (problem.contains("mapping values are not allowed")) {
            return "a second \": \" in one line, or a wrong indentation; quote the text if the colon belongs to it";
        }
        if (problem.contains("found another document")) {
            return "only one YAML document a file; what follows \"---\" belongs into another";
        }
        if (problem.contains("found unexpected end of stream")
                && String.valueOf(broken.getContext()).contains("quoted")) {
            return "a quote is never closed";
        }
        String context = broken.getContext();
        String where = context == null || context.isBlank() ? "" : " (" + context.toLowerCase(Locale.ROOT) + ")";
        return ("is not YAML: " + problem + where).replaceAll("\\p{Cntrl}+", " ");
    }
}
