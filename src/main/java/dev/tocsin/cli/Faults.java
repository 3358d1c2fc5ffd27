package dev.tocsin.cli;

import dev.tocsin.config.Fault;
import dev.tocsin.config.Fault.Severity;
import java.util.Collection;

/** How faults are counted for people. */
final class Faults {
    private Faults() {}

    /** {@code 1 fault}, {@code 3 faults}; warnings are none. */
    static String count(Collection<Fault> faults) {
        return count(errors(faults), "fault");
    }

    static long errors(Collection<Fault> faults) {
        return faults.stream()
                .filter(fault -> fault.severity() == Severity.ERROR)
                .count();
    }

    /** {@code 1 file}, {@code 2 files}. */
    static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
