package dev.tocsin.lab.proof;

import java.time.Instant;

/** An invariant that did not hold. */
record Breach(int number, String invariant, Instant at, String what) {}
