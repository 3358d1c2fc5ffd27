/**
 * The check of an HTTP address: status, version, TLS, headers, body, and conditions on a JSON body. Metrics as
 * blackbox_exporter's http prober has them, and the cause of a failure besides.
 */
@NullMarked
package dev.tocsin.probe.http;

import org.jspecify.annotations.NullMarked;
