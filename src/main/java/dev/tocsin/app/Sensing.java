package dev.tocsin.app;

import dev.tocsin.alert.Finding;
import dev.tocsin.alert.RuleKey;
import dev.tocsin.collect.CollectStatus;
import dev.tocsin.collect.Collects;
import dev.tocsin.collect.Ports;
import dev.tocsin.collect.sql.DriverDatabases;
import dev.tocsin.deploy.Sighting;
import dev.tocsin.engine.Plan;
import dev.tocsin.engine.Step;
import dev.tocsin.model.Batch;
import dev.tocsin.probe.ProbeStatus;
import dev.tocsin.probe.Probes;
import dev.tocsin.promql.Source;
import dev.tocsin.promql.Value;
import dev.tocsin.remote.DatasourceConfig;
import dev.tocsin.remote.RemoteStore;
import dev.tocsin.remote.RemoteWriteStatus;
import dev.tocsin.remote.RemoteWrites;
import dev.tocsin.rule.AlertSeries;
import dev.tocsin.rule.GroupStatus;
import dev.tocsin.rule.RuleEvaluator;
import dev.tocsin.rule.RuleGroup;
import dev.tocsin.rule.RulePorts;
import dev.tocsin.rule.RuleRunner;
import dev.tocsin.rule.Surroundings;
import dev.tocsin.scrape.ScrapeStatus;
import dev.tocsin.scrape.Scrapes;
import dev.tocsin.series.Demand;
import dev.tocsin.series.Exemplars;
import dev.tocsin.series.Journal;
import dev.tocsin.series.SeriesConfig;
import dev.tocsin.series.Store;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.postgresql.Driver;

/** The first half of the line: probes, scrapes and collectors fill the store, and rules find in it what the loop is to hear. For any thread. */
public final class Sensing implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Sensing.class);

    /** The queries of rules may take a quarter of the heap. */
    private static final int RULES = 4;

    private final Basis basis;
    private final Store store;
    private final Exemplars exemplars;
    private final RuleRunner rules;
    private final Probes probes;
    private final Scrapes scrapes;
    private final Collects collects;
    private final RemoteWrites remote;
    private final Instant start;
    private final Optional<Journal> journal;
    private volatile WarmUp warmUp;
    private volatile Map<String, RemoteStore> stores = Map.of();
    private volatile Surroundings surroundings;
    private List<RuleGroup> groups = List.of();

    /** On the loop's thread, as {@code loadedRules}: those that the series are of, besides the agent's own. */
    private AlertSeries alertSeries = AlertSeries.none();

    private Set<RuleKey> loadedRules = Set.of();

    /** Touched by the thread that keeps house alone. */
    private Ailments ailments = Ailments.UNKNOWN;

    Sensing(Basis basis, Configuration configuration, Consumer<Finding> findings) {
        this.basis = basis;
        this.start = basis.clock().now();
        this.warmUp = WarmUp.of(configuration, start);
        this.store = new Store(Wants.of(configuration, start));
        this.exemplars = new Exemplars(
                configuration.settings().running().asking().storage().mostExemplars());
        this.journal = journal(configuration.settings().running().series());
        this.surroundings = surroundings(configuration);
        Settings.Asking asking = configuration.settings().running().asking();
        RuleEvaluator evaluator = new RuleEvaluator(
                new RuleEvaluator.Settings(
                        asking.limits().options(asking.switches().language(), basis.room(RULES)),
                        () -> surroundings,
                        asking.limits().timeout(),
                        name -> Optional.ofNullable(stores.get(name))),
                basis.clock());
        this.rules = new RuleRunner(
                evaluator,
                new RulePorts(
                        basis.clock(),
                        basis.timers(),
                        basis.computing(),
                        basis.waiting(),
                        store,
                        finding -> findings.accept(warmUp.temper(finding)),
                        this::recorded));
        this.remote = new RemoteWrites(basis.clock(), basis.timers(), basis.waiting(), basis.client());
        this.probes = new Probes(basis.clock(), basis.timers(), basis.waiting(), basis.client(), this::arrived);
        this.scrapes = new Scrapes(basis.clock(), basis.timers(), basis.waiting(), basis.client(), this::arrived);
        Ports ports = new Ports(basis.clock(), basis.client(), new DriverDatabases(new Driver()));
        this.collects = new Collects(ports, basis.timers(), basis.waiting(), this::arrived);
    }

    /** From now on {@code configuration} says what is looked at; what is unchanged goes on undisturbed. */
    void replace(Configuration configuration) {
        Instant now = basis.clock().now();
        warmUp = WarmUp.of(configuration, start);
        Demand demand = store.adopt(Wants.of(configuration, now), now);
        tellOfFullData(configuration.groups(), demand, now);
        stores = configuration.settings().running().stores().datasources().stream()
                .collect(Collectors.toUnmodifiableMap(
                        DatasourceConfig::name, datasource -> new RemoteStore(datasource, basis.client())));
        surroundings = surroundings(configuration);
        remote.replace(
                configuration.settings().running().stores().writes(),
                configuration.settings().general().externalLabels());
        rules.run(configuration.groups());
        probes.replace(configuration.settings().watching().probes());
        scrapes.replace(configuration.settings().watching().scrapes());
        collects.replace(configuration.settings().watching().collectors());
    }

    private static Surroundings surroundings(Configuration configuration) {
        General general = configuration.settings().general();
        return new Surroundings(
                general.externalLabels(),
                general.externalUrl().map(URI::toString).orElse(""));
    }

    /** At the start one line for all, at a reload one for each rule that is new. */
    private void tellOfFullData(List<RuleGroup> next, Demand demand, Instant now) {
        List<FullData> late = FullData.of(next, groups, demand, now);
        if (groups.isEmpty() && !late.isEmpty()) {
            LOG.infof(
                    "rules that look back further than there are samples count=%d, the last: %s",
                    late.size(), FullData.last(late));
        } else {
            late.forEach(LOG::info);
        }
        groups = next;
    }

    /** What a platform said becomes a series too. */
    void sighted(Sighting sighting) {
        arrived(sighting.samples());
    }

    /** The alerts of a turn become series too, so that rules and queries may ask for them. On the loop's thread. */
    void stepped(Step step) {
        Plan plan = step.state().plan();
        if (!plan.rules().equals(loadedRules)) {
            AlertSeries.Next rest =
                    alertSeries.retain(plan.known(), basis.clock().now().toEpochMilli());
            alertSeries = rest.series();
            recorded(rest.samples());
            loadedRules = plan.rules();
        }
        AlertSeries.Next next = alertSeries.after(step.findings(), step.state().alerts());
        alertSeries = next.series();
        recorded(next.samples());
    }

    /** Writes new samples to the disk, forgets those that nobody asks for any more, and logs which targets fail. On a thread that may wait. */
    void keepHouse() {
        journal.ifPresent(Journal::flush);
        store.trim(basis.clock().now());
        tellOfAilments();
    }

    private void tellOfAilments() {
        Ailments now = Ailments.of(probes().values(), scrapes(), collectors().values());
        now.since(ailments)
                .forEach(line -> LOG.log(line.failing() ? Logger.Level.WARN : Logger.Level.INFO, line.text()));
        ailments = now;
    }

    /** Packs what is on the disk. On a thread that may wait. */
    void checkpoint() {
        journal.ifPresent(Journal::checkpoint);
    }

    /** How the samples on the disk fare, if they are kept there. */
    public Optional<Journal.Health> journal() {
        return journal.map(Journal::health);
    }

    private Optional<Journal> journal(SeriesConfig config) {
        return config.directory().flatMap(directory -> {
            try {
                Journal opened = Journal.open(store, directory, config.diskLimit(), basis.clock());
                Journal.Restored restored = opened.restore();
                LOG.infof(
                        "samples restored series=%d samples=%d damaged_bytes=%d",
                        restored.series(), restored.samples(), restored.damagedBytes());
                return Optional.of(opened);
            } catch (IOException fault) {
                LOG.errorf(
                        "samples are kept in memory alone, since %s cannot be used: %s", directory, fault.getMessage());
                return Optional.empty();
            }
        });
    }

    /** What queries read. */
    public Source series() {
        return store;
    }

    /** The exemplars of what was scraped. */
    public Exemplars exemplars() {
        return exemplars;
    }

    /** The store itself, for its figures. */
    public Store store() {
        return store;
    }

    /** Each probe's last check, by name. */
    public Map<String, ProbeStatus> probes() {
        return probes.status();
    }

    /** Each target's last scrape. */
    public List<ScrapeStatus> scrapes() {
        return scrapes.status();
    }

    /** What is scraped, what is not, and what is wrong where targets are found. */
    public Scrapes targets() {
        return scrapes;
    }

    /** Each collector's last answer, by name. */
    public Map<String, CollectStatus> collectors() {
        return collects.status();
    }

    /** How writing to each store elsewhere goes. */
    public List<RemoteWriteStatus> remoteWrites() {
        return remote.status();
    }

    /** How each rule group fares. */
    public List<GroupStatus> rules() {
        return rules.status();
    }

    private void arrived(Batch batch) {
        store.append(batch);
        batch.marks().forEach(mark -> exemplars.add(mark.series(), mark.exemplar()));
        remote.offer(batch);
        rules.arrived();
    }

    /** Sets no rule off: the group that recorded it saw it already, and others have their interval. */
    private void recorded(List<Value.Entry> samples) {
        Batch batch = new Batch(samples.size());
        for (Value.Entry sample : samples) {
            if (sample.histogram() == null) {
                batch.add(sample.labels(), sample.timeMillis(), sample.value());
            } else {
                batch.add(sample.labels(), sample.timeMillis(), sample.histogram());
            }
        }
        store.append(batch);
        remote.offer(batch);
    }

    @Override
    public void close() {
        probes.close();
        scrapes.close();
        collects.close();
        rules.close();
        remote.close();
        journal.ifPresent(Journal::close);
    }
}
