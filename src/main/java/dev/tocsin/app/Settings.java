package dev.tocsin.app;

import com.google.re2j.Pattern;
import dev.tocsin.collect.CollectTarget;
import dev.tocsin.config.Fields;
import dev.tocsin.config.Secret;
import dev.tocsin.config.Shown;
import dev.tocsin.deploy.Services;
import dev.tocsin.heartbeat.HeartbeatConfig;
import dev.tocsin.incident.FlapControl;
import dev.tocsin.ledger.LedgerConfig;
import dev.tocsin.mute.Dependencies;
import dev.tocsin.mute.MuteReading;
import dev.tocsin.mute.Mutes;
import dev.tocsin.notify.Receivers;
import dev.tocsin.notify.Wording;
import dev.tocsin.probe.ProbeTarget;
import dev.tocsin.promql.Promql;
import dev.tocsin.promql.syntax.Features;
import dev.tocsin.promql.syntax.Parsed;
import dev.tocsin.remedy.Playbook;
import dev.tocsin.remote.DatasourceConfig;
import dev.tocsin.remote.RemoteWriteConfig;
import dev.tocsin.route.RouteReading;
import dev.tocsin.route.Routes;
import dev.tocsin.rule.RuleSettings;
import dev.tocsin.scrape.ScrapeJob;
import dev.tocsin.series.SeriesConfig;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** All of {@code tocsin.yml}, each part as its feature reads it; {@code written} is what the file says, for people to see. */
public record Settings(
        General general,
        Watching watching,
        Telling telling,
        Acting acting,
        RuleSettings rules,
        Running running,
        Shown.Keys written) {
    private static final Pattern DSN = Pattern.compile("https?://[^@/\\s]+@[^@/\\s]+(/[^/\\s]+)+");

    /** What is looked at. */
    public record Watching(List<ProbeTarget> probes, List<ScrapeJob> scrapes, List<CollectTarget> collectors) {}

    /** Who is told. {@code written} is what the file says of it, for people to see. */
    public record Telling(Receivers receivers, Routes routes, Mutes mutes, FlapControl flaps, Shown.Keys written) {}

    /** What may be done. */
    public record Acting(Services services, Playbook playbook) {}

    /** Prometheus-compatible stores elsewhere: those that samples are written to, and those that evaluate rules. */
    public record Stores(List<RemoteWriteConfig> writes, List<DatasourceConfig> datasources) {}

    /** What queries may use, and which language they speak. */
    public record Asking(QueryConfig limits, Switches switches, StorageConfig storage) {}

    /** How the process itself runs. */
    public record Running(
            LedgerConfig ledger,
            SeriesConfig series,
            Asking asking,
            Stores stores,
            WebConfig web,
            HooksConfig hooks,
            Optional<Secret> sentryDsn,
            List<HeartbeatConfig> heartbeats) {}

    static Settings read(Fields in, Kinds kinds) {
        Switches switches = Switches.read(in);
        General general = in.one("global", global -> General.read(global, switches));
        HooksConfig hooks = in.optional("hooks", HooksConfig::read).orElse(HooksConfig.NONE);
        Mutes mutes = MuteReading.read(in);
        Receivers receivers = Receivers.read(
                in,
                kinds.channels(Wording.read(in, general.externalUrl(), general.externalLabels()), hooks),
                mutes.intervals().keySet());
        if (hooks.mail().isPresent() && general.externalUrl().isEmpty()) {
            in.fault("hooks", "mail has links, which need global.external_url: where people reach the agent");
        }
        Services services = Services.read(in, kinds.platforms());
        Watching watching = watching(in, general, kinds);
        return new Settings(
                general,
                watching,
                telling(in, receivers, mutes.with(dependencies(in, services))),
                new Acting(services, Playbook.read(in, terms(services, watching, general, switches))),
                rules(in, switches),
                running(in, general, hooks, switches),
                in.shown());
    }

    private static Telling telling(Fields in, Receivers receivers, Mutes mutes) {
        Routes routes = routes(in, receivers, mutes);
        FlapControl flaps = in.optional("flap_control", FlapControl::read).orElse(FlapControl.USUAL);
        return new Telling(receivers, routes, mutes, flaps, in.shown());
    }

    private static Dependencies dependencies(Fields in, Services services) {
        Dependencies dependencies = Dependencies.of(services.dependencies());
        if (!dependencies.circular().isEmpty()) {
            in.fault(
                    "services",
                    "depend on each other in a circle (depends_on): " + String.join(", ", dependencies.circular()));
        }
        return dependencies;
    }

    private static RuleSettings rules(Fields in, Switches switches) {
        RuleSettings rules = RuleSettings.read(in, switches.language());
        Set<String> names =
                DatasourceConfig.list(in).stream().map(DatasourceConfig::name).collect(Collectors.toSet());
        rules.bound().values().stream()
                .distinct()
                .filter(name -> !names.contains(name))
                .forEach(name -> in.fault("rule_files", "no datasource is called " + name));
        return rules;
    }

    private static Playbook.Terms terms(Services services, Watching watching, General general, Switches switches) {
        Set<String> probed = watching.probes().stream()
                .map(probe -> probe.labels().get("service"))
                .collect(Collectors.toSet());
        return new Playbook.Terms(
                services.levers(), probed, general.environment(), signal -> checkSignal(signal, switches.language()));
    }

    private static Watching watching(Fields in, General general, Kinds kinds) {
        return new Watching(
                ProbeTarget.list(in, "probes", general.scrapes().interval(), kinds.probes()),
                in.list("scrape_configs", one -> ScrapeJob.read(one, general.scrapes())),
                CollectTarget.list(in, "collectors", kinds.collectors()));
    }

    private static Routes routes(Fields in, Receivers receivers, Mutes mutes) {
        RouteReading.Names names = new RouteReading.Names(
                receivers.directory().receivers().keySet(),
                receivers.directory().policies().keySet(),
                mutes.intervals().keySet());
        return in.one("route", route -> RouteReading.read(route, names));
    }

    private static Running running(Fields in, General general, HooksConfig hooks, Switches switches) {
        return new Running(
                in.optional("ledger", LedgerConfig::read).orElse(LedgerConfig.DEFAULT),
                in.optional("series", SeriesConfig::read).orElse(SeriesConfig.standard()),
                new Asking(
                        in.optional("query", QueryConfig::read).orElse(QueryConfig.USUAL),
                        switches,
                        in.optional("storage", StorageConfig::read).orElseGet(() -> new StorageConfig(10_000))),
                new Stores(RemoteWriteConfig.list(in), DatasourceConfig.list(in)),
                in.one("web", WebConfig::read),
                hooks,
                in.optional("sentry", Settings::dsn),
                HeartbeatConfig.list(in, general.environment()));
    }

    /** Checked here, since Sentry's client throws at the start for one that it cannot read. */
    static Secret dsn(Fields in) {
        Secret dsn = in.secret("dsn");
        if (!dsn.isEmpty() && !DSN.matches(dsn.reveal())) {
            in.fault("dsn", "must be a DSN, such as https://key@o1.ingest.sentry.io/2");
        }
        return dsn;
    }

    private static void checkSignal(String expression, Features features) {
        if (Promql.parse(expression, features) instanceof Parsed.Bad(var fault)) {
            throw new IllegalArgumentException(fault.toString());
        }
    }
}
