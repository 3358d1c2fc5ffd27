package dev.tocsin.oncall;

import dev.tocsin.access.Role;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Somebody who can be woken. {@code name} is the key that policies use; {@code role} is what pages call them; {@code may} is what they
 * may do where they show who they are.
 */
public record Person(String name, String role, Contact contact, Role may) {
    /** Where else they are known: {@code slackUser} is the member id, such as {@code U012AB3CD}, which nobody can choose; times are told in {@code zone}. */
    public record Contact(
            Optional<String> email, Optional<String> phone, Optional<String> slackUser, Optional<ZoneId> zone) {}
}
