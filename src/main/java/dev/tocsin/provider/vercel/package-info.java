/**
 * Vercel's REST API, as far as instant rollback goes. A rollback moves production to a deployment that is there already; it is accepted
 * first and done later, and afterwards production stays where it is: what is pushed does not go live until somebody promotes it.
 */
@NullMarked
package dev.tocsin.provider.vercel;

import org.jspecify.annotations.NullMarked;
