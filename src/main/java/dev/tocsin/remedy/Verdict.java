package dev.tocsin.remedy;

/** What one guard says, and on what evidence; {@code evidence} is for people. */
record Verdict(Guard guard, Says says, String evidence) {
    /** What a guard can say. */
    enum Says {
        /** Nothing against it. */
        YES,
        /** It would be wrong. */
        NO,
        /** It cannot be known; and so it is not done. */
        NO_EVIDENCE
    }

    static Verdict yes(Guard guard, String evidence) {
        return new Verdict(guard, Says.YES, evidence);
    }

    static Verdict no(Guard guard, String evidence) {
        return new Verdict(guard, Says.NO, evidence);
    }

    static Verdict unknown(Guard guard, String evidence) {
        return new Verdict(guard, Says.NO_EVIDENCE, evidence);
    }

    static Verdict of(boolean yes, Guard guard, String evidence) {
        return yes ? yes(guard, evidence) : no(guard, evidence);
    }
}
