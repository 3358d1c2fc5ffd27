package dev.tocsin.api.prometheus;

/** Why a request gets no answer: becomes the {@code errorType}, the {@code error} and the status. Never leaves this package. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    private final Kind kind;

    /** Prometheus' kinds of errors. */
    enum Kind {
        /** The request is wrong. */
        BAD_DATA("bad_data", 400),
        /** The expression does not fit the data. */
        EXECUTION("execution", 422),
        /** It took too long. */
        TIMEOUT("timeout", 503),
        /** There is nothing yet that could answer. */
        UNAVAILABLE("unavailable", 503),
        /** A bug. */
        INTERNAL("internal", 500);

        private final String word;
        private final int status;

        Kind(String word, int status) {
            this.word = word;
            this.status = status;
        }

        String word() {
            return word;
        }

        int status() {
            return status;
        }
    }

    Refusal(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    static Refusal badData(String message) {
        return new Refusal(Kind.BAD_DATA, message);
    }

    /** As Prometheus says that one parameter is wrong. */
    static Refusal parameter(String name, String message) {
        return badData("invalid parameter \"" + name + "\": " + message);
    }

    Kind kind() {
        return kind;
    }

    String words() {
        return String.valueOf(getMessage());
    }
}
