package dev.tocsin.http;

/** The parts of an exchange, in the order in which they happen; the names are blackbox_exporter's. */
public enum Phase {
    /** The host's name is being looked up. */
    RESOLVE,
    /** The TCP connection is being made, to the proxy when there is one. */
    CONNECT,
    /** The TLS handshake. */
    TLS,
    /** The request is being sent, and the head of the answer awaited. */
    PROCESSING,
    /** The body of the answer is being read. */
    TRANSFER;

    /** As it stands in labels and messages: {@code resolve}, {@code connect}, ... */
    public String word() {
        return switch (this) {
            case RESOLVE -> "resolve";
            case CONNECT -> "connect";
            case TLS -> "tls";
            case PROCESSING -> "processing";
            case TRANSFER -> "transfer";
        };
    }
}
