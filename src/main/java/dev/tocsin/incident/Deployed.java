package dev.tocsin.incident;

import java.time.Instant;
import java.util.Optional;

/** A deployment of {@code service} and when it began to serve: pages say which one went before the trouble. */
public record Deployed(String service, String deployment, Optional<String> commit, Instant since) {}
