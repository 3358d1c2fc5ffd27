package dev.tocsin.config;

import dev.tocsin.config.Fault.Severity;
import dev.tocsin.config.Tree.Entry;
import dev.tocsin.config.Tree.Mapping;
import dev.tocsin.config.Tree.Scalar;
import dev.tocsin.config.Tree.Sequence;
import dev.tocsin.config.Tree.Style;
import dev.tocsin.config.Tree.Type;
import dev.tocsin.model.Durations;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * One mapping of a configuration file, asked field by field. Never throws; every fault is collected with its place.
 *
 * <p>A required field that is missing or wrong records a fault and gives a harmless placeholder (empty, zero), so that
 * the reader goes on and all faults appear at once; the loader refuses the result. A key without a value ({@code key:})
 * is the same as no key. A key that was never asked for is a fault when the file has been read. Asking twice is free.
 * {@code ${NAME}} is expanded by {@code uri}, {@code secret} and {@code address} alone. Used by one thread.
 */
public final class Fields {
    private static final Pattern SIMPLE_KEY = Pattern.compile("[A-Za-z0-9_-]+");
    private static final URI NOWHERE = URI.create("http://invalid.invalid/");

    private final Reading reading;
    private final Mapping mapping;
    private final String path;
    private final Place place;
    private final Set<String> asked = new LinkedHashSet<>();
    private final Set<String> secrets = new LinkedHashSet<>();
    private final Map<String, Fields> children = new LinkedHashMap<>();

    Fields(Reading reading, Mapping mapping, String path, Place place) {
        this.reading = reading;
        this.mapping = mapping;
        this.path = path;
        this.place = place;
    }

    /** A required text. Numbers and flags count as the text that they are written with. */
    public String text(String key) {
        return optionalText(key).orElseGet(() -> missing(key, ""));
    }

    /** A text, or {@code fallback} where there is none. */
    public String text(String key, String fallback) {
        return optionalText(key).orElse(fallback);
    }

    /** A text, if there is one. */
    public Optional<String> optionalText(String key) {
        Optional<String> text = scalar(key).map(Scalar::text);
        if (text.isPresent() && Expansion.isWhole(text.get())) {
            warn(key, "environment variables are not expanded in this field");
        }
        return text;
    }

    /** A list of texts; empty where there is none. */
    public List<String> texts(String key) {
        return parsedList(key, text -> text);
    }

    /** The files that the patterns under {@code key} find, relative to this file; a path that is no pattern must exist. */
    public List<Path> files(String key) {
        List<Path> files = new ArrayList<>();
        for (String pattern : texts(key)) {
            List<Path> found = reading.found(pattern);
            if (found.isEmpty() && !Globs.isPattern(pattern)) {
                fault(key, "there is no file " + pattern);
            }
            files.addAll(found);
        }
        return List.copyOf(files);
    }

    /** A mapping of names to texts, in the order of the file; empty where there is none. */
    public Map<String, String> textMap(String key) {
        Map<String, String> texts = new LinkedHashMap<>();
        mapping(key)
                .ifPresent(found -> found.entries().forEach((name, entry) -> {
                    if (entry.value() instanceof Scalar scalar) {
                        texts.put(name, scalar.text());
                    } else {
                        String at = path(key) + step(name);
                        reading.add(
                                entry.place(),
                                at,
                                "must be a text, not " + entry.value().kind(),
                                Severity.ERROR);
                    }
                }));
        return Collections.unmodifiableMap(texts);
    }

    /** A required whole number of 64 bits. */
    public long whole(String key) {
        return optionalWhole(key).orElseGet(() -> missing(key, 0L));
    }

    /** A whole number, or {@code fallback} where there is none. */
    public long whole(String key, long fallback) {
        return optionalWhole(key).orElse(fallback);
    }

    /** A whole number, if there is one. */
    public Optional<Long> optionalWhole(String key) {
        return convert(key, Scalars::whole);
    }

    /** A required number. */
    public double number(String key) {
        return optionalNumber(key).orElseGet(() -> missing(key, 0.0));
    }

    /** A number, or {@code fallback} where there is none. */
    public double number(String key, double fallback) {
        return optionalNumber(key).orElse(fallback);
    }

    /** A number, if there is one. {@code .inf} and {@code .nan} are numbers. */
    public Optional<Double> optionalNumber(String key) {
        return convert(key, Scalars::number);
    }

    /** A flag, or {@code fallback} where there is none. */
    public boolean flag(String key, boolean fallback) {
        return convert(key, Scalars::flag).orElse(fallback);
    }

    /** A required duration, as Prometheus writes them: {@code 1h30m}, {@code 15s}, {@code 0}. */
    public Duration duration(String key) {
        return optionalDuration(key).orElseGet(() -> missing(key, Duration.ZERO));
    }

    /** A duration, or {@code fallback} where there is none. */
    public Duration duration(String key, Duration fallback) {
        return optionalDuration(key).orElse(fallback);
    }

    /** A duration, if there is one. */
    public Optional<Duration> optionalDuration(String key) {
        return convert(key, scalar -> Durations.parse(scalar.text()));
    }

    /** A required absolute URL with a host. The host is that of {@link URI#getRawAuthority}: it may have an underscore. */
    public URI uri(String key) {
        return optionalUri(key).orElseGet(() -> missing(key, NOWHERE));
    }

    /** An absolute URL, if there is one. */
    public Optional<URI> optionalUri(String key) {
        return convert(key, scalar -> Scalars.uri(expanded(scalar)));
    }

    /** A list of absolute URLs; empty where there is none. */
    public List<URI> uris(String key) {
        return parsedList(key, text -> Scalars.uri(Expansion.expand(text, reading.environment())));
    }

    /** A required address that is not a URL, such as {@code db.internal:5432}. */
    public String address(String key) {
        return optionalAddress(key).orElseGet(() -> missing(key, ""));
    }

    /** An address that is not a URL, if there is one. */
    public Optional<String> optionalAddress(String key) {
        return convert(key, this::expanded);
    }

    /** A list of addresses that are not URLs; empty where there is none. */
    public List<String> addresses(String key) {
        return parsedList(key, text -> Expansion.expand(text, reading.environment()));
    }

    /** A required secret: {@code ${NAME}}, or {@code {file: path}} relative to this file. A literal one is a warning. */
    public Secret secret(String key) {
        return optionalSecret(key).orElseGet(() -> missing(key, Secret.of("")));
    }

    /** A secret, if there is one. */
    public Optional<Secret> optionalSecret(String key) {
        secrets.add(key);
        if (find(key).filter(Mapping.class::isInstance).isPresent()) {
            return one(key, Fields::secretFile);
        }
        if (scalar(key).filter(scalar -> !Expansion.isIn(scalar.text())).isPresent()) {
            warn(key, "a secret should not stand in the file; write ${NAME} or {file: path}");
        }
        return convert(key, scalar -> SecretField.ofText(scalar, reading.environment()));
    }

    /** A secret in the file that {@code key} names, as Alertmanager's {@code *_file} keys do, if there is one. */
    public Optional<Secret> optionalSecretFile(String key) {
        return convert(key, scalar -> SecretField.ofFile(reading.opened(scalar.text())));
    }

    /** Files, directories or patterns of them, relative to this file unless they are absolute; whether they exist is not asked. */
    public List<Path> paths(String key) {
        return parsedList(key, reading::resolve);
    }

    /** A file or directory, relative to this file unless it is absolute, if there is one. */
    public Optional<Path> optionalPath(String key) {
        return convert(key, scalar -> reading.resolve(scalar.text()));
    }

    private Optional<Secret> secretFile() {
        if (!has("file")) {
            return Optional.of(missing("file", Secret.of("")));
        }
        return convert("file", scalar -> SecretField.ofFile(reading.opened(scalar.text())));
    }

    /** One of an enum's constants, in lower case with {@code -} or {@code _}; {@code fallback} where there is none. */
    public <E extends Enum<E>> E choice(String key, Class<E> kind, E fallback) {
        return optionalChoice(key, kind).orElse(fallback);
    }

    /** One of an enum's constants, if there is one. */
    public <E extends Enum<E>> Optional<E> optionalChoice(String key, Class<E> kind) {
        return convert(key, scalar -> Scalars.choice(scalar.text(), kind));
    }

    /**
     * A text read by {@code parse}, or {@code fallback} where there is none. The message of an
     * {@link IllegalArgumentException} that {@code parse} throws becomes the fault.
     */
    public <T> T parsed(String key, Function<String, T> parse, T fallback) {
        return optionalParsed(key, parse).orElse(fallback);
    }

    /** As {@link #parsed}, but missing is a fault; {@code placeholder} is given after any fault. */
    public <T> T requiredParsed(String key, Function<String, T> parse, T placeholder) {
        return optionalParsed(key, parse).orElseGet(() -> missing(key, placeholder));
    }

    /** A text read by {@code parse}, if there is one. */
    public <T> Optional<T> optionalParsed(String key, Function<String, T> parse) {
        return convert(key, scalar -> parse.apply(scalar.text()));
    }

    /** A list of texts each read by {@code parse}; those with a fault are left out. */
    public <T> List<T> parsedList(String key, Function<String, T> parse) {
        List<T> values = new ArrayList<>();
        List<Tree> items = items(key);
        for (int at = 0; at < items.size(); at++) {
            String itemPath = path(key) + "[" + at + "]";
            if (items.get(at) instanceof Scalar scalar && scalar.type() != Type.NOTHING) {
                convert(itemPath, scalar, found -> parse.apply(found.text())).ifPresent(values::add);
            } else {
                Tree item = items.get(at);
                reading.add(item.place(), itemPath, "must be a text, not " + item.kind(), Severity.ERROR);
            }
        }
        return List.copyOf(values);
    }

    /** A mapping read by {@code read}, if there is one. */
    public <T> Optional<T> optional(String key, Function<Fields, T> read) {
        return mapping(key).map(found -> read.apply(child(key, found)));
    }

    /** A mapping read by {@code read}; an absent one reads as empty, so that its required fields are faulted. */
    public <T> T one(String key, Function<Fields, T> read) {
        return optional(key, read).orElseGet(() -> {
            // What is there but no mapping has its fault already; only what is absent is asked for its fields.
            Reading heard = find(key).isPresent() ? reading.unheard() : reading;
            return read.apply(new Fields(heard, new Mapping(place(key), Map.of()), path(key), place(key)));
        });
    }

    /** A list of mappings each read by {@code read}; empty where there is none. */
    public <T> List<T> list(String key, Function<Fields, T> read) {
        List<T> values = new ArrayList<>();
        List<Tree> items = items(key);
        for (int at = 0; at < items.size(); at++) {
            String itemPath = path(key) + "[" + at + "]";
            if (items.get(at) instanceof Mapping item) {
                values.add(read.apply(child(itemPath, item, item.place())));
            } else {
                Tree item = items.get(at);
                reading.add(item.place(), itemPath, "must be a mapping, not " + item.kind(), Severity.ERROR);
            }
        }
        return List.copyOf(values);
    }

    /** A list each of whose items is a text, read by {@code text}, or a mapping, read by {@code read}. */
    public <T> List<T> either(String key, Function<String, T> text, Function<Fields, T> read) {
        List<T> values = new ArrayList<>();
        List<Tree> items = items(key);
        for (int at = 0; at < items.size(); at++) {
            String itemPath = path(key) + "[" + at + "]";
            switch (items.get(at)) {
                case Mapping item -> values.add(read.apply(child(itemPath, item, item.place())));
                case Scalar item
                when item.type() != Type.NOTHING ->
                    convert(itemPath, item, found -> text.apply(found.text())).ifPresent(values::add);
                case Tree item ->
                    reading.add(
                            item.place(), itemPath, "must be a text or a mapping, not " + item.kind(), Severity.ERROR);
            }
        }
        return List.copyOf(values);
    }

    /** A mapping of names to mappings, each read by {@code read}, in the order of the file. A name without a value reads as empty. */
    public <T> Map<String, T> map(String key, BiFunction<String, Fields, T> read) {
        Map<String, T> values = new LinkedHashMap<>();
        optional(key, in -> in).ifPresent(in -> {
            for (String name : in.keys()) {
                values.put(name, in.one(name, item -> read.apply(name, item)));
            }
        });
        return Collections.unmodifiableMap(values);
    }

    /** Whether {@code key} has a value. Counts as asking for it. */
    public boolean has(String key) {
        return find(key).isPresent();
    }

    /** Whether {@code key} is a single value rather than a list or a mapping. Counts as asking for it. */
    public boolean isText(String key) {
        return find(key).filter(Scalar.class::isInstance).isPresent();
    }

    /** Whether {@code key} is written as a block ({@code |} or {@code >}), whose text starts on the next line. */
    public boolean isBlock(String key) {
        return find(key)
                .filter(found -> found instanceof Scalar scalar && scalar.style() == Style.BLOCK)
                .isPresent();
    }

    /** All keys in the order of the file. Does not count as asking for them. */
    public List<String> keys() {
        return List.copyOf(mapping.entries().keySet());
    }

    /** The key within the file that leads here, such as {@code receivers[0].slack}; empty at the top. */
    public String path() {
        return path;
    }

    /** Where this mapping stands: its key, or its first character where it has none. */
    public Place place() {
        return place;
    }

    /** Where the value of {@code key} starts; where this mapping stands when there is none. */
    public Place place(String key) {
        Entry entry = mapping.entries().get(key);
        if (entry == null) {
            return place;
        }
        return isEmpty(entry.value()) ? entry.place() : entry.value().place();
    }

    /** Where a character of the text of {@code key} stands in the file; both count from 1 within that text. */
    public Place place(String key, int line, int column) {
        return find(key)
                .filter(Scalar.class::isInstance)
                .map(found -> Inside.place(reading.source().text(), (Scalar) found, line, column))
                .orElseGet(() -> place(key));
    }

    /** Records that {@code key} is wrong. The message follows the key: "must be positive". An empty key means this mapping. */
    public void fault(String key, String message) {
        fault(place(key), key, message);
    }

    /** Records that {@code key} is wrong at {@code where}, a place inside its value or at another mention of it. */
    public void fault(Place where, String key, String message) {
        reading.add(where, path(key), message, Severity.ERROR);
    }

    /** Records something about {@code key} that the operator should know; the file can be used all the same. */
    public void warn(String key, String message) {
        reading.add(place(key), path(key), message, Severity.WARNING);
    }

    /** What stands here, for people to see; what nobody has asked for yet is left out. */
    public Shown.Keys shown() {
        return new Showing(asked, secrets, (key, index) -> Optional.ofNullable(children.get(path(key) + index)))
                .of(mapping);
    }

    /** Faults the keys that nobody asked for, here and in every mapping that was read. */
    void faultUnknown() {
        mapping.entries().forEach((key, entry) -> {
            if (!asked.contains(key)) {
                String message = "unknown key" + Suggestion.words(key, stillOpen());
                reading.add(entry.place(), path(key), message, Severity.ERROR);
            }
        });
        children.values().forEach(Fields::faultUnknown);
    }

    /** Tells {@code heard} the keys that were asked for, by the path of their mapping: what the documentation is held to. */
    void asked(BiConsumer<String, Set<String>> heard) {
        heard.accept(path, Collections.unmodifiableSet(asked));
        children.values().forEach(child -> child.asked(heard));
    }

    /** The keys that could have been written here and were not. */
    private List<String> stillOpen() {
        return asked.stream().filter(key -> !mapping.entries().containsKey(key)).toList();
    }

    private <T> Optional<T> convert(String key, Function<Scalar, T> read) {
        return scalar(key).flatMap(scalar -> convert(path(key), scalar, read));
    }

    private <T> Optional<T> convert(String at, Scalar scalar, Function<Scalar, T> read) {
        try {
            return Optional.of(read.apply(scalar));
        } catch (IllegalArgumentException wrong) {
            String message = String.valueOf(wrong.getMessage());
            reading.add(scalar.place(), at, message, Severity.ERROR);
            return Optional.empty();
        }
    }

    private <T> T missing(String key, T placeholder) {
        if (find(key).isEmpty()) {
            fault(key, mapping.entries().containsKey(key) ? "is required, but empty" : "is required");
        }
        return placeholder;
    }

    private Optional<Tree> find(String key) {
        asked.add(key);
        return Optional.ofNullable(mapping.entries().get(key)).map(Entry::value).filter(value -> !isEmpty(value));
    }

    private Optional<Scalar> scalar(String key) {
        return as(key, Scalar.class, "a text");
    }

    private Optional<Mapping> mapping(String key) {
        return as(key, Mapping.class, "a mapping");
    }

    private List<Tree> items(String key) {
        return as(key, Sequence.class, "a list").map(Sequence::items).orElse(List.of());
    }

    private <T extends Tree> Optional<T> as(String key, Class<T> kind, String wanted) {
        Optional<Tree> found = find(key);
        if (found.isPresent() && !kind.isInstance(found.get())) {
            fault(key, "must be " + wanted + ", not " + found.get().kind());
            return Optional.empty();
        }
        return found.map(kind::cast);
    }

    private Fields child(String key, Mapping found) {
        Entry entry = mapping.entries().get(key);
        return child(path(key), found, entry == null ? found.place() : entry.place());
    }

    private Fields child(String at, Mapping found, Place where) {
        return children.computeIfAbsent(at, absent -> new Fields(reading, found, at, where));
    }

    private String expanded(Scalar scalar) {
        return Expansion.expand(scalar.text(), reading.environment());
    }

    private String path(String key) {
        String step = key.isEmpty() ? "" : step(key);
        return path.isEmpty() && step.startsWith(".") ? step.substring(1) : path + step;
    }

    private static String step(String key) {
        return SIMPLE_KEY.matcher(key).matches() ? "." + key : "[\"" + key.replace("\"", "\\\"") + "\"]";
    }

    private static boolean isEmpty(Tree tree) {
        return tree instanceof Scalar scalar && scalar.type() == Type.NOTHING;
    }
}
