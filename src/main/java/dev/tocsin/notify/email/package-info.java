/** Mail by SMTP: plain text and HTML in one message, an incident's mails in one thread. */
@NullMarked
package dev.tocsin.notify.email;

import org.jspecify.annotations.NullMarked;
