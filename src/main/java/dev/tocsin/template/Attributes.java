package dev.tocsin.template;

import java.util.Optional;

/**
 * Something that templates see as a Go struct: {@code .Status} asks for {@code Status}. Values may be text, numbers,
 * flags, {@code Instant}, {@code ZonedDateTime}, {@code Duration}, {@code Labels}, lists, maps with text keys, and
 * further attributes. A list that is also {@code Attributes} can be ranged over and asked.
 */
@FunctionalInterface
public interface Attributes {
    /** The value of {@code name}; empty when there is no such field, which fails the render. */
    Optional<Object> attribute(String name);
}
