package dev.tocsin.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Something said to an incident from outside: by a person, by the outbox, or by a remedy. */
public sealed interface Word
        permits ActNews, Word.Acknowledge, Word.Unacknowledge, Word.HandOver, Word.Note, Word.Refused {
    /** The incident's id that is meant. A dedup key is also understood. */
    String incident();

    /** When it was said. */
    Instant at();

    /** Somebody has taken it; without a {@code limit}, for good. */
    record Acknowledge(String incident, String by, Instant at, Optional<Duration> limit) implements Word {}

    /** Nobody has it any more. */
    record Unacknowledge(String incident, String by, Instant at) implements Word {}

    /** {@code to}, a person or whom a schedule names, is to take it; the escalation goes on when they do not. */
    record HandOver(String incident, String by, String to, Instant at) implements Word {}

    /** Something worth keeping with the incident. */
    record Note(String incident, String by, String text, Instant at) implements Word {}

    /** The far end has refused a page for good. */
    record Refused(String incident, String page, String endpoint, String cause, Instant at) implements Word {}
}
