/**
 * Since when each service is watched, when it was down, and when nobody looked: spells of time, from which its uptime over any window is
 * measured. Time in which nobody looked is neither up nor down.
 */
@NullMarked
package dev.tocsin.uptime;

import org.jspecify.annotations.NullMarked;
