/**
 * GitHub's REST API, as far as starting a workflow by hand goes: the team's own way back, or any other thing that it can write down. A
 * run is known again by the act's name in its title, where the workflow puts it there.
 */
@NullMarked
package dev.tocsin.provider.github;

import org.jspecify.annotations.NullMarked;
