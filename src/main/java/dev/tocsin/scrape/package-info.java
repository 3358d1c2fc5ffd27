/**
 * Targets that expose their own numbers: fetched on a schedule, read as Prometheus' text format 0.0.4 or
 * OpenMetrics 1.0, and handed on as one batch a target and round. Labels, staleness, limits and the series about
 * the scrape itself are as in Prometheus. A page with a fault anywhere counts for nothing: its target is {@code up
 * 0}.
 */
@NullMarked
package dev.tocsin.scrape;

import org.jspecify.annotations.NullMarked;
