package dev.tocsin.rule;

import dev.tocsin.config.Fields;
import dev.tocsin.promql.syntax.Features;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What {@code tocsin.yml} says of rules: {@code rule_files}; {@code evaluation_interval} and {@code rule_query_offset} under
 * {@code global}; and {@code rule_groups}, which overrides what a rule file in Prometheus' format has no word for:
 *
 * <pre>{@code
 * rule_groups:
 *   availability: {evaluate: interval}   # not on the arrival of samples
 * }</pre>
 *
 * @param files patterns of rule files
 * @param bound by pattern, the datasource that evaluates the groups of its files
 * @param defaults what counts in a rule file that does not say otherwise
 * @param overrides by name of group, in whatever file
 */
public record RuleSettings(
        List<String> files, Map<String, String> bound, RuleFile.Defaults defaults, Map<String, Evaluate> overrides) {
    /** When a group is evaluated. */
    public enum Evaluate {
        /** At its interval, and between when samples arrive. */
        ARRIVAL,
        /** At its interval. */
        INTERVAL
    }

    public RuleSettings {
        files = List.copyOf(files);
        bound = Collections.unmodifiableMap(new LinkedHashMap<>(bound));
        overrides = Map.copyOf(overrides);
    }

    /** A pattern as it is named: a text, or {@code {file: far/*.yml, datasource: mimir}}. */
    private record Named(String pattern, Optional<String> datasource) {
        static Named read(Fields in) {
            return new Named(in.text("file"), in.optionalText("datasource"));
        }
    }

    /** Reads the keys from the top of the file; expressions may use {@code features}. */
    public static RuleSettings read(Fields in, Features features) {
        Pace pace = in.optional("global", RuleSettings::pace).orElse(Pace.standard());
        Map<String, Evaluate> overrides = new TreeMap<>(
                in.map("rule_groups", (name, group) -> group.choice("evaluate", Evaluate.class, Evaluate.ARRIVAL)));
        List<Named> files = in.either("rule_files", file -> new Named(file, Optional.empty()), Named::read);
        Map<String, String> bound = new LinkedHashMap<>();
        files.forEach(file -> file.datasource().ifPresent(store -> bound.put(file.pattern(), store)));
        return new RuleSettings(
                files.stream().map(Named::pattern).toList(), bound, new RuleFile.Defaults(pace, features), overrides);
    }

    private static Pace pace(Fields global) {
        Duration interval =
                global.duration("evaluation_interval", Pace.standard().interval());
        if (interval.isZero()) {
            global.fault("evaluation_interval", "must be longer than 0s");
        }
        return new Pace(interval, global.duration("rule_query_offset", Duration.ZERO), true);
    }

    /** The names of overrides that are those of no group in {@code loaded}: slips, most likely. In order. */
    public List<String> unused(List<RuleFile> loaded) {
        Set<String> names = loaded.stream()
                .flatMap(file -> file.groups().stream())
                .map(RuleGroup::name)
                .collect(Collectors.toSet());
        return overrides.keySet().stream()
                .filter(name -> !names.contains(name))
                .sorted()
                .toList();
    }

    /** The groups of {@code loaded}, overridden and bound; in order of files and of groups within. Looks at {@code directory}. */
    public List<RuleGroup> groups(List<RuleFile> loaded, Path directory) {
        Map<String, String> stores = new HashMap<>();
        bound.forEach((pattern, store) ->
                RuleFiles.names(directory, pattern).forEach(name -> stores.putIfAbsent(name, store)));
        return loaded.stream()
                .flatMap(file -> file.groups().stream())
                .map(group -> overrides.get(group.name()) == Evaluate.INTERVAL
                        ? group.at(group.pace().atIntervalsOnly())
                        : group)
                .map(group -> stores.containsKey(group.file()) ? group.boundTo(stores.get(group.file())) : group)
                .toList();
    }
}
