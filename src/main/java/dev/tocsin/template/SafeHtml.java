package dev.tocsin.template;

/** Text that is HTML already and is written as it is. */
record SafeHtml(String text) {
    @Override
    public String toString() {
        return text;
    }
}
