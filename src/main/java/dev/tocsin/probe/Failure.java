package dev.tocsin.probe;

/**
 * Why a check failed.
 *
 * @param cause one of a closed set of words of its kind, such as {@code timeout} or {@code json}; the label of
 *     {@code probe_failure_info}
 * @param detail for people: what was wanted and what was seen, without secrets
 */
public record Failure(String cause, String detail) {}
