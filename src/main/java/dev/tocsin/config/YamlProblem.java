package dev.tocsin.config;

import java.util.Locale;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** The parser's complaints in words that tell an operator what to change. */
final class YamlProblem {
    private YamlProblem() {}

    static String words(MarkedYamlEngineException broken) {
        String problem = String.valueOf(broken.getProblem());
        if (problem.contains("(TAB)")) {
            return "a tab cannot indent YAML; use spaces";
        }
        if (problem.contains("mapping values are not allowed")) {
            return "a second \": \" in one line, or a wrong indentation; quote the text if the colon belongs to it";
        }
        if (problem.contains("found another document")) {
            return "only one YAML document a file; remove the \"---\"";
        }
        if (problem.contains("found unexpected end of stream")
                && String.valueOf(broken.getContext()).contains("quoted")) {
            return "a quote is never closed";
        }
        String context = broken.getContext();
        String where = context == null || context.isBlank() ? "" : " (" + context.toLowerCase(Locale.ROOT) + ")";
        return "is not YAML: " + problem + where;
    }
}
