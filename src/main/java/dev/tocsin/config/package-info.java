/**
 * Configuration files: YAML to a located tree that is asked field by field. Every fault of a file is collected with its
 * {@code file:line:column} and reported at once; a key that nobody asked for is a fault. Knows no feature: each feature
 * reads its own record from {@link dev.tocsin.config.Fields}. Also reads rule files and rule tests.
 */
@NullMarked
package dev.tocsin.config;

import org.jspecify.annotations.NullMarked;
