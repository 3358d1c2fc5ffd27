/**
 * Signs of life to somebody who watches the agent: sent on time while the line from probe to page works, and not otherwise, so that their
 * absence is the alarm.
 */
@NullMarked
package dev.tocsin.heartbeat;

import org.jspecify.annotations.NullMarked;
