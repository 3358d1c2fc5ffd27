package dev.tocsin.lab.proof;

import java.util.List;

/** One of the ten that must hold whatever happens; judges a world that is over. */
interface Invariant {
    /** All ten, by their numbers. */
    List<Invariant> ALL = List.of(
            new NoPageLost(),
            new NoResolveLost(),
            new EscalationOnTime(),
            new RestartIsNoEvent(),
            new DuplicatesBounded(),
            new ActsNotRepeated(),
            new ActsNeedLeave(),
            new ActingFailsClosed(),
            new OneBadThing(),
            new NothingSecretLeaves());

    /** As the design counts them. */
    int number();

    /** Where it did not hold. */
    List<Breach> judge(Truth truth);

    /** Its name in what is printed: that of its class. */
    default String name() {
        return getClass().getSimpleName();
    }
}
