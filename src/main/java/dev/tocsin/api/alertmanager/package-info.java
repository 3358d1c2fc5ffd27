/**
 * Alertmanager's HTTP API, version 2, to its OpenAPI description: alerts that others push and that all can look at, silences, receivers,
 * and the configuration as Alertmanager would write it. Reads what is published; what is said goes to the loop.
 */
@NullMarked
package dev.tocsin.api.alertmanager;

import org.jspecify.annotations.NullMarked;
