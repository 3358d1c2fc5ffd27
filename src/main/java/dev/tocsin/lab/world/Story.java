package dev.tocsin.lab.world;

import dev.tocsin.lab.world.Note.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What should happen after the bad deploy, and whether it has, judged only from what the world received. Pure. */
public enum Story {
    /** Going back helps: everybody is told of the end. */
    RECOVERY {
        @Override
        boolean isComplete(Received received) {
            return received.hosting().works()
                    && !received.paging().woken().isEmpty()
                    && received.paging().open().isEmpty()
                    && Endings.missing(received).isEmpty();
        }

        @Override
        Stream<Verdict.Check> ending(Received received) {
            Stream<Verdict.Check> usual = Stream.of(
                    Claims.asleep(received, Cast.CYN),
                    Claims.oneRollback(received),
                    Claims.worksAgain(received),
                    Claims.progress(received),
                    Claims.everybodyToldOfTheEnd(received),
                    Claims.allClosed(received));
            return Stream.concat(usual, Claims.toldOfThePin(received));
        }
    },

    /** As {@link #RECOVERY}, after a person has given leave by a button in Slack. */
    APPROVED {
        @Override
        boolean isComplete(Received received) {
            return RECOVERY.isComplete(received) && received.presses().size() == Press.Kind.values().length;
        }

        @Override
        Stream<Verdict.Check> ending(Received received) {
            return Stream.concat(
                    Stream.of(Claims.nothingWithoutLeave(received), Claims.refusedPresses(received)),
                    RECOVERY.ending(received));
        }
    },

    /** Going back does not help: the next person is told what was tried, and nothing is tried twice. */
    IN_VAIN {
        @Override
        boolean isComplete(Received received) {
            return !received.paging().woken(Cast.CYN).isEmpty();
        }

        @Override
        Stream<Verdict.Check> ending(Received received) {
            return Stream.of(
                    Claims.oneRollback(received),
                    Claims.wokenWithWhatWasTried(received, Cast.CYN),
                    Claims.nobodyToldOfAnEnd(received),
                    Claims.worksAgain(received));
        }
    };

    /** For how long nothing more may happen before the story is taken for over: a second rollback would come in that time. */
    private static final Duration CALM = Duration.ofSeconds(4);

    /** Whether all has happened that should, and nothing more for a while. */
    public boolean isOver(Received received, Instant now) {
        return isComplete(received)
                && last(received).filter(last -> now.isBefore(last.plus(CALM))).isEmpty();
    }

    /** What went as it should, and what did not. */
    public Verdict judge(Received received) {
        Stream<Verdict.Check> beginning = Stream.of(
                Claims.noFalseAlarm(received),
                Claims.wokenOnce(received, Cast.ANN, Optional.empty()),
                Claims.told(received, Cast.CHANNEL),
                Claims.told(received, Cast.TEAM),
                Claims.wokenOnce(received, Cast.BEA, Optional.of(Cast.ANN)));
        List<Verdict.Check> checks = Stream.of(beginning, ending(received), Stream.of(Claims.fewDuplicates(received)))
                .flatMap(some -> some)
                .toList();
        return new Verdict(checks);
    }

    abstract boolean isComplete(Received received);

    abstract Stream<Verdict.Check> ending(Received received);

    private static Optional<Instant> last(Received received) {
        return Stream.of(
                        received.hosting().ran().stream().map(Ran::at),
                        received.hosting().rollbacks().stream().map(one -> one.at()),
                        received.paging().events().stream().map(one -> one.at()),
                        received.notes().stream().map(Note::at))
                .flatMap(times -> times)
                .max(Instant::compareTo);
    }

    /** Whether {@code note} is about the outage itself. */
    static boolean isOutage(Note note, Kind kind) {
        return note.kind() == kind && note.title().contains("ApiDown");
    }
}
