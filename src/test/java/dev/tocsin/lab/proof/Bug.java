package dev.tocsin.lab.proof;

import dev.tocsin.alert.Finding;
import dev.tocsin.engine.Hands;
import dev.tocsin.engine.Inbox.Item;
import dev.tocsin.incident.Escalation;
import dev.tocsin.incident.Incident;
import dev.tocsin.incident.Page;
import dev.tocsin.incident.Word;
import dev.tocsin.ledger.Changes;
import dev.tocsin.ledger.Durability;
import dev.tocsin.ledger.Ledger;
import dev.tocsin.ledger.LedgerGone;
import dev.tocsin.ledger.Retention;
import dev.tocsin.ledger.Snapshot;
import dev.tocsin.ledger.Tidied;
import dev.tocsin.notify.Attempt;
import dev.tocsin.notify.Cause;
import dev.tocsin.notify.Channel;
import dev.tocsin.notify.Delivery;
import dev.tocsin.notify.Parcel;
import dev.tocsin.provider.Answer;
import dev.tocsin.provider.Lever;
import dev.tocsin.provider.Levers;
import dev.tocsin.provider.Pull;
import dev.tocsin.provider.View;
import dev.tocsin.remedy.Command;
import dev.tocsin.remedy.Stage;
import dev.tocsin.remedy.Task;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** Bugs that an agent might have, each planted at a port. */
enum Bug {
    /** What is sent is not durable before: the turn is written with the one after it. */
    SENDS_BEFORE_THE_COMMIT(4, SendsBeforeCommit::new),
    /** An end is not told where somebody has silenced something. */
    DROPS_RESOLVES_UNDER_A_SILENCE(1, DropsSilencedResolves::new),
    /** A start begins the wait for the next step anew. */
    RESTARTS_THE_ESCALATION_CLOCK(2, () -> opening(Bug::withClockAnew)),
    /** A start forgets who has what. */
    FORGETS_ACKNOWLEDGEMENTS(4, () -> opening(Bug::withoutAcknowledgements)),
    /** An acknowledgement is not heard. */
    GOES_ON_AFTER_AN_ACKNOWLEDGEMENT(
            4,
            () -> hearing(
                    item -> item instanceof Item.Said(Word.Acknowledge said) ? Optional.empty() : Optional.of(item))),
    /** Each try goes under a key of its own. */
    SENDS_UNDER_FRESH_KEYS(1, FreshKeys::new),
    /** What is in the spool is gone when it starts. */
    LOSES_THE_SPOOL(5, () -> new Seams() {
        @Override
        public void starting(Path spool) {
            try {
                Files.deleteIfExists(spool);
            } catch (IOException fault) {
                throw new UncheckedIOException(fault);
            }
        }
    }),
    /** What was under way when it died is forgotten. */
    FORGETS_THE_OUTBOX(3, () -> opening(found -> rebuilt(found, found.incidents(), List.of()))),
    /** One rule that cannot be evaluated stops those after it. */
    STOPS_AT_A_POISON_RULE(8, PoisonStops::new),
    /** Only the first who was told is told of the end. */
    RESOLVES_ONE_RECEIVER(1, ResolvesOne::new),
    /** A person is not told of what is told to a chat already. */
    TELLS_ONE_RECEIVER(
            2,
            () -> sending(real -> (page, deadline) -> page.endpoint().id().equals("ops/webhook/0")
                    ? new Delivery.Accepted("told elsewhere")
                    : real.send(page, deadline))),
    /** What goes wrong in a channel is told with all its words. */
    BLURTS_OUT_KEYS(
            13,
            () -> sending(real -> (page, deadline) -> {
                try {
                    return real.send(page, deadline);
                } catch (IllegalStateException bug) {
                    return new Delivery.Unknown(Cause.FAULT, String.valueOf(bug.getMessage()));
                }
            })),
    /** Who is too busy is not asked again. */
    DROPS_WHAT_COMES_TOO_OFTEN(
            100,
            () -> sending(real -> (page, deadline) -> {
                Delivery delivery = real.send(page, deadline);
                return delivery instanceof Delivery.Deferred later && later.cause() == Cause.RATE_LIMITED
                        ? new Delivery.Accepted("given up")
                        : delivery;
            })),
    /** Nobody says anything against an act, so it is done. */
    TAKES_SILENCE_FOR_LEAVE(88, SilentLeave::new),
    /** What is only in the spool counts as in the ledger. */
    ACTS_WITHOUT_THE_LEDGER(39, () -> new Seams() {
        @Override
        public Ledger ledger(Ledger real) {
            return new Wrapped(real) {
                @Override
                public Durability health() {
                    return new Durability.Durable();
                }
            };
        }
    }),
    /**
     * Who stood still goes on though another has taken over: nobody asks the lease before something is sent or done. Seldom seen: what is to
     * be done has a deadline besides, and a page that comes late is mostly one that is open there; a far end must have been told of the end.
     */
    GOES_BY_AN_OLD_LEASE(6312, () -> new Seams() {
        @Override
        public boolean leave(boolean real) {
            return true;
        }
    }),
    /** A platform that did not answer is asked again at once, as some clients do by themselves. */
    REPEATS_BLINDLY(16, () -> new Seams() {
        @Override
        public Levers levers(Levers real) {
            return new Blind(real);
        }
    });

    /** A world in which it is noticed soon. */
    final long world;

    final Supplier<Seams> seams;

    Bug(long world, Supplier<Seams> seams) {
        this.world = world;
        this.seams = seams;
    }

    private static Seams opening(Function<Snapshot, Snapshot> change) {
        return new Seams() {
            @Override
            public Snapshot opened(Snapshot found) {
                return change.apply(found);
            }
        };
    }

    private static Seams hearing(Function<Item, Optional<Item>> change) {
        return new Seams() {
            @Override
            public Optional<Item> heard(Item item) {
                return change.apply(item);
            }
        };
    }

    private static Seams sending(Function<Channel, Channel> change) {
        return new Seams() {
            @Override
            public Channel channel(Channel real) {
                return change.apply(real);
            }
        };
    }

    private static Snapshot withClockAnew(Snapshot found) {
        Instant now = found.last().orElse(Instant.EPOCH);
        return rebuilt(
                found,
                found.incidents().stream()
                        .map(incident -> incident.escalation() instanceof Escalation.Climbing climbing
                                ? in(
                                        incident,
                                        new Escalation.Climbing(
                                                climbing.next(),
                                                now.plus(Duration.ofMinutes(10)),
                                                climbing.why(),
                                                climbing.open()))
                                : incident)
                        .toList(),
                found.parcels());
    }

    private static Snapshot withoutAcknowledgements(Snapshot found) {
        return rebuilt(
                found,
                found.incidents().stream()
                        .map(incident -> incident.escalation() instanceof Escalation.Acknowledged acknowledged
                                ? in(incident, acknowledged.before())
                                : incident)
                        .toList(),
                found.parcels());
    }

    private static Incident in(Incident one, Escalation escalation) {
        return new Incident(
                one.origin(),
                one.members(),
                one.flush(),
                one.told(),
                escalation,
                one.tried(),
                one.pages(),
                one.closed());
    }

    private static Snapshot rebuilt(Snapshot found, List<Incident> incidents, List<Parcel> parcels) {
        return new Snapshot(
                found.last(),
                found.alerts(),
                incidents,
                parcels,
                found.acts(),
                found.tenures(),
                found.spells(),
                found.silences(),
                found.replacements(),
                found.rosters(),
                found.poison());
    }

    /** A ledger that does what another does. */
    private static class Wrapped implements Ledger {
        final Ledger real;

        Wrapped(Ledger real) {
            this.real = real;
        }

        @Override
        public Snapshot load() throws LedgerGone {
            return real.load();
        }

        @Override
        public String version() throws LedgerGone {
            return real.version();
        }

        @Override
        public void commit(Changes changes) throws LedgerGone {
            real.commit(changes);
        }

        @Override
        public Durability health() {
            return real.health();
        }

        @Override
        public Tidied tidy(Retention retention, Instant now) throws LedgerGone {
            return real.tidy(retention, now);
        }

        @Override
        public void close() {
            real.close();
        }
    }

    private static final class SendsBeforeCommit implements Seams {
        @Override
        public Ledger ledger(Ledger real) {
            return new Wrapped(real) {
                private final List<Changes> waiting = new ArrayList<>();

                @Override
                public void commit(Changes changes) throws LedgerGone {
                    for (Changes one : waiting) {
                        super.commit(one);
                    }
                    waiting.clear();
                    waiting.add(changes);
                }
            };
        }
    }

    private static final class DropsSilencedResolves implements Seams {
        private boolean silent;

        @Override
        public Optional<Item> heard(Item item) {
            silent |= item instanceof Item.Silenced;
            return Optional.of(item);
        }

        @Override
        public Channel channel(Channel real) {
            return (page, deadline) -> silent && page.kind() == Page.Kind.RESOLVE
                    ? new Delivery.Accepted("silenced")
                    : real.send(page, deadline);
        }
    }

    private static final class FreshKeys implements Seams {
        private int tries;

        @Override
        public Channel channel(Channel real) {
            return (page, deadline) -> real.send(
                    new Page(
                            page.id(),
                            page.dedupKey() + "#" + ++tries,
                            page.endpoint(),
                            page.kind(),
                            page.reason(),
                            page.at(),
                            page.incident(),
                            page.firing(),
                            page.resolved()),
                    deadline);
        }
    }

    private static final class PoisonStops implements Seams {
        private Instant poisoned = Instant.EPOCH;

        @Override
        public Optional<Item> heard(Item item) {
            if (item instanceof Item.Found(Finding finding)) {
                if (finding.result() instanceof Finding.Result.Failed) {
                    poisoned = finding.at();
                }
                return finding.at().equals(poisoned) ? Optional.empty() : Optional.of(item);
            }
            return Optional.of(item);
        }
    }

    private static final class SilentLeave implements Seams {
        private static final Duration PATIENCE = Duration.ofMinutes(1);

        private final Map<String, Instant> waiting = new TreeMap<>();

        @Override
        public Ledger ledger(Ledger real) {
            return new Wrapped(real) {
                @Override
                public void commit(Changes changes) throws LedgerGone {
                    changes.acts().forEach(act -> {
                        waiting.remove(act.id());
                        if (act.stage() instanceof Stage.AwaitingApproval) {
                            waiting.put(act.id(), changes.at());
                        }
                    });
                    super.commit(changes);
                }
            };
        }

        @Override
        public Optional<Item> heard(Item item) {
            if (item instanceof Item.Found(Finding finding)) {
                for (Map.Entry<String, Instant> one : waiting.entrySet()) {
                    if (one.getValue().plus(PATIENCE).isBefore(finding.at())) {
                        return Optional.of(
                                new Item.Commanded(new Command.Approve(one.getKey(), "nobody", finding.at())));
                    }
                }
            }
            return Optional.of(item);
        }
    }

    private record Blind(Levers real) implements Levers {
        @Override
        public Answer<View> look(Lever lever, Instant deadline) {
            return real.look(lever, deadline);
        }

        @Override
        public Answer<Accepted> pull(Pull pull, Instant deadline) {
            Answer<Accepted> answer = real.pull(pull, deadline);
            return answer instanceof Answer.Unknown ? real.pull(pull, deadline) : answer;
        }

        @Override
        public void close() {
            real.close();
        }
    }

    private static final class ResolvesOne implements Seams {
        private final Set<String> resolved = new HashSet<>();

        @Override
        public Hands hands(Hands real) {
            return new Hands() {
                @Override
                public void deliver(Attempt attempt) {
                    Page page = attempt.page();
                    if (page.kind() != Page.Kind.RESOLVE || resolved.add(page.incidentId())) {
                        real.deliver(attempt);
                    }
                }

                @Override
                public void carryOut(Task task) {
                    real.carryOut(task);
                }
            };
        }
    }
}
