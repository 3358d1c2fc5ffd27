package dev.tocsin.series;

/**
 * How much a store holds at a moment.
 *
 * @param series that are kept
 * @param unwanted series that came in the last hour and are not kept
 * @param samples in memory
 * @param bytes that the samples take, the index apart
 * @param tally what became of all samples since the start
 */
public record Stock(int series, int unwanted, long samples, long bytes, Tally tally) {}
