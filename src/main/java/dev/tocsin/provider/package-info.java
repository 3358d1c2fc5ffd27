/**
 * Platforms, asked and told through typed calls. A provider has never heard of alerts; what the far end may do is a value
 * ({@link dev.tocsin.provider.Answer}), and whether a change was made is never guessed: after it, one looks
 * ({@link dev.tocsin.provider.View}).
 */
@NullMarked
package dev.tocsin.provider;

import org.jspecify.annotations.NullMarked;
