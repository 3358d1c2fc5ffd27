/** A mail server that takes everything and keeps it readable: RFC 5321 as far as a sender needs it. */
@NullMarked
package dev.tocsin.lab.smtp;

import org.jspecify.annotations.NullMarked;
