package dev.tocsin.lab.world;

/** What the app of a story is deployed on. */
public enum Platform {
    /** A backend: the bad version answers 200 and says that it has no database. */
    RAILWAY("Railway", "answers 200 and \"database\": false"),
    /** A frontend: the bad version crashes on every page. */
    VERCEL("Vercel", "answers every page with 500");

    private final String word;
    private final String trouble;

    Platform(String word, String trouble) {
        this.word = word;
        this.trouble = trouble;
    }

    /** Its name, for people. */
    public String word() {
        return word;
    }

    /** What the bad version does. */
    String trouble() {
        return trouble;
    }
}
