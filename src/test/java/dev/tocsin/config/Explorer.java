package dev.tocsin.config;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.config.Tree.Mapping;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Finds out which keys a reader asks for, by giving it a file and listening: what it asks for is put into the next file, as a text,
 * and where it complains, as the list or the mapping that it wants, until it asks for nothing new.
 */
public final class Explorer {
    /** A name that no reader asks for: where it is no unknown key, names are the operator's to choose. */
    private static final String ANY = "any";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Consumer<Fields> reader;
    private final Map<String, String> said;
    private final ObjectNode file = JSON.objectNode();
    private final SortedMap<String, SortedSet<String>> asked = new TreeMap<>();
    private boolean learned = true;

    private Explorer(Consumer<Fields> reader, Map<String, String> said) {
        this.reader = reader;
        this.said = said;
    }

    /**
     * The keys by the path of their mapping: {@code probes[].json[]}, {@code rule_groups.*}, and the empty path for the top.
     *
     * @param said the values of keys that decide what else is asked for, such as {@code http} for {@code probes[].kind}
     */
    public static SortedMap<String, SortedSet<String>> explore(Consumer<Fields> reader, Map<String, String> said) {
        Explorer explorer = new Explorer(reader, said);
        while (explorer.learned) {
            explorer.learned = false;
            explorer.step();
        }
        return explorer.asked;
    }

    private void step() {
        Source source = new Source("explored.yml", file.toString(), Path.of("/nowhere"));
        Reading reading = new Reading(source, name -> Optional.of("x"), looked -> {});
        Mapping top = Yaml.mapping(source, reading).orElseThrow();
        Fields fields = new Fields(reading, top, "", top.place());
        reader.accept(fields);
        fields.faultUnknown();
        List<Fault> faults = reading.faults();
        faults.forEach(this::learn);
        fields.asked(this::hear);
    }

    private void hear(String path, Set<String> keys) {
        if (!(file.at(pointer(path)) instanceof ObjectNode mapping)) {
            return;
        }
        String name = path.replaceAll("\\[\\d+]", "[]").replaceAll("\\." + ANY + "\\b", ".*");
        for (String key : keys) {
            boolean own = key.equals(ANY);
            if (!own) {
                asked.computeIfAbsent(name, absent -> new TreeSet<>()).add(key);
            }
            // A route holds routes, which hold routes, and so on.
            boolean endless = path.endsWith(key + "[0]." + key + "[0]");
            if (!own && !mapping.has(key) && !endless) {
                mapping.put(key, said.getOrDefault(name + "." + key, "x"));
                learned = true;
            }
        }
    }

    private void learn(Fault fault) {
        JsonPointer place = pointer(fault.path());
        JsonNode there = file.at(place);
        if (fault.message().startsWith("unknown key") && fault.path().endsWith(ANY)
                || fault.message().startsWith("must be a text, not a mapping")
                        && fault.path().endsWith(ANY)) {
            ((ObjectNode) file.at(place.head())).remove(ANY);
            learned = true;
        } else if (fault.message().startsWith("must be a mapping, not a text") && there.isTextual()) {
            put(place, JSON.objectNode().set(ANY, JSON.objectNode()));
        } else if (fault.message().startsWith("must be a list, not a text") && there.isTextual()) {
            put(place, JSON.arrayNode().add(JSON.objectNode()));
        } else if (fault.message().startsWith("must be a text, not a mapping") && there.isObject()) {
            put(place, JSON.textNode("x"));
        }
    }

    private void put(JsonPointer place, JsonNode value) {
        JsonNode holder = file.at(place.head());
        if (holder instanceof ObjectNode mapping) {
            mapping.set(place.last().getMatchingProperty(), value);
        } else if (holder instanceof ArrayNode list) {
            list.set(place.last().getMatchingIndex(), value);
        }
        learned = true;
    }

    private static JsonPointer pointer(String path) {
        return path.isEmpty()
                ? JsonPointer.empty()
                : JsonPointer.compile("/" + path.replace(".", "/").replaceAll("\\[(\\d+)]", "/$1"));
    }
}
