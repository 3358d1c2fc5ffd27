package dev.tocsin.notify;

import dev.tocsin.config.Fields;
import dev.tocsin.config.Secret;
import dev.tocsin.incident.Endpoint;
import dev.tocsin.incident.Page.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Collects channels while receivers and people are read, and gives each endpoint its id. */
final class AddressBook {
    /** What the keys in {@code global} of Alertmanager's other kinds begin with. */
    private static final List<String> OTHERS =
            List.of("jira_", "mattermost_", "opsgenie_", "rocketchat_", "telegram_", "victorops_", "webex_", "wechat_");

    private static final String CONFIGS = "_configs";

    private final Map<ChannelKind, ChannelKind.Reader> readers = new LinkedHashMap<>();
    private final Map<String, Channel> channels = new LinkedHashMap<>();
    private final List<Endpoint> changes = new ArrayList<>();
    private final Map<Secret, String> buckets = new HashMap<>();
    private final Set<String> names = new HashSet<>();

    private AddressBook() {}

    static AddressBook open(Fields global, List<ChannelKind> kinds) {
        AddressBook book = new AddressBook();
        global.keys().stream()
                .filter(key -> OTHERS.stream().anyMatch(key::startsWith))
                .filter(global::has)
                .forEach(key -> global.warn(key, "is not used: there is no channel of this kind"));
        kinds.forEach(kind -> book.readers.put(kind, kind.defaults(global)));
        return book;
    }

    /** The entry's name. Receivers and people share one space of names, because their endpoints do. */
    String name(Fields in) {
        String name = in.text("name");
        if (!name.isEmpty() && !names.add(name)) {
            in.fault("name", "is taken: another receiver or person is called \"" + name + '"');
        }
        return name;
    }

    /** All the entry's channels, as endpoints. */
    List<Endpoint> endpoints(Fields in) {
        List<Endpoint> endpoints = new ArrayList<>();
        String name = in.text("name", "");
        refuseOthers(in);
        readers.forEach((kind, reader) -> {
            List<Endpoint> ofKind = new ArrayList<>();
            in.list(kind.name() + CONFIGS, entry -> {
                String id = name + '/' + kind.name() + '/' + ofKind.size();
                Channel channel = reader.read(entry);
                Endpoint endpoint = new Endpoint(id, takes(entry, kind.takes()), bucket(id, channel));
                ofKind.add(endpoint);
                if (kind.tellsChanges() && entry.flag("send_changes", false)) {
                    changes.add(endpoint);
                }
                channels.put(id, channel);
                return id;
            });
            endpoints.addAll(ofKind);
        });
        return endpoints;
    }

    /** One fault a kind, which explains all that stands below it. */
    private void refuseOthers(Fields in) {
        Set<String> known =
                readers.keySet().stream().map(kind -> kind.name() + CONFIGS).collect(Collectors.toSet());
        in.keys().stream()
                .filter(key -> key.endsWith(CONFIGS) && !known.contains(key))
                .filter(in::has)
                .forEach(key -> in.fault(
                        key,
                        "there is no channel called " + key.substring(0, key.length() - CONFIGS.length())
                                + "; there are: " + keys()));
    }

    /** Called by an endpoint and not by its key: it stands in the ledger. */
    private String bucket(String id, Channel channel) {
        return channel.credential()
                .filter(key -> !key.isEmpty())
                .map(key -> buckets.computeIfAbsent(key, first -> id))
                .orElse(id);
    }

    /** Those that want to hear of deployments and of what is done. */
    List<Endpoint> changes() {
        return changes;
    }

    Map<String, Channel> channels() {
        return channels;
    }

    /** The keys under which channels stand, for people. */
    String keys() {
        return readers.keySet().stream().map(kind -> kind.name() + CONFIGS).collect(Collectors.joining(", "));
    }

    private static Set<Kind> takes(Fields in, ChannelKind.Takes usual) {
        EnumSet<Kind> takes = EnumSet.of(Kind.TRIGGER);
        if (in.flag("send_resolved", usual.resolved())) {
            takes.add(Kind.RESOLVE);
        }
        if (in.flag("send_updates", usual.updates())) {
            takes.add(Kind.ACKNOWLEDGE);
            takes.add(Kind.PROGRESS);
        }
        return takes;
    }
}
