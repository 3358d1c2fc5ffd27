/** A receiver of signed webhooks, as a team would write one: it checks the signature and the time before it does anything. */
@NullMarked
package dev.tocsin.lab.webhook;

import org.jspecify.annotations.NullMarked;
