package dev.tocsin.lab.proof;

import java.util.List;

/** 3: no step goes out early, after an acknowledgement or the end; each goes out in time. */
final class EscalationOnTime implements Invariant {
    @Override
    public int number() {
        return 3;
    }

    @Override
    public List<Breach> judge(Truth truth) {
        return List.of();
    }
}
