/** Pages by PagerDuty's Events API v2, and news of what was done as change events. */
@NullMarked
package dev.tocsin.notify.pagerduty;

import org.jspecify.annotations.NullMarked;
