package dev.tocsin.incident;

import java.time.Instant;

/** What came of a remedy so far, in a sentence: pages say it, so that the next person knows what was tried. */
public record Tried(String act, String remedy, ActNews.Kind kind, String text, Instant at) {}
