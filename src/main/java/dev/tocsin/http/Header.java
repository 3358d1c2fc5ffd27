package dev.tocsin.http;

/** One header line. The name's case does not matter. */
public record Header(String name, String value) {
    /** The name only: values of headers are where keys hide. */
    @Override
    public String toString() {
        return name + ": <redacted>";
    }
}
