package dev.tocsin.web;

import java.util.Map;

/** What a page says after a form was sent: a word of its address becomes one of these sentences, and nothing else does. */
final class Said {
    private static final Map<String, String> WORDS = Map.of(
            "acknowledged", "It is yours. Nobody else is woken for it meanwhile.",
            "unacknowledged", "Given back: the next person is told.",
            "handed", "Handed over: who is to have it is told. If they do not acknowledge, the next is.",
            "noted", "Kept with the incident.",
            "approved", "Approved. The evidence is weighed once more, then it is done.",
            "rejected", "Rejected. It will not be done.",
            "unpinned",
                    "Heard. The platform is looked at, then production goes on: the timeline says what comes of it.",
            "silenced", "Silenced.",
            "ended", "The silence ends now.");

    private Said() {}

    static String words(String said) {
        return WORDS.getOrDefault(said, "");
    }
}
