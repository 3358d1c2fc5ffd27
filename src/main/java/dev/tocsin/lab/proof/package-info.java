/**
 * The proof: worlds made from seeds, in which agents run their whole line on the real ledger under simulated time while processes die,
 * networks part, providers lie and people change their minds. Afterwards the ten invariants are judged by what the world received,
 * against what the script says was owed; the agents' own state is not asked.
 */
@NullMarked
package dev.tocsin.lab.proof;

import org.jspecify.annotations.NullMarked;
