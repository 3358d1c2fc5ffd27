/** What Railway measures of a service: processor and memory, used and allowed. */
@NullMarked
package dev.tocsin.collect.railway;

import org.jspecify.annotations.NullMarked;
