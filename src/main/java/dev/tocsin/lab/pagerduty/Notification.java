package dev.tocsin.lab.pagerduty;

import java.time.Instant;

/** Somebody's phone rang. {@code number} counts the incidents of the account from 1. */
public record Notification(Instant at, String person, int number, String dedupKey, String summary) {}
