package dev.tocsin.lab.world;

import java.time.Instant;

/** From {@code at} on the app ran this. */
public record Ran(Instant at, App.Release release) {}
