/**
 * Active checks: what is asked of a target on a schedule, and the samples that the answer comes to. Each kind of
 * check has a package of its own below this one. Names, labels and meaning are those of Prometheus'
 * blackbox_exporter.
 */
@NullMarked
package dev.tocsin.probe;

import org.jspecify.annotations.NullMarked;
