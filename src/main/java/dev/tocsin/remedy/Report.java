package dev.tocsin.remedy;

import dev.tocsin.provider.Answer;
import dev.tocsin.provider.Levers;
import dev.tocsin.provider.View;
import java.time.Instant;

/** What came of a {@link Task}; posted into the inbox. May come late or twice: the act's stage decides what still counts. */
public sealed interface Report {
    /** The act's id. */
    String act();

    /** When it was known. */
    Instant at();

    /** Of {@link Task.Weigh}. */
    record Weighed(String act, Answer<View> answer, Instant at) implements Report {}

    /** Of {@link Task.Perform}. */
    record Performed(String act, int number, Answer<Levers.Accepted> answer, Instant at) implements Report {}

    /** Of {@link Task.ReadBack}; {@code asked} is when the platform was asked: it may have changed since. */
    record LookedBack(String act, int number, Instant asked, Answer<View> answer, Instant at) implements Report {}

    /** Of {@link Task.Follow}. */
    record Followed(String act, Answer<View> answer, Instant at) implements Report {}

    /** Of {@link Task.WatchSignal}. */
    record Watched(String act, Reading reading, Instant at) implements Report {}
}
