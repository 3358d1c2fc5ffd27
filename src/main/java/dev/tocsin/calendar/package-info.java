/** Recurring times: Alertmanager's time intervals, by the wall clock of a zone. Knows nothing of alerts. */
@NullMarked
package dev.tocsin.calendar;

import org.jspecify.annotations.NullMarked;
