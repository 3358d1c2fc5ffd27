package dev.tocsin.series;

/** What was decided of a series when it was first seen. */
sealed interface Fate permits Track, Unwanted {}
