package dev.tocsin.architecture;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The two tables of the architecture document: which package may use which, and where framework types may appear.
 * Packages are named without the root.
 */
record PackageTable(Map<String, Set<String>> uses, Map<String, Set<String>> frameworks) {
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final String ANY = "*";

    /** Reads both tables. Throws when a row names what does not stand above it: that is how cycles are kept out. */
    static PackageTable parse(String markdown) {
        Map<String, Set<String>> uses = new LinkedHashMap<>();
        for (Row row : rows(markdown, "## Packages")) {
            uses.put(row.name(), permitted(row, uses.keySet()));
        }
        Map<String, Set<String>> frameworks = new LinkedHashMap<>();
        for (Row row : rows(markdown, "## Frameworks")) {
            frameworks.put(row.name(), codes(row.cells().get(1)));
        }
        return new PackageTable(uses, frameworks);
    }

    /** Whether the document has a row for this package or one above it. */
    boolean names(String name) {
        return uses.containsKey(top(name));
    }

    /** Whether a class in {@code from} may use one in {@code to}. */
    boolean allows(String from, String to) {
        return top(from).equals(top(to))
                || uses.getOrDefault(top(from), Set.of()).contains(top(to));
    }

    /** Whether a class in {@code from} may use a framework's type of this full name. */
    boolean allowsFramework(String from, String type) {
        return frameworks.entrySet().stream()
                .filter(row -> within(from, row.getKey()))
                .flatMap(row -> row.getValue().stream())
                .anyMatch(prefix -> prefix.equals(ANY) || within(type, prefix));
    }

    private static boolean within(String name, String prefix) {
        return name.equals(prefix) || name.startsWith(prefix + ".");
    }

    private static String top(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    private static Set<String> permitted(Row row, Set<String> above) {
        String cell = row.cells().get(2);
        if (cell.startsWith("`*`")) {
            Set<String> all = new LinkedHashSet<>(above);
            all.removeAll(codes(cell));
            return all;
        }
        Set<String> named = codes(cell);
        if (!above.containsAll(named)) {
            throw new IllegalArgumentException(row.name() + " may use only rows above it, not all of " + named);
        }
        return named;
    }

    private static List<Row> rows(String markdown, String heading) {
        List<Row> rows = section(markdown, heading)
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(Row::of)
                .toList();
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("no table below " + heading);
        }
        return rows;
    }

    private static String section(String markdown, String heading) {
        int start = markdown.indexOf("\n" + heading + "\n");
        if (start < 0) {
            return "";
        }
        int end = markdown.indexOf("\n## ", start + heading.length());
        return markdown.substring(start, end < 0 ? markdown.length() : end);
    }

    private static Set<String> codes(String cell) {
        Set<String> codes = new LinkedHashSet<>();
        CODE.matcher(cell).results().map(PackageTable::inner).forEach(codes::add);
        return codes;
    }

    private static String inner(MatchResult code) {
        @Nullable String group = code.group(1);
        return group == null ? "" : group;
    }

    private record Row(List<String> cells) {
        static Row of(String line) {
            String inside = line.strip().replaceAll("^\\||\\|$", "");
            return new Row(Pattern.compile("\\|")
                    .splitAsStream(inside)
                    .map(String::strip)
                    .toList());
        }

        String name() {
            return codes(cells.getFirst()).iterator().next();
        }
    }
}
