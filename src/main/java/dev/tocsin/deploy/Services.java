package dev.tocsin.deploy;

import dev.tocsin.config.Fields;
import dev.tocsin.provider.Platform;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the team runs, as configured: {@code services} of the configuration. */
public record Services(List<Service> services) {
    private static final Duration WATCH = Duration.ofSeconds(30);

    public Services {
        services = List.copyOf(services);
    }

    /** One service: where it is deployed, if that is known, and how often its platform is asked what serves. */
    public record Service(String name, Optional<Platform.Binding> platform, Duration watch) {}

    /** Reads {@code services} of the file's top mapping; {@code platforms} are the kinds that there are. */
    public static Services read(Fields in, List<Platform> platforms) {
        Set<String> names = new HashSet<>();
        return new Services(in.list("services", one -> {
            Service service = service(one, platforms);
            if (!names.add(service.name())) {
                one.fault("name", "another service has this name");
            }
            return service;
        }));
    }

    /** Where each service that has a platform is deployed, by name. */
    public Map<String, Platform.Binding> deployed() {
        Map<String, Platform.Binding> deployed = new TreeMap<>();
        services.forEach(one -> one.platform().ifPresent(platform -> deployed.put(one.name(), platform)));
        return deployed;
    }

    private static Service service(Fields in, List<Platform> platforms) {
        Duration watch = in.duration("watch", WATCH);
        if (!watch.isPositive()) {
            in.fault("watch", "must be longer than nothing");
        }
        return new Service(
                in.text("name"),
                in.optional("platform", at -> platform(at, platforms)).flatMap(found -> found),
                watch);
    }

    private static Optional<Platform.Binding> platform(Fields in, List<Platform> platforms) {
        List<Platform.Binding> found = platforms.stream()
                .flatMap(platform -> in.optional(platform.key(), platform::read).stream())
                .toList();
        if (found.size() != 1) {
            String kinds = platforms.stream().map(Platform::key).collect(Collectors.joining(", "));
            in.fault("", "must name one platform, of: " + kinds);
        }
        return found.stream().findFirst();
    }
}
