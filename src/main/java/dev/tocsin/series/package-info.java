/**
 * Recent samples in memory. {@link dev.tocsin.series.Store} takes batches from one writer at a time and serves any number
 * of readers, each with a view in which a batch is there wholly or not at all. Samples are ordered in each series, late
 * and doubled ones are refused as Prometheus refuses them, and stale markers are samples like others.
 */
@NullMarked
package dev.tocsin.series;

import org.jspecify.annotations.NullMarked;
