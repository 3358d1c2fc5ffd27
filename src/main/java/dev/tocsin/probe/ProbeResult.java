package dev.tocsin.probe;

import dev.tocsin.model.Sample;
import java.util.List;
import java.util.Optional;

/**
 * What a check came to.
 *
 * @param samples the numbers, of one instant, with the target's labels
 * @param failure empty when the check succeeded
 */
public record ProbeResult(List<Sample> samples, Optional<Failure> failure) {
    public ProbeResult {
        samples = List.copyOf(samples);
    }
}
