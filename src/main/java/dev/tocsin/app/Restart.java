package dev.tocsin.app;

import dev.tocsin.config.Fault;
import dev.tocsin.config.Place;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Which keys of a configuration take effect at a start only: what a reload cannot do is said, rather than left to be found out. */
final class Restart {
    private static final Map<String, Function<Settings, Object>> KEYS = new TreeMap<>(Map.ofEntries(
            key("features", settings -> settings.running().asking().switches().names()),
            key("ledger.path", settings -> settings.running().ledger().sqlite()),
            key("ledger.postgresql", settings -> settings.running().ledger().postgresql()),
            key("ledger.spool", settings -> settings.running().ledger().spool()),
            key("query", settings -> settings.running().asking().limits()),
            key("sentry.dsn", settings -> settings.running().sentryDsn()),
            key("series.directory", settings -> settings.running().series().directory()),
            key("series.disk_limit", settings -> settings.running().series().diskLimit()),
            key(
                    "web.listen, web.management and web.tls",
                    settings -> settings.running().web().properties())));

    private Restart() {}

    private static Map.Entry<String, Function<Settings, Object>> key(String name, Function<Settings, Object> value) {
        return Map.entry(name, value);
    }

    /** A warning for each key that {@code next} has otherwise than the agent {@code started} with. */
    static List<Fault> needed(Configuration started, Configuration next) {
        Place place = new Place(next.file().toString(), 1, 1);
        return KEYS.entrySet().stream()
                .filter(key -> !key.getValue()
                        .apply(started.settings())
                        .equals(key.getValue().apply(next.settings())))
                .map(key -> new Fault(place, key.getKey(), "takes effect after a restart", Fault.Severity.WARNING))
                .toList();
    }
}
