/**
 * Pages for people: the console, and the status page that is public. Rendered here from one published state each, live by server-sent
 * events and whole without scripts. What a person says in a form is posted to the loop, as the API does it.
 */
@NullMarked
package dev.tocsin.web;

import org.jspecify.annotations.NullMarked;
