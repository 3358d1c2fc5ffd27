/** What everything else is made of: labels, matchers, samples, histograms. Immutable values; no package below this one. */
@NullMarked
package dev.tocsin.model;

import org.jspecify.annotations.NullMarked;
