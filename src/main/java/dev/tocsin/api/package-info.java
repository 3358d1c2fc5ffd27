/**
 * HTTP in: what the agent says of itself, and what people and tools say to it. Reads the published state and never waits; commands are
 * posted to the loop.
 */
@NullMarked
package dev.tocsin.api;

import org.jspecify.annotations.NullMarked;
