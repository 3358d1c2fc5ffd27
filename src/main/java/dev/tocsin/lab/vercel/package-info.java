/**
 * Vercel with one project, as a real HTTP server: a rollback is accepted first and done later, production stays where it put it, and
 * what is built meanwhile waits for somebody to promote it.
 */
@NullMarked
package dev.tocsin.lab.vercel;

import org.jspecify.annotations.NullMarked;
