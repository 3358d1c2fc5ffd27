package dev.tocsin.collect;

/**
 * Why a question was not answered.
 *
 * @param cause one of a closed set of words of its kind, such as {@code timeout}; the label of {@code
 * collect_failure_info}
 * @param detail for people, without secrets
 */
public record Failure(String cause, String detail) {}
