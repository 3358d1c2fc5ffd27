package dev.tocsin.app;

import dev.tocsin.config.Fault;
import dev.tocsin.config.Place;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Which keys of a configuration take effect at a start only: what a reload cannot do is said, rather than left to be found out. */
final class Restart {
    private static final Map<String, Function<Settings, Object>> KEYS = new TreeMap<>(Map.of(
            "global.external_labels", settings -> settings.general().externalLabels(),
            "global.external_url", settings -> settings.general().externalUrl(),
            "ledger.path", settings -> settings.running().ledger().sqlite(),
            "ledger.postgresql", settings -> settings.running().ledger().postgresql(),
            "ledger.spool", settings -> settings.running().ledger().spool(),
            "sentry.dsn", settings -> settings.running().sentryDsn(),
            "series.directory", settings -> settings.running().series().directory(),
            "series.disk_limit", settings -> settings.running().series().diskLimit(),
            "web.listen and web.management",
                    settings -> settings.running().web().properties()));

    private Restart() {}

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
