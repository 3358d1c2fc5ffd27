/**
 * The composition root: which kinds there are, how the configuration is read as a whole, what is built from what, and how it is
 * started, reloaded and stopped.
 */
@NullMarked
package dev.tocsin.app;

import org.jspecify.annotations.NullMarked;
