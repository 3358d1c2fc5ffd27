package dev.tocsin.rule;

import dev.tocsin.model.Labels;

/**
 * What templates know of the agent.
 *
 * @param externalLabels who this agent is among others, such as the environment
 * @param externalUrl where people reach it; may be empty
 */
public record Surroundings(Labels externalLabels, String externalUrl) {
    /** Nothing known. */
    public static Surroundings none() {
        return new Surroundings(Labels.empty(), "");
    }
}
