/** The demo: a world in this process, the agent as a process beside it, and what is shown of both. */
@NullMarked
package dev.tocsin.cli.demo;

import org.jspecify.annotations.NullMarked;
