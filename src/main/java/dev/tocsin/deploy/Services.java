package dev.tocsin.deploy;

import dev.tocsin.config.Fields;
import dev.tocsin.provider.Lever;
import dev.tocsin.provider.Platform;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the team runs, as configured: {@code services} of the configuration. */
public record Services(List<Service> services) {
    private static final Duration WATCH = Duration.ofSeconds(30);

    public Services {
        services = List.copyOf(services);
    }

    /**
     * One service: the platforms that have levers for it, none of them twice, how often it is asked what serves, and under which title
     * everybody may see how it stands, if everybody may. {@code dependsOn} names the services that it cannot work without.
     */
    public record Service(
            String name,
            List<Platform.Binding> platforms,
            Duration watch,
            Optional<String> publicTitle,
            List<String> dependsOn) {
        public Service {
            platforms = List.copyOf(platforms);
            dependsOn = List.copyOf(dependsOn);
        }

        /** The platform that has {@code lever}. */
        public Optional<Platform.Binding> platform(Lever lever) {
            return platforms.stream()
                    .filter(one -> one.levers().contains(lever))
                    .findFirst();
        }
    }

    /** Reads {@code services} of the file's top mapping; {@code platforms} are the kinds that there are. */
    public static Services read(Fields in, List<Platform> platforms) {
        Set<String> names = new HashSet<>();
        Map<Service, Fields> places = new LinkedHashMap<>();
        Services services = new Services(in.list("services", one -> {
            Service service = service(one, platforms);
            places.put(service, one);
            if (!names.add(service.name())) {
                one.fault("name", "another service has this name");
            }
            return service;
        }));
        places.forEach((service, place) -> service.dependsOn().stream()
                .filter(other -> !names.contains(other))
                .forEach(other -> place.fault(
                        "depends_on",
                        "no service is called " + other + "; there are: " + String.join(", ", new TreeSet<>(names)))));
        return services;
    }

    /** Which service names which others as those that it depends on. */
    public Map<String, Set<String>> dependencies() {
        Map<String, Set<String>> direct = new TreeMap<>();
        services.forEach(service -> direct.put(service.name(), new TreeSet<>(service.dependsOn())));
        return direct;
    }

    /** What can be done to each service that something can be done to, by name. */
    public Map<String, Set<Lever>> levers() {
        Map<String, Set<Lever>> levers = new TreeMap<>();
        for (Service service : services) {
            Set<Lever> its = EnumSet.noneOf(Lever.class);
            service.platforms().forEach(one -> its.addAll(one.levers()));
            if (!its.isEmpty()) {
                levers.put(service.name(), its);
            }
        }
        return levers;
    }

    private static Service service(Fields in, List<Platform> platforms) {
        Duration watch = in.duration("watch", WATCH);
        if (!watch.isPositive()) {
            in.fault("watch", "must be longer than nothing");
        }
        return new Service(
                in.text("name"),
                in.optional("platform", at -> bindings(at, platforms)).orElse(List.of()),
                watch,
                publicTitle(in),
                in.texts("depends_on"));
    }

    private static Optional<String> publicTitle(Fields in) {
        Optional<String> title = in.optionalText("title");
        if (!in.flag("public", false)) {
            return Optional.empty();
        }
        if (title.isEmpty()) {
            in.fault("title", "is required of a public service: its name is not shown to everybody");
        }
        return title;
    }

    private static List<Platform.Binding> bindings(Fields in, List<Platform> platforms) {
        List<Platform.Binding> found = platforms.stream()
                .flatMap(platform -> in.optional(platform.key(), platform::read).stream())
                .toList();
        if (found.isEmpty()) {
            String kinds = platforms.stream().map(Platform::key).collect(Collectors.joining(", "));
            in.fault("", "must name a platform, of: " + kinds);
        }
        for (Lever lever : Lever.values()) {
            if (found.stream().filter(one -> one.levers().contains(lever)).count() > 1) {
                in.fault("", "names two platforms that have a " + lever.word() + ": which one is meant?");
            }
        }
        return found;
    }
}
