/** What the build refuses: the tables of {@code docs/architecture.md} and the rules of its last section, as tests. */
@NullMarked
package dev.tocsin.architecture;

import org.jspecify.annotations.NullMarked;
