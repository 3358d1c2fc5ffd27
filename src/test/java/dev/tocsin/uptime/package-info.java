@NullMarked
package dev.tocsin.uptime;

import org.jspecify.annotations.NullMarked;
