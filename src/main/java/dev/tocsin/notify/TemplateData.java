package dev.tocsin.notify;

import dev.tocsin.incident.Member;
import dev.tocsin.incident.Page;
import dev.tocsin.template.Attributes;
import java.time.Instant;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A page as Alertmanager's templates see one: {@code .Status}, {@code .Alerts.Firing}, {@code .CommonLabels} and so on. Texts that
 * come from labels and annotations pass through {@code escape}, so that no label can speak a channel's markup.
 */
record TemplateData(Page page, String externalUrl, UnaryOperator<String> escape) implements Attributes {
    /** Go's zero time: the end of what has not ended. */
    private static final Instant NEVER = Instant.parse("0001-01-01T00:00:00Z");

    private static final String FIRING = "firing";
    private static final String RESOLVED = "resolved";

    @Override
    public Optional<Object> attribute(String name) {
        return switch (name) {
            case "Receiver" -> Optional.of(page.incident().receiver());
            case "Status" -> Optional.of(status(page));
            case "Alerts" ->
                Optional.of(new Alerts(page.members().stream().map(this::alert).toList()));
            case "GroupLabels" -> Optional.of(escaped(page.incident().group().toMap()));
            case "CommonLabels" -> Optional.of(escaped(Alike.labels(page)));
            case "CommonAnnotations" -> Optional.of(escaped(Alike.annotations(page)));
            case "RouteLabels" -> Optional.of(Map.<String, String>of());
            case "ExternalURL" -> Optional.of(externalUrl);
            default -> Optional.empty();
        };
    }

    /** {@code firing} as long as one does. */
    private static String status(Page page) {
        return page.firing().isEmpty() ? RESOLVED : FIRING;
    }

    private OneAlert alert(Member member) {
        return new OneAlert(member, escaped(member.labels().toMap()), escaped(member.annotations()));
    }

    private SortedMap<String, String> escaped(Map<String, String> texts) {
        SortedMap<String, String> escaped = new TreeMap<>();
        texts.forEach((name, text) -> escaped.put(name, escape.apply(text)));
        return escaped;
    }

    /** One alert of the page. */
    private record OneAlert(Member member, SortedMap<String, String> labels, SortedMap<String, String> annotations)
            implements Attributes {
        @Override
        public Optional<Object> attribute(String name) {
            return switch (name) {
                case "Status" -> Optional.of(member.isFiring() ? FIRING : RESOLVED);
                case "Labels" -> Optional.of(labels);
                case "Annotations" -> Optional.of(annotations);
                case "StartsAt" -> Optional.of(member.since());
                case "EndsAt" -> Optional.of(member.ended().orElse(NEVER));
                case "GeneratorURL" -> Optional.of(member.source());
                case "Fingerprint" -> Optional.of(member.labels().fingerprint());
                default -> Optional.empty();
            };
        }
    }

    /** A list that can also be asked for {@code .Firing} and {@code .Resolved}. */
    private static final class Alerts extends AbstractList<OneAlert> implements Attributes {
        private final List<OneAlert> all;

        Alerts(List<OneAlert> all) {
            this.all = all;
        }

        @Override
        public OneAlert get(int index) {
            return all.get(index);
        }

        @Override
        public int size() {
            return all.size();
        }

        @Override
        public Optional<Object> attribute(String name) {
            return switch (name) {
                case "Firing" -> Optional.of(sift(true));
                case "Resolved" -> Optional.of(sift(false));
                default -> Optional.empty();
            };
        }

        private List<OneAlert> sift(boolean firing) {
            return all.stream()
                    .filter(alert -> alert.member.isFiring() == firing)
                    .toList();
        }
    }
}
