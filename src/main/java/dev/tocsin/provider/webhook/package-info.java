/**
 * An address of the team's own, called with a signed request. What it has done, it may show at a second address; where it does not, a
 * request whose answer is lost is for people.
 */
@NullMarked
package dev.tocsin.provider.webhook;

import org.jspecify.annotations.NullMarked;
