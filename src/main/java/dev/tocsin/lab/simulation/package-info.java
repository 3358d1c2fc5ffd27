/**
 * The line from findings to pages and acts on the real ledger, under simulated time and seeded chance: hours of an incident in
 * milliseconds, with a crash before or after any write and any send.
 */
@NullMarked
package dev.tocsin.lab.simulation;

import org.jspecify.annotations.NullMarked;
