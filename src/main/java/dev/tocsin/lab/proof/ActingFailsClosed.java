package dev.tocsin.lab.proof;

import java.util.List;

/** 8: without its ledger nobody acts. That people are told all the same is judged with 1: an outage of the ledger excuses nothing there. */
final class ActingFailsClosed implements Invariant {
    @Override
    public int number() {
        return 8;
    }

    @Override
    public List<Breach> judge(Truth truth) {
        return truth.diary().asked.stream()
                .filter(asked -> !asked.connected())
                .map(asked -> truth.breach(this, asked.at(), "acted without the ledger: " + asked.pull()))
                .toList();
    }
}
