/**
 * What happens while the database is gone: turns go to a local file, in their order and under their ids, and from there into the
 * database when it is back. When not even the file can be written, they are kept in memory, and that is said.
 */
@NullMarked
package dev.tocsin.ledger.spool;

import org.jspecify.annotations.NullMarked;
