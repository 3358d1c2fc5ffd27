package dev.tocsin.oncall;

import java.util.Optional;

/** Somebody who can be woken. {@code name} is the key that policies use; {@code role} is what pages call them. */
public record Person(String name, String role, Optional<String> email, Optional<String> phone) {}
