package dev.tocsin.notify;

import dev.tocsin.calendar.Zones;
import dev.tocsin.config.Fields;
import dev.tocsin.incident.Endpoint;
import dev.tocsin.incident.Page;
import dev.tocsin.model.Labels;
import dev.tocsin.template.Dialect;
import dev.tocsin.template.Library;
import dev.tocsin.template.Parsed;
import dev.tocsin.template.Template;
import dev.tocsin.template.TemplateFault;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What all messages have in common: where people reach us, who we are among other agents (the external labels, such as the
 * environment), in which zone each receiver and person is told times (UTC where nothing is said), and the named templates that their
 * own may call. Those of Alertmanager's defaults are known, so that a receiver that names them goes on working.
 */
public record Wording(Optional<URI> external, Labels home, Library library, Map<String, ZoneId> zones) {
    public Wording {
        zones = Map.copyOf(zones);
    }

    /** With Alertmanager's names and none of the operator's. */
    public static Wording of(Optional<URI> external) {
        return new Wording(external, Labels.empty(), UsualTemplates.in(Library.empty(Dialect.MESSAGES)), Map.of());
    }

    /** With the operator's too: those that the files of {@code templates} define, as patterns of paths. */
    public static Wording read(Fields in, Optional<URI> external, Labels home) {
        Library library = of(external).library();
        for (Path file : in.files("templates")) {
            library = defined(in, library, file);
        }
        return new Wording(external, home, library, zones(in));
    }

    /** What {@code time_zone} says of one person or receiver. */
    static Optional<ZoneId> zone(Fields in) {
        return in.optionalParsed("time_zone", Zones::parse);
    }

    private static Map<String, ZoneId> zones(Fields in) {
        Map<String, ZoneId> zones = new HashMap<>();
        for (String key : List.of("receivers", "people")) {
            in.list(key, one -> {
                if (one.has("time_zone")) {
                    zone(one).ifPresent(zone -> zones.put(one.text("name", ""), zone));
                }
                return key;
            });
        }
        return zones;
    }

    private static Library defined(Fields in, Library library, Path file) {
        try {
            return switch (library.with(String.valueOf(file.getFileName()), Files.readString(file))) {
                case Parsed.Ready<Library>(Library more) -> more;
                case Parsed.Broken<Library>(TemplateFault fault) -> {
                    in.fault("templates", fault.toString());
                    yield library;
                }
            };
        } catch (IOException unreadable) {
            in.fault("templates", "cannot read " + file + " as text in UTF-8");
            return library;
        }
    }

    /** A text under {@code key}, if there is one; what is wrong with it is a fault at its place. */
    public Phrase phrase(Fields in, String key) {
        return in.optionalText(key).map(text -> parsed(in, key, key, text)).orElse(Phrase.NONE);
    }

    /** The texts of the mapping under {@code key}, in its order. */
    public Map<String, Phrase> phrases(Fields in, String key) {
        Map<String, Phrase> phrases = new LinkedHashMap<>();
        in.textMap(key).forEach((name, text) -> phrases.put(name, parsed(in, key, name, text)));
        return phrases;
    }

    /** The words for {@code page}; texts from labels and annotations pass through {@code escape} on their way into templates. */
    public Letter letter(Page page, UnaryOperator<String> escape) {
        return new Letter(page, new Letter.Reader(external, zone(page.endpoint()), home), escape);
    }

    private ZoneId zone(Endpoint endpoint) {
        String owner = endpoint.id().replaceFirst("/.*", "");
        return zones.getOrDefault(owner, ZoneOffset.UTC);
    }

    private Phrase parsed(Fields in, String key, String name, String text) {
        return switch (library.template(name, text)) {
            case Parsed.Ready<Template>(Template template) -> {
                Set<String> undefined = template.undefined();
                if (!undefined.isEmpty()) {
                    in.fault(key, "calls a template that nobody defines: " + String.join(", ", undefined));
                }
                yield new Phrase(Optional.of(template));
            }
            case Parsed.Broken<Template>(TemplateFault fault) -> {
                if (name.equals(key)) {
                    in.fault(in.place(key, fault.line(), fault.column()), key, fault.message());
                } else {
                    in.fault(key, fault.toString());
                }
                yield Phrase.NONE;
            }
        };
    }
}
