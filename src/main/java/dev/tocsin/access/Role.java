package dev.tocsin.access;

import java.util.Locale;

/** What a caller may do. Each role may do what those before it may. */
public enum Role {
    /** Looks. */
    VIEWER,
    /** Acknowledges, notes, silences, reloads. */
    OPERATOR,
    /** Gives leave to acts on platforms, and takes it. */
    APPROVER;

    /** Whether who has this role may do what takes {@code needed}. */
    public boolean covers(Role needed) {
        return compareTo(needed) >= 0;
    }

    /** As it stands in {@code tocsin.yml}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
