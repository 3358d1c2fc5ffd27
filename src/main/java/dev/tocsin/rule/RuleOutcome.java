package dev.tocsin.rule;

import dev.tocsin.alert.Finding;
import dev.tocsin.alert.Hold;
import dev.tocsin.promql.Value;
import java.util.List;

/** What one evaluation of one rule came to. */
public sealed interface RuleOutcome {
    /** Which rule. */
    Rule rule();

    /** How it went. */
    Trace trace();

    /**
     * What the rule found. A recording rule finds nothing that could alert, but its finding says whether it could be
     * evaluated.
     */
    Finding finding();

    /** An alerting rule's. */
    record Alerted(AlertingRule rule, Finding finding, Trace trace) implements RuleOutcome {}

    /**
     * A recording rule's: the samples to be appended, with a stale marker for each series that it no longer gives. None
     * when it failed.
     */
    record Recorded(RecordingRule rule, List<Value.Entry> samples, Trace trace) implements RuleOutcome {
        public Recorded {
            samples = List.copyOf(samples);
        }

        @Override
        public Finding finding() {
            Finding.Result result =
                    trace.failed() ? new Finding.Result.Failed(trace.error()) : new Finding.Result.Met(List.of());
            return new Finding(rule.key(), Hold.NONE, trace.at(), trace.occasion(), result);
        }
    }
}
