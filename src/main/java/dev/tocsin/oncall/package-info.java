/**
 * Whom to tell, and when the next: people, escalation policies, and schedules that say who is on call, in PagerDuty's words; and receivers
 * that are told in digests.
 */
@NullMarked
package dev.tocsin.oncall;

import org.jspecify.annotations.NullMarked;
