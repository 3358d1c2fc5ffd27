/** Sentry: what fires as an issue of a project there. */
@NullMarked
package dev.tocsin.notify.sentry;

import org.jspecify.annotations.NullMarked;
