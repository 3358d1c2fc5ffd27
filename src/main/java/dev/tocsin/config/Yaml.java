package dev.tocsin.config;

import dev.tocsin.config.Tree.Entry;
import dev.tocsin.config.Tree.Mapping;
import dev.tocsin.config.Tree.Scalar;
import dev.tocsin.config.Tree.Sequence;
import dev.tocsin.config.Tree.Style;
import dev.tocsin.config.Tree.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * YAML 1.2 text to a {@link Tree}. One document a file; anchors, aliases and merge keys work, cycles are refused, and
 * so is a file that would unfold to more than a million parts (the "billion laughs").
 */
final class Yaml {
    private static final int MAX_CHARACTERS = 16 * 1024 * 1024;

    /** Of heap, to read one character: ten thousand rules in 1.2 million of them took 56 MB; and a running agent needs some for itself. */
    private static final int BYTES_A_CHARACTER = 100;

    private static final long MAX_UNFOLDED = 1_000_000;

    private final String file;
    private final Reading reading;
    /** Of those nodes that have an anchor: only they are met again. */
    private final Map<Node, Tree> done = new IdentityHashMap<>();

    private final Map<Node, Long> sizes = new IdentityHashMap<>();

    private Yaml(String file, Reading reading) {
        this.file = file;
        this.reading = reading;
    }

    /** The top mapping; empty, with the fault recorded, when there is none that could be read on. */
    static Optional<Mapping> mapping(Source source, Reading reading) {
        return read(source, reading, Yaml::asMapping);
    }

    /** The top list under the empty key of a mapping; empty, with the fault recorded, when there is none. */
    static Optional<Mapping> list(Source source, Reading reading) {
        return read(source, reading, Yaml::asList);
    }

    private static Optional<Mapping> read(
            Source source, Reading reading, BiFunction<Yaml, Tree, Optional<Mapping>> kind) {
        Yaml yaml = new Yaml(source.name(), reading);
        Optional<String> tooLarge =
                tooLarge(source.text().length(), Runtime.getRuntime().maxMemory());
        if (tooLarge.isPresent()) {
            yaml.fault(new Place(source.name(), 1, 1), tooLarge.get());
            return Optional.empty();
        }
        try {
            return kind.apply(yaml, yaml.top(source.text()));
        } catch (MarkedYamlEngineException broken) {
            Mark none = new Mark(source.name(), 0, 0, 0, new int[0], 0);
            Mark mark = broken.getProblemMark().or(broken::getContextMark).orElse(none);
            yaml.fault(yaml.place(mark), YamlProblem.words(broken));
        } catch (ReaderException broken) {
            String character = String.format("U+%04X", broken.getCodePoint());
            yaml.fault(
                    yaml.place(source.text(), broken.getPosition()),
                    "character " + character + " is not allowed in YAML");
        } catch (YamlEngineException broken) {
            yaml.fault(new Place(source.name(), 1, 1), "is not YAML: " + broken.getMessage());
        }
        return Optional.empty();
    }

    /** Why a file of so many characters is not read in a heap of so many bytes: a reload must not end an agent that runs. */
    static Optional<String> tooLarge(long characters, long heap) {
        if (characters > MAX_CHARACTERS) {
            return Optional.of("has " + characters + " characters; at most " + MAX_CHARACTERS + " are read");
        }
        long megabytes = heap >> 20;
        long needed = (characters * BYTES_A_CHARACTER >> 20) + 1;
        return needed <= megabytes
                ? Optional.empty()
                : Optional.of("has " + characters + " characters, too many to read in a heap of " + megabytes
                        + " MB: give it -Xmx" + needed + "m, or write more files that are smaller");
    }

    private Tree top(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setSchema(new CoreSchema())
                .setLabel(file)
                .setCodePointLimit(MAX_CHARACTERS)
                .setMaxAliasesForCollections(Integer.MAX_VALUE)
                .build();
        Optional<Node> root = new BoundedComposer(settings, text).getSingleNode();
        if (root.isEmpty()) {
            return new Scalar(new Place(file, 1, 1), "", Type.NOTHING, Style.PLAIN);
        }
        return size(root.get()) > MAX_UNFOLDED ? tooLarge() : tree(root.get());
    }

    private Optional<Mapping> asMapping(Tree tree) {
        return switch (tree) {
            case Mapping mapping -> Optional.of(mapping);
            case Scalar scalar when scalar.type() == Type.NOTHING -> Optional.of(new Mapping(scalar.place(), Map.of()));
            case Scalar scalar -> notAMapping(scalar);
            case Sequence sequence -> notAMapping(sequence);
        };
    }

    private Optional<Mapping> asList(Tree tree) {
        return switch (tree) {
            case Sequence sequence ->
                Optional.of(new Mapping(tree.place(), Map.of("", new Entry(tree.place(), sequence))));
            case Scalar scalar when scalar.type() == Type.NOTHING -> Optional.of(new Mapping(scalar.place(), Map.of()));
            case Scalar scalar -> notAList(scalar);
            case Mapping mapping -> notAList(mapping);
        };
    }

    private Optional<Mapping> notAList(Tree tree) {
        fault(tree.place(), "the file must be a list, not " + tree.kind());
        return Optional.empty();
    }

    private Optional<Mapping> notAMapping(Tree tree) {
        fault(tree.place(), "the file must be a mapping of keys to values, not " + tree.kind());
        return Optional.empty();
    }

    private Tree tooLarge() {
        Place top = new Place(file, 1, 1);
        fault(top, "aliases unfold to more than " + MAX_UNFOLDED + " parts, or an alias contains itself");
        return new Mapping(top, Map.of());
    }

    /** How many parts {@code node} has once every alias is written out; beyond the limit, any number beyond it. */
    private long size(Node node) {
        if (node.getAnchor().isEmpty()) {
            return sum(node);
        }
        Long known = sizes.get(node);
        if (known != null) {
            return known;
        }
        // A node that contains itself meets this while it is being counted, and is refused by it.
        sizes.put(node, MAX_UNFOLDED + 1);
        long size = sum(node);
        sizes.put(node, size);
        return size;
    }

    private long sum(Node node) {
        long size = 1;
        for (Node part : parts(node)) {
            size = Math.min(MAX_UNFOLDED + 1, size + size(part));
        }
        return size;
    }

    private static List<Node> parts(Node node) {
        return switch (node) {
            case SequenceNode sequence -> sequence.getValue();
            case MappingNode mapping -> {
                List<Node> parts = new ArrayList<>();
                for (NodeTuple entry : mapping.getValue()) {
                    parts.add(entry.getKeyNode());
                    parts.add(entry.getValueNode());
                }
                yield parts;
            }
            default -> List.of();
        };
    }

    private Tree tree(Node node) {
        Tree known = done.get(node);
        if (known != null) {
            return known;
        }
        Tree tree = switch (node) {
            case ScalarNode scalar -> scalar(scalar);
            case SequenceNode sequence ->
                new Sequence(
                        place(node),
                        sequence.getValue().stream().map(this::tree).toList());
            case MappingNode mapping -> mapping(mapping);
            default -> throw new IllegalStateException("no such node: " + node.getNodeType());
        };
        checkTag(node);
        if (node.getAnchor().isPresent()) {
            done.put(node, tree);
        }
        return tree;
    }

    private Mapping mapping(MappingNode node) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            Place place = place(tuple.getKeyNode());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                // Mostly a template that is not quoted: {{ $value }} is a mapping within a mapping to YAML.
                fault(place, "a key must be a text; a value that starts with { must be quoted");
                continue;
            }
            Entry entry = new Entry(place, tree(tuple.getValueNode()));
            Entry first = entries.putIfAbsent(key.getValue(), entry);
            if (first != null) {
                reading.add(
                        place,
                        key.getValue(),
                        "is given twice; first at line " + first.place().line(),
                        Fault.Severity.ERROR);
            }
        }
        return new Mapping(place(node), Collections.unmodifiableMap(entries));
    }

    private Scalar scalar(ScalarNode node) {
        return new Scalar(place(node), node.getValue(), type(node.getTag()), style(node.getScalarStyle()));
    }

    private static Type type(Tag tag) {
        if (tag.equals(Tag.NULL)) {
            return Type.NOTHING;
        }
        if (tag.equals(Tag.BOOL)) {
            return Type.FLAG;
        }
        if (tag.equals(Tag.INT)) {
            return Type.WHOLE;
        }
        return tag.equals(Tag.FLOAT) ? Type.NUMBER : Type.TEXT;
    }

    private static Style style(ScalarStyle style) {
        return switch (style) {
            case PLAIN, JSON_SCALAR_STYLE -> Style.PLAIN;
            case SINGLE_QUOTED -> Style.SINGLE_QUOTED;
            case DOUBLE_QUOTED -> Style.DOUBLE_QUOTED;
            case LITERAL, FOLDED -> Style.BLOCK;
        };
    }

    private void checkTag(Node node) {
        String tag = node.getTag().getValue();
        // The engine tags ${NAME} on its own account.
        if (!tag.startsWith(Tag.PREFIX) && !node.getTag().equals(Tag.ENV_TAG)) {
            fault(place(node), "the YAML tag " + tag + " means nothing here; remove it");
        }
    }

    private Place place(Node node) {
        return node.getStartMark().map(this::place).orElse(new Place(file, 1, 1));
    }

    private Place place(Mark mark) {
        return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    private Place place(String text, int offset) {
        String before = text.substring(0, Math.min(offset, text.length()));
        int lineStart = before.lastIndexOf('\n') + 1;
        long line = before.chars().filter(c -> c == '\n').count() + 1;
        return new Place(file, (int) line, before.length() - lineStart + 1);
    }

    private void fault(Place place, String message) {
        reading.add(place, "", message, Fault.Severity.ERROR);
    }
}
