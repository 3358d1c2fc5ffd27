/** Why an alert is not told of right now: silences, inhibition, time intervals. Muted is postponed, never dropped. */
@NullMarked
package dev.tocsin.mute;

import org.jspecify.annotations.NullMarked;
