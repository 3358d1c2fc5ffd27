/**
 * The loop that owns all mutable domain state: it drains the inbox, takes a pure {@link dev.tocsin.engine.Turn turn}, makes the step
 * durable, and only then lets anybody see it or act on it. Everything slow is outside and posts results.
 */
@NullMarked
package dev.tocsin.engine;

import org.jspecify.annotations.NullMarked;
