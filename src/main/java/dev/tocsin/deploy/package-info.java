/**
 * The deployments of each service as we saw them, and how healthy each was by our own records. Pure, but for the watch that
 * asks the platforms.
 */
@NullMarked
package dev.tocsin.deploy;

import org.jspecify.annotations.NullMarked;
