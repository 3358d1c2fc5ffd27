package dev.tocsin.template;

import java.util.List;

/** A named body: a whole template, or what stands between {@code define} and {@code end}. */
record Definition(Origin origin, List<Node> body) {}
