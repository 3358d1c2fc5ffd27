package dev.tocsin.rule;

/** Ends the evaluation of one rule; never leaves the package. Has no stack trace: it is not a bug of ours. */
final class RuleFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** More results than the group's limit: in Prometheus this clears the rule's alerts. */
    private final boolean overLimit;

    private RuleFault(String message, boolean overLimit) {
        super(message, null, false, false);
        this.overLimit = overLimit;
    }

    static RuleFault of(String message) {
        return new RuleFault(message, false);
    }

    static RuleFault overLimit(String message) {
        return new RuleFault(message, true);
    }

    boolean isOverLimit() {
        return overLimit;
    }

    String words() {
        return String.valueOf(getMessage());
    }
}
