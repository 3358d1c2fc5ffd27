package dev.tocsin.app;

import dev.tocsin.alert.RuleKey;
import dev.tocsin.clock.SystemClock;
import dev.tocsin.collect.CollectTarget;
import dev.tocsin.config.Config;
import dev.tocsin.config.Environment;
import dev.tocsin.config.Fault;
import dev.tocsin.config.Globs;
import dev.tocsin.config.Loaded;
import dev.tocsin.config.Place;
import dev.tocsin.config.Source;
import dev.tocsin.engine.Plan;
import dev.tocsin.http.Client;
import dev.tocsin.model.Labels;
import dev.tocsin.probe.ProbeTarget;
import dev.tocsin.remedy.Matrix;
import dev.tocsin.rule.RuleFile;
import dev.tocsin.rule.RuleFiles;
import dev.tocsin.rule.RuleGroup;
import dev.tocsin.rule.RuleSettings;
import dev.tocsin.scrape.ScrapeTarget;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A configuration as it is loaded: {@code tocsin.yml} and the rule files that it names. {@code file} is where it was read from. */
public record Configuration(Path file, Settings settings, List<RuleGroup> groups) {
    private static final String SERVICE = "service";

    public Configuration {
        groups = List.copyOf(groups);
    }

    /**
     * What came of reading a configuration, which rule files belong to it, and on which files and directories the outcome depends:
     * when one of them changes it is worth reading again.
     */
    public record Check(Loaded<Configuration> loaded, List<Path> ruleFiles, Set<Path> looked) {
        public Check {
            ruleFiles = List.copyOf(ruleFiles);
            looked = Set.copyOf(looked);
        }
    }

    /**
     * Loads {@code file} for checking only: what it gives cannot send mails. All faults of all files come at once. Reads files; opens
     * nothing else.
     */
    public static Check check(Path file, Environment environment) {
        SystemClock clock = new SystemClock();
        try (Client client = new Client(clock, "check")) {
            Kinds kinds = new Kinds(clock, client, () -> {
                throw new IllegalStateException("a check sends no mail");
            });
            return read(file, environment, kinds);
        }
    }

    /** Loads {@code file} for running with {@code kinds}. Reads files; opens nothing else. */
    static Check read(Path file, Environment environment, Kinds kinds) {
        Set<Path> looked = new HashSet<>(Set.of(file));
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException unreadable) {
            Fault fault = new Fault(new Place(file.toString(), 1, 1), "", unreadable(unreadable), Fault.Severity.ERROR);
            return new Check(new Loaded.Refused<>(List.of(fault)), List.of(), looked);
        }
        Path base = base(file);
        // The rule files are read also when the settings have faults: an operator wants to hear of all at once.
        List<RuleSettings> named = new ArrayList<>();
        Loaded<Settings> settings = Config.load(
                new Source(file.toString(), text, base),
                environment,
                in -> {
                    Settings read = Settings.read(in, kinds);
                    named.add(read.rules());
                    return read;
                },
                looked::add);
        Loaded<List<RuleFile>> rules = named.isEmpty()
                ? new Loaded.Ready<>(List.of(), List.of())
                : RuleFiles.load(
                        base, named.getFirst().files(), named.getFirst().defaults());
        List<Path> ruleFiles = named.isEmpty()
                ? List.of()
                : RuleFiles.find(base, named.getFirst().files());
        looked.addAll(ruleFiles);
        named.forEach(one -> one.files().forEach(pattern -> looked.add(Globs.root(base, pattern))));
        return new Check(joined(file, settings, rules), ruleFiles, looked);
    }

    private static Loaded<Configuration> joined(Path file, Loaded<Settings> settings, Loaded<List<RuleFile>> rules) {
        List<Fault> all = new ArrayList<>(faults(settings));
        all.addAll(faults(rules));
        if (settings instanceof Loaded.Ready<Settings>(Settings ready, List<Fault> some)
                && rules instanceof Loaded.Ready<List<RuleFile>>(List<RuleFile> files, List<Fault> more)) {
            ready.rules().unused(files).forEach(name -> all.add(unused(file, name)));
            Configuration configuration =
                    new Configuration(file, ready, ready.rules().groups(files, base(file)));
            all.addAll(configuration.oddities());
            return new Loaded.Ready<>(configuration, all);
        }
        return new Loaded.Refused<>(all);
    }

    /** Rules whose labels do not fit the decision matrix. */
    private List<Fault> oddities() {
        Matrix matrix = settings.acting().playbook().matrix();
        return groups.stream()
                .flatMap(group -> group.alerting()
                        .flatMap(rule -> matrix.odd(rule.labels()).stream()
                                .map(odd -> new Fault(
                                        new Place(group.file(), 1, 1),
                                        "groups." + group.name() + "."
                                                + rule.key().name() + ".labels",
                                        odd,
                                        Fault.Severity.WARNING))))
                .toList();
    }

    private static Path base(Path file) {
        Path directory = file.toAbsolutePath().getParent();
        return directory == null ? Path.of("/") : directory;
    }

    private static Fault unused(Path file, String group) {
        return new Fault(
                new Place(file.toString(), 1, 1),
                "rule_groups." + group,
                "no rule file has a group of this name",
                Fault.Severity.WARNING);
    }

    private static List<Fault> faults(Loaded<?> loaded) {
        return switch (loaded) {
            case Loaded.Ready<?> ready -> ready.warnings();
            case Loaded.Refused<?> refused -> refused.faults();
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
        Set<RuleKey> rules =
                groups.stream().flatMap(group -> group.keys().stream()).collect(Collectors.toSet());
        Settings.Telling telling = settings.telling();
        return new Plan(
                telling.routes(),
                telling.receivers().directory(),
                settings.acting().playbook(),
                telling.mutes(),
                rules,
                thresholds(),
                telling.flaps(),
                watched(),
                settings.general().externalLabels());
    }

    /** By rule, what its value is compared with, for pages. */
    private Map<RuleKey, String> thresholds() {
        Map<RuleKey, String> thresholds = new HashMap<>();
        groups.stream()
                .flatMap(RuleGroup::alerting)
                .forEach(rule -> rule.threshold().ifPresent(text -> thresholds.put(rule.key(), text)));
        return thresholds;
    }

    /** The services that a target or a rule names: those of which we can say whether they are up. */
    public Set<String> watched() {
        Settings.Watching watching = settings.watching();
        Stream<String> rules = groups.stream()
                .flatMap(RuleGroup::alerting)
                .map(rule -> rule.labels().getOrDefault(SERVICE, ""))
                .filter(name -> !name.contains("{{"));
        Stream<Labels> targets = Stream.of(
                        watching.probes().stream().map(ProbeTarget::labels),
                        watching.scrapes().stream()
                                .flatMap(job -> job.targets().stream())
                                .map(ScrapeTarget::labels),
                        watching.collectors().stream().map(CollectTarget::labels))
                .flatMap(each -> each);
        return Stream.concat(rules, targets.map(labels -> labels.get(SERVICE)))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
    }
}
