/**
 * A stand-in for PagerDuty's Events API v2: merges, drops and limits as the real one does, and counts the people whom it would
 * have woken rather than the requests that it got.
 */
@NullMarked
package dev.tocsin.lab.pagerduty;

import org.jspecify.annotations.NullMarked;
