package dev.tocsin.lab.world;

import java.util.List;
import java.util.Locale;

/** Who is in the story, in the order of the escalation policy. */
public final class Cast {
    /** Somebody with a phone. {@code key} is the routing key of the person's own service at PagerDuty. */
    public record Person(String name, String role, String key) {
        /** The person's member id at Slack. */
        public String slackUser() {
            return "U0" + name.toUpperCase(Locale.ROOT);
        }
    }

    /** The first to be told. */
    public static final Person ANN = person("ann", "the on-call engineer");

    /** Told when nobody acknowledges. */
    public static final Person BEA = person("bea", "the engineering lead");

    /** Told when all else fails. */
    public static final Person CYN = person("cyn", "the CTO");

    /** Everybody, in order. */
    public static final List<Person> ALL = List.of(ANN, BEA, CYN);

    /** The channel. */
    public static final String CHANNEL = "#alerts";

    /** The mailbox. */
    public static final String TEAM = "team@demo.test";

    private Cast() {}

    private static Person person(String name, String role) {
        return new Person(name, role, "routing-key-of-" + name);
    }
}
