package dev.tocsin.api.alertmanager;

import dev.tocsin.api.Yaml;
import dev.tocsin.app.Settings;
import dev.tocsin.config.Shown;
import dev.tocsin.config.Shown.Items;
import dev.tocsin.config.Shown.Keys;
import dev.tocsin.config.Shown.Text;
import dev.tocsin.model.Durations;
import dev.tocsin.model.Matcher;
import dev.tocsin.mute.Inhibition;
import dev.tocsin.route.Route;
import dev.tocsin.route.Timings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The configuration as an {@code alertmanager.yml} of version 0.25, so that its tools can read it: routes with all that they inherit,
 * receivers, inhibition, time intervals. Without secrets, and without what Alertmanager has no word for, such as escalation policies.
 */
final class Rendering {
    private static final List<String> AS_WRITTEN = List.of("time_intervals", "mute_time_intervals", "templates");

    private final Settings settings;

    private Rendering(Settings settings) {
        this.settings = settings;
    }

    static String of(Settings settings) {
        return Yaml.of(new Rendering(settings).file());
    }

    private Keys file() {
        Keys written = settings.telling().written();
        Map<String, Shown> file = new LinkedHashMap<>();
        Keys global = written.find("global")
                .filter(Keys.class::isInstance)
                .map(Keys.class::cast)
                .orElse(Keys.NONE);
        file.put("global", KnownKeys.global(global, settings.general().resolveTimeout()));
        file.put("route", route(settings.telling().routes().root(), Optional.empty()));
        List<Shown> inhibitions = settings.telling().mutes().inhibitions().stream()
                .map(Rendering::inhibition)
                .toList();
        file.put("inhibit_rules", new Items(inhibitions));
        file.put(
                "receivers",
                new Items(written.list("receivers").stream()
                        .<Shown>map(KnownKeys::receiver)
                        .toList()));
        AS_WRITTEN.forEach(key -> written.find(key).ifPresent(value -> file.put(key, value)));
        return new Keys(file);
    }

    /** {@code parent}: what it says need not be said again. */
    private static Keys route(Route route, Optional<Route> parent) {
        Map<String, Shown> node = new LinkedHashMap<>();
        node.put("receiver", text(route.target().receiver()));
        if (parent.filter(
                        above -> above.target().grouping().equals(route.target().grouping()))
                .isEmpty()) {
            Route.Grouping grouping = route.target().grouping();
            node.put(
                    "group_by",
                    texts(
                            grouping.all()
                                    ? List.of("...")
                                    : grouping.labels().stream().sorted().toList()));
        }
        if (!route.condition().matchers().isEmpty()) {
            node.put("matchers", matchers(route.condition().matchers()));
        }
        if (route.condition().goesOn()) {
            node.put("continue", new Text("true", true));
        }
        Optional<Timings> above = parent.map(Route::timings);
        duration(node, "group_wait", route.timings().before(), above.map(Timings::before));
        duration(node, "group_interval", route.timings().interval(), above.map(Timings::interval));
        duration(node, "repeat_interval", route.timings().repeat(), above.map(Timings::repeat));
        names(node, "mute_time_intervals", route.intervals().mute());
        names(node, "active_time_intervals", route.intervals().active());
        if (!route.routes().isEmpty()) {
            node.put(
                    "routes",
                    new Items(route.routes().stream()
                            .<Shown>map(child -> route(child, Optional.of(route)))
                            .toList()));
        }
        return new Keys(node);
    }

    private static Shown inhibition(Inhibition rule) {
        Map<String, Shown> node = new LinkedHashMap<>();
        node.put("source_matchers", matchers(rule.source()));
        node.put("target_matchers", matchers(rule.target()));
        names(node, "equal", rule.equal());
        return new Keys(node);
    }

    private static void duration(Map<String, Shown> node, String key, Duration own, Optional<Duration> above) {
        if (above.filter(own::equals).isEmpty()) {
            node.put(key, new Text(Durations.format(own), true));
        }
    }

    private static void names(Map<String, Shown> node, String key, List<String> names) {
        if (!names.isEmpty()) {
            node.put(key, texts(names));
        }
    }

    private static Items matchers(List<Matcher> matchers) {
        return texts(matchers.stream().map(Matcher::toString).toList());
    }

    private static Items texts(List<String> texts) {
        return new Items(texts.stream().<Shown>map(Rendering::text).toList());
    }

    private static Text text(String text) {
        return new Text(text, false);
    }
}
