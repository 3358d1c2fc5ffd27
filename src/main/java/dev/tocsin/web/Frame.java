package dev.tocsin.web;

/**
 * What surrounds every page: {@code environment} of the agent, the {@code section} of the console that it belongs to, {@code live},
 * what the stream of news last said when the page was made, {@code follows}, which news it is to be made anew for, and {@code seal}, which
 * its forms must bring back.
 */
public record Frame(
        String title, String environment, String section, Stamp now, String live, String follows, String seal) {}
