/**
 * The one outbound HTTP client: a deadline over everything, bounded bodies, every phase timed, TLS as configured,
 * errors as values whose text holds no secret. Nobody else opens an HTTP connection.
 */
@NullMarked
package dev.tocsin.http;

import org.jspecify.annotations.NullMarked;
