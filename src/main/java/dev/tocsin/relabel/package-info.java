/**
 * Prometheus' relabelling: steps that change the labels of a target or a series, or drop it. Of targets before they are scraped, of
 * series after that and before they are written elsewhere.
 */
@NullMarked
package dev.tocsin.relabel;

import org.jspecify.annotations.NullMarked;
