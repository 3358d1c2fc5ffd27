package dev.tocsin.template;

/** Ends a parse or a render from deep within; never leaves the package. Has no stack trace: it is not a bug of ours. */
final class TemplateError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int at;

    /** {@code at} is an offset in the template's text; negative where only the caller knows it. */
    TemplateError(int at, String message) {
        super(message, null, false, false);
        this.at = at;
    }

    TemplateError(String message) {
        this(-1, message);
    }

    int at() {
        return at;
    }

    String words() {
        return String.valueOf(getMessage());
    }
}
