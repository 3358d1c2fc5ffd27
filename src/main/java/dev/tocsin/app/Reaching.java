package dev.tocsin.app;

import dev.tocsin.deploy.Services;
import dev.tocsin.deploy.Watch;
import dev.tocsin.engine.Hands;
import dev.tocsin.engine.Inbox.Item;
import dev.tocsin.notify.Attempt;
import dev.tocsin.notify.Courier;
import dev.tocsin.promql.Engine;
import dev.tocsin.promql.Source;
import dev.tocsin.provider.Rollbacks;
import dev.tocsin.remedy.Operator;
import dev.tocsin.remedy.Task;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The second half of the line: carries out what turns decided, and watches what platforms deploy. For any thread. */
final class Reaching implements Hands, AutoCloseable {
    private final Basis basis;
    private final Source series;
    private final Consumer<Item> inbox;
    private final Courier courier;
    private volatile Configuration configuration;
    private volatile Means means;

    /** What a configuration gives access to; swapped as a whole at a reload. */
    private record Means(Operator operator, Watch watch) {}

    Reaching(Basis basis, Source series, Configuration configuration, Consumer<Item> inbox) {
        this.basis = basis;
        this.series = series;
        this.inbox = inbox;
        this.configuration = configuration;
        this.courier = new Courier(
                () -> this.configuration.settings().telling().receivers().channels(),
                basis.waiting(),
                basis.clock(),
                outcome -> inbox.accept(new Item.Delivered(outcome)));
        this.means = means(configuration);
    }

    /** From now on {@code next} says how people and platforms are reached. What is under way ends as it began. */
    synchronized void replace(Configuration next) {
        Means before = means;
        configuration = next;
        means = means(next);
        before.watch().close();
        means.watch().start();
    }

    @Override
    public void deliver(Attempt attempt) {
        courier.carry(attempt);
    }

    @Override
    public void carryOut(Task task) {
        means.operator().carryOut(List.of(task));
    }

    /** Of each service whose platform did not say what serves: why. */
    Map<String, String> blind() {
        return means.watch().failures();
    }

    private Means means(Configuration from) {
        Services services = from.settings().acting().services();
        Map<String, Rollbacks> rollbacks = new TreeMap<>();
        services.deployed().forEach((name, binding) -> rollbacks.put(name, binding.rollbacks(basis.clock())));
        List<Watch.Target> targets = services.services().stream()
                .flatMap(service -> Optional.ofNullable(rollbacks.get(service.name())).stream()
                        .map(calls -> new Watch.Target(service.name(), calls, service.watch())))
                .toList();
        Operator operator = new Operator(
                rollbacks,
                new Signaling(new Engine(Engine.Options.standard()), series, basis.clock()),
                new Operator.Ports(basis.clock(), basis.waiting(), report -> inbox.accept(new Item.Reported(report))));
        Watch watch = new Watch(
                targets,
                new Watch.Ports(
                        basis.clock(),
                        basis.timers(),
                        basis.waiting(),
                        sighting -> inbox.accept(new Item.Sighted(sighting))));
        return new Means(operator, watch);
    }

    @Override
    public void close() {
        means.watch().close();
    }
}
