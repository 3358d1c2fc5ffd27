package dev.tocsin.lab.proof;

import java.util.List;

/** 10: a key that a channel's fault blurts out is in nothing that is sent, and not in the ledger. */
final class NothingSecretLeaves implements Invariant {
    @Override
    public int number() {
        return 10;
    }

    @Override
    public List<Breach> judge(Truth truth) {
        boolean sent = truth.diary().receipts.stream()
                .anyMatch(receipt -> receipt.page().toString().contains(FarEnds.SECRET));
        boolean kept = truth.diary().kept.contains(FarEnds.SECRET);
        return sent || kept
                ? List.of(truth.breach(
                        this, truth.world().times().end(), "a key is in " + (sent ? "a page" : "the ledger")))
                : List.of();
    }
}
