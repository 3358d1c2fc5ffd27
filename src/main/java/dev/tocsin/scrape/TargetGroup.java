package dev.tocsin.scrape;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.config.Config;
import dev.tocsin.config.Fault;
import dev.tocsin.config.Fields;
import dev.tocsin.config.Loaded;
import dev.tocsin.config.Source;
import dev.tocsin.model.Labels;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Targets that were found together, and their labels: an entry of the lists that Prometheus' file and HTTP discovery read.
 *
 * @param targets hosts with ports, or whole URLs
 */
record TargetGroup(List<String> targets, Labels labels) {
    private static final ObjectMapper JSON = new ObjectMapper();

    TargetGroup {
        targets = List.copyOf(targets);
    }

    /** What a text was read as. */
    sealed interface Reading {
        /** These groups. */
        record Groups(List<TargetGroup> groups) implements Reading {
            public Groups {
                groups = List.copyOf(groups);
            }
        }

        /** None; {@code why} is for people. */
        record Refused(String why) implements Reading {}
    }

    /** Reads YAML, each group with the label {@code origin} set to {@code name} besides its own. */
    static Reading yaml(String name, String text, String origin) {
        Source source = new Source(name, text, Path.of("/"));
        return switch (Config.list(source, in -> read(in, name, origin))) {
            case Loaded.Ready<List<TargetGroup>> ready -> new Reading.Groups(ready.value());
            case Loaded.Refused<List<TargetGroup>> refused ->
                new Reading.Refused(refused.faults().stream()
                        .filter(fault -> fault.severity() == Fault.Severity.ERROR)
                        .limit(3)
                        .map(Fault::toString)
                        .collect(Collectors.joining("; ")));
        };
    }

    /** Reads JSON. It is YAML as well, save for tabs between its parts. */
    static Reading json(String name, String text, String origin) {
        try {
            return yaml(name, JSON.readTree(text).toString(), origin);
        } catch (JsonProcessingException garbage) {
            long line =
                    garbage.getLocation() == null ? 1 : garbage.getLocation().getLineNr();
            return new Reading.Refused(name + ":" + line + ": is not JSON: "
                    + garbage.getOriginalMessage().replaceFirst(" \\(start marker.*", ""));
        }
    }

    private static TargetGroup read(Fields in, String name, String origin) {
        Labels labels = Labels.of(in.textMap("labels"));
        return new TargetGroup(in.texts("targets"), labels.with(origin, name));
    }
}
