package dev.tocsin.notify;

import dev.tocsin.access.Role;
import dev.tocsin.config.Fields;
import dev.tocsin.incident.Directory;
import dev.tocsin.incident.Endpoint;
import dev.tocsin.incident.Page.Kind;
import dev.tocsin.oncall.Digest;
import dev.tocsin.oncall.Person;
import dev.tocsin.oncall.Policy;
import dev.tocsin.oncall.Schedule;
import dev.tocsin.oncall.Schedules;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
        return read(in, kinds, Set.of());
    }

    /** As {@link #read(Fields, List)}; {@code intervals} are the time intervals that there are: rules of policies may name them. */
    public static Receivers read(Fields in, List<ChannelKind> kinds, Set<String> intervals) {
        AddressBook book = in.one("global", global -> AddressBook.open(global, kinds));
        Map<String, List<Endpoint>> receivers = new LinkedHashMap<>();
        Map<String, Digest> digests = new LinkedHashMap<>();
        Map<String, List<Endpoint>> reachable = new LinkedHashMap<>();
        in.list("receivers", receiver -> {
            String name = book.name(receiver);
            List<Endpoint> endpoints = book.endpoints(receiver);
            Optional<Digest> digest = receiver.optional("digest", Digest::read);
            digest.ifPresent(one -> endpoints.forEach(endpoint -> digests.put(endpoint.id(), one)));
            receivers.put(name, digest.isEmpty() ? endpoints : collecting(receiver, endpoints));
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
        Map<String, Schedule> schedules = Schedules.read(in, people);
        Map<String, Policy> policies =
                Policies.read(in, new Policies.Names(reachable.keySet(), schedules.keySet(), intervals));
        return new Receivers(
                book.channels(),
                new Directory(receivers, reachable, policies, schedules, digests, book.changes()),
                people,
                List.copyOf(receivers.keySet()));
    }

    /** What is collected is told whole, ends too; it makes one mail, and what is not a mail has no use of it. */
    private static List<Endpoint> collecting(Fields in, List<Endpoint> endpoints) {
        if (endpoints.stream().anyMatch(endpoint -> !endpoint.id().contains("/email/"))) {
            in.fault("digest", "is one mail: give it a receiver of its own, with nothing but email_configs");
        }
        return endpoints.stream()
                .map(endpoint -> new Endpoint(endpoint.id(), EnumSet.of(Kind.TRIGGER, Kind.RESOLVE)))
                .toList();
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
        Person.Contact contact =
                new Person.Contact(in.optionalText("email"), in.optionalText("phone"), slack, Wording.zone(in));
        return new Person(name, in.text("role", ""), contact, in.choice("may", Role.class, Role.OPERATOR));
    }
}
