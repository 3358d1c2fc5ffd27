/**
 * What must survive: the state that a turn leaves behind, what is owed to people, what was done and said. This package holds
 * the port and its values; {@code codec} turns records into documents, {@code sql} keeps them in SQLite or PostgreSQL,
 * {@code spool} keeps them in a local file while the database is gone.
 */
@NullMarked
package dev.tocsin.ledger;

import org.jspecify.annotations.NullMarked;
