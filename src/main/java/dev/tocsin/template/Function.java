package dev.tocsin.template;

/** A function that templates may call, and how many arguments it takes. */
record Function(String name, int least, int most, Body body) {
    /** For {@link #most} of a function that takes any number. */
    static final int MANY = Integer.MAX_VALUE;

    /** The work itself. Throws {@link TemplateError} for arguments that it cannot use. */
    @FunctionalInterface
    interface Body {
        Object apply(Args args, Execution run);
    }

    /** Checks the count and calls. */
    Object call(Args args, Execution run) {
        if (args.size() < least || args.size() > most) {
            String wanted = most == MANY ? "at least " + least : least == most ? "" + least : least + " to " + most;
            throw new TemplateError("wrong number of args for " + name + ": want " + wanted + " got " + args.size());
        }
        try {
            return Value.of(body.apply(args, run));
        } catch (TemplateError failed) {
            throw failed.at() >= 0 ? failed : new TemplateError("error calling " + name + ": " + failed.words());
        }
    }
}
