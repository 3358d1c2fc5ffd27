/**
 * Prometheus-compatible stores elsewhere: samples are written to them as they arrive, over a queue on the disk (remote write 1.0),
 * and rules are evaluated by them.
 */
@NullMarked
package dev.tocsin.remote;

import org.jspecify.annotations.NullMarked;
