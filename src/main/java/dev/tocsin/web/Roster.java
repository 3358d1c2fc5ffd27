package dev.tocsin.web;

import dev.tocsin.alert.Alert;
import dev.tocsin.deploy.Services.Service;
import dev.tocsin.model.Labels;
import dev.tocsin.rule.Rule;
import dev.tocsin.web.Standing.Check;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every service: those configured, and those that a target or an alert names by its label {@code service}. */
final class Roster {
    static final String LABEL = "service";

    private final Map<String, List<Alert>> firing;
    private final Map<String, List<Check>> checks;
    private final Set<String> ruled;
    private final Set<String> names;

    private Roster(
            Map<String, List<Alert>> firing, Map<String, List<Check>> checks, Set<String> ruled, Set<String> names) {
        this.firing = firing;
        this.checks = checks;
        this.ruled = ruled;
        this.names = names;
    }

    static Roster of(Glance glance) {
        Map<String, List<Alert>> firing = glance.state()
                .told()
                .firing()
                .filter(alert -> alert.labels().has(LABEL))
                .collect(Collectors.groupingBy(alert -> alert.labels().get(LABEL), TreeMap::new, Collectors.toList()));
        Map<String, List<Check>> checks = checks(glance.looking());
        Set<String> names = new TreeSet<>(checks.keySet());
        names.addAll(firing.keySet());
        glance.configured().services().services().stream().map(Service::name).forEach(names::add);
        return new Roster(firing, checks, ruled(glance.looking()), names);
    }

    Set<String> names() {
        return names;
    }

    /** The alerts that fire about {@code service}. */
    List<Alert> firing(String service) {
        return firing.getOrDefault(service, List.of());
    }

    Standing standing(String service) {
        return Standing.of(firing(service), checks.getOrDefault(service, List.of()), ruled.contains(service));
    }

    private static Map<String, List<Check>> checks(Glance.Looking looking) {
        Map<String, List<Check>> checks = new HashMap<>();
        looking.probes()
                .forEach(probe -> add(
                        checks,
                        probe.target().labels(),
                        probe.checked(),
                        any -> probe.failure().isPresent()));
        looking.scrapes()
                .forEach(scrape -> add(
                        checks,
                        scrape.target().labels(),
                        scrape.last(),
                        last -> last.fault().isPresent()));
        looking.collectors()
                .forEach(one -> add(
                        checks,
                        one.target().labels(),
                        one.asked(),
                        any -> one.failure().isPresent()));
        return checks;
    }

    private static <T> void add(
            Map<String, List<Check>> checks, Labels labels, Optional<T> last, Function<T, Boolean> failed) {
        if (labels.has(LABEL)) {
            Check check = last.map(any -> failed.apply(any) ? Check.FAILED : Check.PASSED)
                    .orElse(Check.NONE);
            checks.computeIfAbsent(labels.get(LABEL), name -> new ArrayList<>()).add(check);
        }
    }

    private static Set<String> ruled(Glance.Looking looking) {
        Set<String> ruled = new HashSet<>();
        looking.rules().stream()
                .flatMap(group -> group.group().rules().stream())
                .map(Rule::labels)
                .map(labels -> labels.getOrDefault(LABEL, ""))
                .filter(name -> !name.isEmpty() && !name.contains("{{"))
                .forEach(ruled::add);
        return ruled;
    }
}
