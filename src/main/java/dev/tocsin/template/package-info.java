/**
 * Go's text/template language with the functions that Prometheus and Alertmanager add, so that rule files and message
 * templates that people have go on working. Templates are parsed once and rendered often; a render is bounded in steps,
 * depth and output, and ends in a text or in a located fault. Reads nothing but what {@link dev.tocsin.template.World}
 * hands over.
 */
@NullMarked
package dev.tocsin.template;

import org.jspecify.annotations.NullMarked;
