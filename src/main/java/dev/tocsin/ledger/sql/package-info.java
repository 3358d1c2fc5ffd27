/**
 * The ledger in a database: one schema and one set of statements in the dialect that SQLite and PostgreSQL share. What differs is
 * how a connection is had, and that stands behind {@link dev.tocsin.ledger.sql.Vault}.
 */
@NullMarked
package dev.tocsin.ledger.sql;

import org.jspecify.annotations.NullMarked;
