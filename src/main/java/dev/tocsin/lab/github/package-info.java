/** GitHub with one workflow, as a real HTTP server: a dispatch is answered first, the run is listed after a moment and ends later. */
@NullMarked
package dev.tocsin.lab.github;

import org.jspecify.annotations.NullMarked;
