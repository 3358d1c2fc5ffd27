package dev.tocsin.api;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.tocsin.config.Shown;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Writes what may be seen as YAML that any parser reads: blocks, and texts as JSON has them wherever there could be a doubt. */
public final class Yaml {
    private static final Pattern SAFE = Pattern.compile("[A-Za-z][A-Za-z0-9_./-]*");
    private static final Pattern WORD = Pattern.compile("(?i)y|n|yes|no|on|off|true|false|null");
    private static final String STEP = "  ";

    private final StringBuilder out = new StringBuilder();

    private Yaml() {}

    /** The text of {@code keys}. */
    public static String of(Shown.Keys keys) {
        Yaml yaml = new Yaml();
        yaml.keys(keys, "");
        return yaml.out.toString();
    }

    private void keys(Shown.Keys keys, String indent) {
        boolean first = true;
        for (Map.Entry<String, Shown> one : keys.entries().entrySet()) {
            // The first key of a list's item stands behind its dash.
            out.append(first && isAfterDash() ? "" : indent);
            first = false;
            out.append(text(one.getKey())).append(':');
            value(one.getValue(), indent);
        }
    }

    private boolean isAfterDash() {
        return out.length() > 1 && out.charAt(out.length() - 1) == ' ' && out.charAt(out.length() - 2) == '-';
    }

    private void value(Shown value, String indent) {
        switch (value) {
            case Shown.Text one -> out.append(' ').append(text(one)).append('\n');
            case Shown.Items(List<Shown> items) when items.isEmpty() -> out.append(" []\n");
            case Shown.Items(List<Shown> items) -> {
                out.append('\n');
                items.forEach(item -> item(item, indent));
            }
            case Shown.Keys keys when keys.entries().isEmpty() -> out.append(" {}\n");
            case Shown.Keys keys -> {
                out.append('\n');
                keys(keys, indent + STEP);
            }
        }
    }

    private void item(Shown item, String indent) {
        out.append(indent).append('-');
        switch (item) {
            case Shown.Keys keys
            when !keys.entries().isEmpty() -> {
                out.append(' ');
                keys(keys, indent + STEP);
            }
            case Shown other -> value(other, indent + STEP);
        }
    }

    private static String text(Shown.Text one) {
        return one.bare() ? one.text() : text(one.text());
    }

    private static String text(String text) {
        boolean plain = SAFE.matcher(text).matches() && !WORD.matcher(text).matches();
        return plain || text.equals(Shown.SECRET.text())
                ? text
                : TextNode.valueOf(text).toString();
    }
}
