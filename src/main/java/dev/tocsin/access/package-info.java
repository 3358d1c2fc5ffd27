/**
 * Who may do what: roles, the tokens that stand for them, and what is remembered of signed messages. Knows no HTTP server and no
 * platform's settings; gets time as an argument.
 */
@NullMarked
package dev.tocsin.access;

import org.jspecify.annotations.NullMarked;
