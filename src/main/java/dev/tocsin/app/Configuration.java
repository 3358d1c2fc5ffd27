package dev.tocsin.app;

import dev.tocsin.alert.RuleKey;
import dev.tocsin.clock.SystemClock;
import dev.tocsin.config.Config;
import dev.tocsin.config.Environment;
import dev.tocsin.config.Fault;
import dev.tocsin.config.Loaded;
import dev.tocsin.config.Place;
import dev.tocsin.config.Source;
import dev.tocsin.engine.Plan;
import dev.tocsin.http.Client;
import dev.tocsin.rule.AlertingRule;
import dev.tocsin.rule.RuleFile;
import dev.tocsin.rule.RuleFiles;
import dev.tocsin.rule.RuleGroup;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A configuration as it is loaded: {@code tocsin.yml} and the rule files that it names. {@code file} is where it was read from. */
public record Configuration(Path file, Settings settings, List<RuleGroup> groups) {
    public Configuration {
        groups = List.copyOf(groups);
    }

    /**
     * Loads {@code file} for checking only: what it gives cannot send mails. All faults of all files come at once. Reads files; opens
     * nothing else.
     */
    public static Loaded<Configuration> check(Path file, Environment environment) {
        SystemClock clock = new SystemClock();
        try (Client client = new Client(clock, "check")) {
            Kinds kinds = new Kinds(clock, client, () -> {
                throw new IllegalStateException("a check sends no mail");
            });
            return load(file, environment, kinds);
        }
    }

    static Loaded<Configuration> load(Path file, Environment environment, Kinds kinds) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException unreadable) {
            return new Loaded.Refused<>(List.of(
                    new Fault(new Place(file.toString(), 1, 1), "", unreadable(unreadable), Fault.Severity.ERROR)));
        }
        Path directory = file.toAbsolutePath().getParent();
        Path base = directory == null ? Path.of("/") : directory;
        Source source = new Source(file.toString(), text, base);
        return switch (Config.load(source, environment, in -> Settings.read(in, kinds))) {
            case Loaded.Ready<Settings>(Settings settings, List<Fault> warnings) ->
                rules(file, base, settings, warnings);
            case Loaded.Refused<Settings>(List<Fault> faults) -> new Loaded.Refused<>(faults);
        };
    }

    private static Loaded<Configuration> rules(Path file, Path base, Settings settings, List<Fault> warnings) {
        List<Fault> all = new ArrayList<>(warnings);
        return switch (RuleFiles.load(
                base, settings.rules().files(), settings.rules().defaults())) {
            case Loaded.Ready<List<RuleFile>>(List<RuleFile> files, List<Fault> more) -> {
                all.addAll(more);
                yield new Loaded.Ready<>(
                        new Configuration(file, settings, settings.rules().groups(files)), all);
            }
            case Loaded.Refused<List<RuleFile>>(List<Fault> faults) -> {
                all.addAll(faults);
                yield new Loaded.Refused<>(all);
            }
        };
    }

    private static String unreadable(IOException fault) {
        return switch (fault) {
            case NoSuchFileException missing -> "there is no such file";
            case MalformedInputException garbage -> "is not text in UTF-8";
            default -> "cannot be read: " + fault.getMessage();
        };
    }

    /** What turns go by. */
    Plan plan() {
        Set<RuleKey> rules = groups.stream()
                .flatMap(RuleGroup::alerting)
                .map(AlertingRule::key)
                .collect(Collectors.toSet());
        Settings.Telling telling = settings.telling();
        return new Plan(
                telling.routes(),
                telling.receivers().directory(),
                settings.acting().playbook(),
                telling.mutes(),
                rules);
    }
}
