/**
 * A small world of real servers on loopback in which a bad deploy happens: an app, its platform, a pager, a chat and a mail server;
 * and the judgement, from what those servers received, whether the story went as it should.
 */
@NullMarked
package dev.tocsin.lab.world;

import org.jspecify.annotations.NullMarked;
