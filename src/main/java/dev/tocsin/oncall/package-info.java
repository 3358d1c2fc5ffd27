/** Whom to tell, and when the next: people and escalation policies, in PagerDuty's words. */
@NullMarked
package dev.tocsin.oncall;

import org.jspecify.annotations.NullMarked;
