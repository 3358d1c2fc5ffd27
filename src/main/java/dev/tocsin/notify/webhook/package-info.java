/** Alertmanager's webhook: its payload, version 4, to any address. */
@NullMarked
package dev.tocsin.notify.webhook;

import org.jspecify.annotations.NullMarked;
