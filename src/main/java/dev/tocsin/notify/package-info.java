/**
 * From a page to a delivery: the outbox of what is still owed, the channels that carry it, and the messages that people read.
 * The outbox is pure; a {@link dev.tocsin.notify.Courier} carries its attempts out over channels and posts the outcomes back.
 */
@NullMarked
package dev.tocsin.notify;

import org.jspecify.annotations.NullMarked;
