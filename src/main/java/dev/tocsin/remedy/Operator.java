package dev.tocsin.remedy;

import dev.tocsin.clock.Clock;
import dev.tocsin.provider.Answer;
import dev.tocsin.provider.Answer.Cause;
import dev.tocsin.provider.Levers;
import dev.tocsin.provider.View;
import dev.tocsin.remedy.Task.Place;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The shell of the remedies: carries out {@link Task}s, each on a thread of its own, and posts one {@link Report} of each. It
 * decides nothing and repeats nothing. A request that it could not begin before its deadline is not begun at all: by then
 * somebody may be reading back whether it arrived.
 */
public final class Operator {
    private final Map<Place, Levers> places;
    private final Signals signals;
    private final Ports ports;

    /**
     * What it lives by: {@code threads} runs each task on a thread of its own, {@code leave} is asked right before anything is changed,
     * {@code inbox} takes the reports.
     */
    public record Ports(Clock clock, Executor threads, BooleanSupplier leave, Consumer<Report> inbox) {}

    /** {@code places} are the platforms' calls. */
    public Operator(Map<Place, Levers> places, Signals signals, Ports ports) {
        this.places = Map.copyOf(places);
        this.signals = signals;
        this.ports = ports;
    }

    /** Begins each of {@code tasks}; returns at once. Only for tasks of a turn that is durable. */
    public void carryOut(List<Task> tasks) {
        tasks.forEach(task -> ports.threads().execute(() -> ports.inbox().accept(report(task))));
    }

    private Report report(Task task) {
        Instant asked = ports.clock().now();
        return switch (task) {
            case Task.Weigh weigh -> new Report.Weighed(weigh.act(), look(weigh.place(), weigh.deadline()), now());
            case Task.Perform perform -> new Report.Performed(perform.act(), perform.number(), perform(perform), now());
            case Task.ReadBack back ->
                new Report.LookedBack(back.act(), back.number(), asked, look(back.place(), back.deadline()), now());
            case Task.Follow follow ->
                new Report.Followed(follow.act(), look(follow.place(), follow.deadline()), now());
            case Task.WatchSignal watch -> new Report.Watched(watch.act(), read(watch), now());
        };
    }

    private Reading read(Task.WatchSignal watch) {
        try {
            return signals.evaluate(watch.signal(), watch.deadline());
        } catch (RuntimeException broken) {
            return Reading.ABSENT;
        }
    }

    private Answer<View> look(Place place, Instant deadline) {
        return on(place)
                .map(levers -> guarded(() -> levers.look(place.lever(), deadline)))
                .orElseGet(Operator::noPlatform);
    }

    private Answer<Levers.Accepted> perform(Task.Perform perform) {
        if (!now().isBefore(perform.deadline())) {
            return new Answer.Deferred<>(Cause.TIMEOUT, Optional.empty());
        }
        if (!ports.leave().getAsBoolean()) {
            return new Answer.Refused<>(Cause.NOT_ASKED, "another agent may decide by now");
        }
        return on(new Place(perform.service(), perform.pull().lever()))
                .map(levers -> guarded(() -> levers.pull(perform.pull(), perform.deadline())))
                .orElseGet(Operator::noPlatform);
    }

    /** A bug in a provider is one act's bad luck: whether it changed anything is not known. */
    private static <T> Answer<T> guarded(Supplier<Answer<T>> call) {
        try {
            return call.get();
        } catch (RuntimeException broken) {
            return new Answer.Unknown<>(Cause.GARBLED, broken.getClass().getSimpleName());
        }
    }

    private static <T> Answer<T> noPlatform() {
        return new Answer.Refused<>(Cause.NOT_ASKED, "the service is bound to none");
    }

    private Optional<Levers> on(Place place) {
        return Optional.ofNullable(places.get(place));
    }

    private Instant now() {
        return ports.clock().now();
    }
}
