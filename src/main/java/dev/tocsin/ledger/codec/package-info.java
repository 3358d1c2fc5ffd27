/**
 * How records are written down: one explicit codec a record, over JSON trees, without reflection. Reading takes fields it does
 * not know in its stride, so that an older agent reads what a newer one wrote; a field that is missing or wrong makes the
 * document a {@link dev.tocsin.ledger.codec.BadDocument}, which costs that document alone.
 */
@NullMarked
package dev.tocsin.ledger.codec;

import org.jspecify.annotations.NullMarked;
