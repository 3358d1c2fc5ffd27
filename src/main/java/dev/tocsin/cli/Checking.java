package dev.tocsin.cli;

import dev.tocsin.app.Configuration;
import dev.tocsin.config.Config;
import dev.tocsin.config.Environment;
import dev.tocsin.config.Fault;
import dev.tocsin.config.Fault.Severity;
import dev.tocsin.config.Fields;
import dev.tocsin.config.Loaded;
import dev.tocsin.config.Place;
import dev.tocsin.config.Source;
import dev.tocsin.lab.ruletest.RuleTests;
import dev.tocsin.promql.syntax.Features;
import dev.tocsin.rule.RuleFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks files of every kind and collects what is wrong with them, each fault once. Reads files; opens nothing else. */
final class Checking {
    /** Stands for the standard input. */
    static final Path INPUT = Path.of("-");

    private final Environment environment;
    private final Features features;
    private final Set<Path> files = new LinkedHashSet<>();
    private final Set<Fault> faults = new LinkedHashSet<>();
    private int rules;

    private enum Kind {
        CONFIGURATION,
        RULES,
        TESTS
    }

    /** {@code features} are for files of rules and tests that are checked by themselves. */
    Checking(Environment environment, Features features) {
        this.environment = environment;
        this.features = features;
    }

    /** Checks {@code file} and the files that it names. */
    void check(Path file) {
        source(file).ifPresent(source -> {
            switch (kind(source, file)) {
                case RULES -> rules(source, file);
                case TESTS -> add(file, new RuleTests(features, name -> true).check(source));
                case CONFIGURATION -> configuration(file);
            }
        });
    }

    /** Checks {@code file}, which is one of rules. */
    void checkRules(Path file) {
        source(file).ifPresent(source -> rules(source, file));
    }

    private void rules(Source source, Path file) {
        Loaded<RuleFile> loaded = RuleFile.load(source, RuleFile.Defaults.standard(features));
        if (loaded instanceof Loaded.Ready<RuleFile>(RuleFile read, List<Fault> warnings)) {
            rules += read.size();
        }
        add(file, faults(loaded));
    }

    private void configuration(Path file) {
        Configuration.Check check = Configuration.check(file, environment);
        files.addAll(check.ruleFiles());
        add(file, faults(check.loaded()));
    }

    /** Its text; nothing, with the fault recorded, when it cannot be read. */
    private Optional<Source> source(Path file) {
        files.add(file.toAbsolutePath().normalize());
        try {
            Path parent = file.toAbsolutePath().getParent();
            return Optional.of(new Source(file.toString(), text(file), parent == null ? Path.of("/") : parent));
        } catch (NoSuchFileException missing) {
            unreadable(file, "there is no such file");
        } catch (CharacterCodingException garbage) {
            unreadable(file, "is not text in UTF-8");
        } catch (IOException unreadable) {
            unreadable(file, "cannot be read: " + unreadable.getMessage());
        }
        return Optional.empty();
    }

    private static String text(Path file) throws IOException {
        if (!file.equals(INPUT)) {
            return Files.readString(file);
        }
        ByteBuffer bytes = ByteBuffer.wrap(System.in.readAllBytes());
        return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    }

    /** What is wrong, in the order in which it was found. */
    Set<Fault> faults() {
        return faults;
    }

    /** How many files were read. */
    int files() {
        return files.size();
    }

    /** How many rules stand in the files of rules without faults, those that configurations name apart. */
    int rules() {
        return rules;
    }

    private void unreadable(Path file, String why) {
        faults.add(new Fault(new Place(file.toString(), 1, 1), "", why, Severity.ERROR));
    }

    /** Files that {@code file} names are called as it calls them; here they are called so that they can be opened from where we are. */
    private void add(Path file, List<Fault> found) {
        for (Fault fault : found) {
            Place place = fault.place();
            String name = place.file().equals(file.toString())
                    ? place.file()
                    : file.resolveSibling(place.file()).toString();
            faults.add(new Fault(
                    new Place(name, place.line(), place.column()), fault.path(), fault.message(), fault.severity()));
        }
    }

    private static List<Fault> faults(Loaded<?> loaded) {
        return switch (loaded) {
            case Loaded.Ready<?> ready -> ready.warnings();
            case Loaded.Refused<?> refused -> refused.faults();
        };
    }

    /** By what it holds; by its name where it holds nothing that tells. */
    private static Kind kind(Source source, Path file) {
        List<Kind> found = new ArrayList<>();
        // Only a look: what is wrong with the file is told by the reader of its kind.
        Config.load(source, variable -> Optional.empty(), in -> {
            byKeys(in).ifPresent(found::add);
            return found;
        });
        return found.stream().findFirst().orElseGet(() -> byName(file));
    }

    private static Optional<Kind> byKeys(Fields in) {
        if (in.has("tests")) {
            return Optional.of(Kind.TESTS);
        }
        return in.has("groups") || in.text("kind", "").equals("PrometheusRule")
                ? Optional.of(Kind.RULES)
                : Optional.empty();
    }

    private static Kind byName(Path file) {
        String name = String.valueOf(file.getFileName());
        if (name.matches(".*[._-]tests?\\.ya?ml")) {
            return Kind.TESTS;
        }
        return name.matches(".*[._-]rules\\.ya?ml") ? Kind.RULES : Kind.CONFIGURATION;
    }
}
