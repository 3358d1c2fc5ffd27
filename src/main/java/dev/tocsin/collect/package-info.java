/**
 * What has to be asked for rather than scraped: a question on a schedule whose answer comes to samples. Each kind
 * of question has a package of its own below this one.
 */
@NullMarked
package dev.tocsin.collect;

import org.jspecify.annotations.NullMarked;
