package dev.tocsin.ledger.codec;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** How one kind of record is written down. Reading what was written gives an equal record. */
public interface Codec<T> {
    /** The record as a tree. */
    ObjectNode write(T value);

    /** The record that {@code doc} holds; throws {@link BadDocument}, or what the record's own constructor throws. */
    T read(Doc doc);

    /** The record as a document to be stored. */
    default String text(T value) {
        return Json.text(write(value).put(Doc.VERSION, Doc.CURRENT));
    }

    /** The record of a stored document; throws {@link BadDocument} when it cannot be read, for whatever reason. */
    default T parse(String text) {
        try {
            return read(Doc.stored(Json.parse(text)));
        } catch (BadDocument bad) {
            throw bad;
        } catch (RuntimeException fault) {
            throw new BadDocument("not a valid record: " + fault.getClass().getSimpleName(), fault);
        }
    }
}
