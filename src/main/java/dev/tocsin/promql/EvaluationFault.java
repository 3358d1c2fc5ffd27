package dev.tocsin.promql;

/** Ends an evaluation; the engine makes an {@link Outcome.Failure} of it. Never leaves this package. */
final class EvaluationFault extends Exception {
    private static final long serialVersionUID = 1;

    private final Outcome.Cause cause;

    private EvaluationFault(Outcome.Cause cause, String message) {
        super(message, null, false, false);
        this.cause = cause;
    }

    /** The expression does not fit the times that it is asked over. */
    static EvaluationFault query(String message) {
        return new EvaluationFault(Outcome.Cause.QUERY, message);
    }

    /** The expression does not fit the data. */
    static EvaluationFault of(String message) {
        return new EvaluationFault(Outcome.Cause.EXECUTION, message);
    }

    static EvaluationFault tooMuch(String message) {
        return new EvaluationFault(Outcome.Cause.TOO_MUCH, message);
    }

    static EvaluationFault timeout() {
        return new EvaluationFault(Outcome.Cause.TIMEOUT, "query timed out in expression evaluation");
    }

    static EvaluationFault sameLabels() {
        return of("vector cannot contain metrics with the same labelset");
    }

    Outcome.Failure asFailure() {
        return new Outcome.Failure(cause, String.valueOf(getMessage()));
    }
}
