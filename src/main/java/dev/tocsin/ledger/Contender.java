package dev.tocsin.ledger;

/** One of several agents on a ledger: {@code key} is minted at its start; {@code host} and {@code pid} tell people which it is. */
public record Contender(String key, String host, long pid) {
    @Override
    public String toString() {
        return "pid " + pid + " on " + host;
    }
}
