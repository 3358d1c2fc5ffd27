package dev.tocsin.app;

import dev.tocsin.deploy.Services;
import dev.tocsin.deploy.Watch;
import dev.tocsin.engine.Hands;
import dev.tocsin.engine.Inbox.Item;
import dev.tocsin.ledger.spool.Replica;
import dev.tocsin.notify.Attempt;
import dev.tocsin.notify.Courier;
import dev.tocsin.provider.Lever;
import dev.tocsin.provider.Levers;
import dev.tocsin.provider.Platform;
import dev.tocsin.remedy.Operator;
import dev.tocsin.remedy.Signals;
import dev.tocsin.remedy.Task;
import dev.tocsin.remedy.Task.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The second half of the line: carries out what turns decided, and watches what platforms deploy. For any thread. */
final class Reaching implements Hands, AutoCloseable {
    /** Longer than any call to a platform: after a reload the old calls end before their connections are closed. */
    private static final Duration LONGEST_CALL = Duration.ofMinutes(1);

    private final Basis basis;
    private final Signals signals;
    private final Consumer<Item> inbox;
    private final Replica replica;
    private final Courier courier;
    private volatile Configuration configuration;
    private volatile Means means;

    /** What a configuration gives access to; swapped as a whole at a reload. */
    private record Means(Operator operator, Watch watch, List<Levers> open) {
        void close() {
            open.forEach(Levers::close);
        }
    }

    Reaching(Basis basis, Signals signals, Configuration configuration, Replica replica, Consumer<Item> inbox) {
        this.basis = basis;
        this.signals = signals;
        this.inbox = inbox;
        this.replica = replica;
        this.configuration = configuration;
        this.courier = new Courier(
                () -> this.configuration.settings().telling().receivers().channels(),
                basis.waiting(),
                basis.clock(),
                replica::mayTell,
                outcome -> inbox.accept(new Item.Delivered(outcome)));
        this.means = means(configuration);
    }

    /** From now on {@code next} says how people and platforms are reached. What is under way ends as it began. */
    synchronized void replace(Configuration next) {
        Means before = means;
        configuration = next;
        means = means(next);
        before.watch().close();
        basis.timers().at(basis.clock().now().plus(LONGEST_CALL), before::close);
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
        Map<Place, Levers> places = new LinkedHashMap<>();
        List<Watch.Target> targets = new ArrayList<>();
        List<Levers> open = new ArrayList<>();
        Platform.Means way = new Platform.Means(basis.clock(), basis.client());
        for (Services.Service service : from.settings().acting().services().services()) {
            for (Platform.Binding binding : service.platforms()) {
                Levers levers = binding.open(way);
                open.add(levers);
                binding.levers().forEach(lever -> places.put(new Place(service.name(), lever), levers));
                if (binding.levers().contains(Lever.ROLLBACK)) {
                    targets.add(new Watch.Target(service.name(), levers, service.watch()));
                }
            }
        }
        Operator operator = new Operator(
                places,
                signals,
                new Operator.Ports(
                        basis.clock(),
                        basis.waiting(),
                        replica::mayAct,
                        report -> inbox.accept(new Item.Reported(report))));
        Watch watch = new Watch(
                targets,
                new Watch.Ports(
                        basis.clock(),
                        basis.timers(),
                        basis.waiting(),
                        sighting -> inbox.accept(new Item.Sighted(sighting))));
        return new Means(operator, watch, List.copyOf(open));
    }

    @Override
    public void close() {
        means.watch().close();
        means.close();
    }
}
