package dev.tocsin.notify;

import dev.tocsin.access.Role;
import dev.tocsin.config.Fields;
import dev.tocsin.incident.Directory;
import dev.tocsin.incident.Endpoint;
import dev.tocsin.oncall.Person;
import dev.tocsin.oncall.Policy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everybody who can be told, as configured: the channel of each endpoint, by its id, and who is reached where. {@code people} and
 * the {@code names} of receivers are in the order of the file.
 */
public record Receivers(Map<String, Channel> channels, Directory directory, List<Person> people, List<String> names) {
    public Receivers {
        channels = Map.copyOf(channels);
        people = List.copyOf(people);
        names = List.copyOf(names);
    }

    /**
     * Reads {@code receivers}, {@code people}, {@code escalation_policies} and {@code global}. {@code kinds} are the channels that
     * there are: a person has the same {@code *_configs} as a receiver.
     */
    public static Receivers read(Fields in, List<ChannelKind> kinds) {
        AddressBook book = in.one("global", global -> AddressBook.open(global, kinds));
        Map<String, List<Endpoint>> receivers = new LinkedHashMap<>();
        Map<String, List<Endpoint>> reachable = new LinkedHashMap<>();
        in.list("receivers", receiver -> {
            String name = book.name(receiver);
            receivers.put(name, book.endpoints(receiver));
            return name;
        });
        List<Person> people = in.list("people", person -> {
            String name = book.name(person);
            reachable.put(name, book.endpoints(person));
            if (reachable.getOrDefault(name, List.of()).isEmpty()) {
                person.fault("", "nobody can reach " + name + ": give " + book.keys());
            }
            return person(name, person);
        });
        Map<String, Policy> policies = Policies.read(in, reachable.keySet());
        return new Receivers(
                book.channels(),
                new Directory(receivers, reachable, policies),
                people,
                List.copyOf(receivers.keySet()));
    }

    /** Whose member id at Slack this is. */
    public Optional<Person> slackUser(String id) {
        return people.stream()
                .filter(person ->
                        person.contact().slackUser().filter(id::equals).isPresent())
                .findFirst();
    }

    private static Person person(String name, Fields in) {
        Optional<String> slack = in.optionalText("slack_user");
        if (slack.filter(id -> !id.matches("[UW][A-Z0-9]+")).isPresent()) {
            in.fault("slack_user", "must be a member id, such as U012AB3CD: names can be taken by anybody");
        }
        Person.Contact contact = new Person.Contact(in.optionalText("email"), in.optionalText("phone"), slack);
        return new Person(name, in.text("role", ""), contact, in.choice("may", Role.class, Role.OPERATOR));
    }
}
