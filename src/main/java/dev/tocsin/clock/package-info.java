/** Time, timers and chance as ports. Nobody else reads the system's clock or draws a random number. */
@NullMarked
package dev.tocsin.clock;

import org.jspecify.annotations.NullMarked;
