package dev.tocsin.cli;

/** Why a command cannot do what was asked: a sentence for the person at the terminal, without a stack trace. */
final class Complaint extends RuntimeException {
    private static final long serialVersionUID = 1;

    Complaint(String sentence) {
        super(sentence);
    }
}
