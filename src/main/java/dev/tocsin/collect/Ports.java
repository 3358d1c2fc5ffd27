package dev.tocsin.collect;

import dev.tocsin.clock.Clock;
import dev.tocsin.http.Client;

/** What questions are asked through. */
public record Ports(Clock clock, Client http, Databases databases) {}
