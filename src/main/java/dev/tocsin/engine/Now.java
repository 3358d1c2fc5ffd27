package dev.tocsin.engine;

import java.time.Instant;

/** The instant of a turn: {@code now} for every timer, {@code wall} for calendars. {@code turn} is the key minted for it. */
public record Now(Instant now, Instant wall, String turn) {}
