/**
 * Incidents: a group's life from its first flush to the end. Waits, tells, repeats, escalates, takes acknowledgements, asks
 * for remedies, and owes an end to everyone it told of a beginning. All transitions are pure.
 */
@NullMarked
package dev.tocsin.incident;

import org.jspecify.annotations.NullMarked;
