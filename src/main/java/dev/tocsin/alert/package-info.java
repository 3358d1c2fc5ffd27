/**
 * Alerts: what a rule found, and the life of one alert from the first finding to its end. Transitions are pure and follow
 * Prometheus' {@code for} and {@code keep_firing_for}; every one says why.
 */
@NullMarked
package dev.tocsin.alert;

import org.jspecify.annotations.NullMarked;
