/** The command line: what an operator types, and nothing of what it does. */
@NullMarked
package dev.tocsin.cli;

import org.jspecify.annotations.NullMarked;
