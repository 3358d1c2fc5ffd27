package dev.tocsin.series;

import dev.tocsin.model.Labels;

/** What was decided of a series when it was first seen. */
sealed interface Fate permits Track, Unwanted {
    /** Which series. */
    Labels labels();
}
