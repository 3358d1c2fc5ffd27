package dev.tocsin.config;

import java.util.Optional;

/** The environment variables that {@code ${NAME}} may name. Read while a file is loaded, never later. */
@FunctionalInterface
public interface Environment {
    /** The value of {@code name}; empty when it is not set. */
    Optional<String> variable(String name);
}
