/** Simulated time and chance, and stand-ins for the platforms on the internet. Binds loopback only. */
@NullMarked
package dev.tocsin.lab;

import org.jspecify.annotations.NullMarked;
