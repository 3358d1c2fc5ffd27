package dev.tocsin.api.prometheus;

import dev.tocsin.model.Labels;
import dev.tocsin.model.Matcher;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** {@code series}, {@code labels} and {@code label/NAME/values}: which series there are, without their samples. For any thread. */
final class SeriesCalls {
    /** Escapes of names that are not allowed in addresses start so, as in Prometheus 3. */
    private static final String ESCAPED = "U__";

    /** {@code match[], start, end, limit}. */
    Answer series(Reading from, Parameters given) throws Refusal {
        if (!given.has("match[]")) {
            throw Refusal.badData("no match[] parameter provided");
        }
        Found found = found(from, given);
        List<String> warnings = found.warnings(from);
        List<Labels> kept =
                Cut.to(found.limit(), found.series().stream().sorted().toList(), warnings);
        return new Answer(
                out -> {
                    out.writeStartArray();
                    ValueJson json = new ValueJson(out);
                    for (Labels labels : kept) {
                        json.labels(labels);
                    }
                    out.writeEndArray();
                },
                warnings,
                List.of());
    }

    /** Of these three calls this one alone names the parameter when a selector is wrong. */
    private static Found found(Reading from, Parameters given) throws Refusal {
        try {
            Selectors.of(given);
        } catch (Refusal wrong) {
            throw Refusal.parameter("match[]", wrong.words());
        }
        return Found.of(from, given);
    }

    /** {@code match[], start, end, limit}. */
    Answer names(Reading from, Parameters given) throws Refusal {
        return texts(from, given, (labels, texts) -> labels.forEach((name, value) -> texts.add(name)));
    }

    /** {@code match[], start, end, limit}; {@code name} may be escaped. */
    Answer values(Reading from, Parameters given, String name) throws Refusal {
        String plain = name.startsWith(ESCAPED) ? unescaped(name.substring(ESCAPED.length())) : name;
        return texts(from, given, (labels, texts) -> {
            if (labels.has(plain)) {
                texts.add(labels.get(plain));
            }
        });
    }

    private static Answer texts(Reading from, Parameters given, BiConsumer<Labels, Set<String>> take) throws Refusal {
        Found found = Found.of(from, given);
        Set<String> texts = new TreeSet<>();
        found.series().forEach(labels -> take.accept(labels, texts));
        List<String> warnings = found.warnings(from);
        List<String> kept = Cut.to(found.limit(), List.copyOf(texts), warnings);
        return new Answer(out -> Answer.array(out, kept), warnings, List.of());
    }

    /** {@code __} is an underscore, {@code _2e_} the character of that number; what is neither stays as it is. */
    private static String unescaped(String text) {
        StringBuilder plain = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int end = text.charAt(at) == '_' ? text.indexOf('_', at + 1) : -1;
            if (end < 0) {
                plain.append(text.charAt(at++));
                continue;
            }
            String code = text.substring(at + 1, end);
            if (code.isEmpty()) {
                plain.append('_');
            } else if (code.matches("[0-9A-Fa-f]{1,6}") && Character.isValidCodePoint(Integer.parseInt(code, 16))) {
                plain.appendCodePoint(Integer.parseInt(code, 16));
            } else {
                return ESCAPED + text;
            }
            at = end + 1;
        }
        return plain.toString();
    }

    /** The series that a request asks for. */
    private record Found(Set<Labels> series, List<List<Matcher>> selectors, int limit) {
        static Found of(Reading from, Parameters given) throws Refusal {
            Times times = new Times(given);
            int limit = times.limit("limit");
            long start = times.optional("start", Times.MIN);
            long end = times.optional("end", Times.MAX);
            List<List<Matcher>> selectors = Selectors.of(given);
            Set<Labels> series = new LinkedHashSet<>();
            for (List<Matcher> matchers : selectors.isEmpty() ? List.of(List.<Matcher>of()) : selectors) {
                series.addAll(from.store().labels(matchers, start, end));
            }
            return new Found(series, selectors, limit);
        }

        List<String> warnings(Reading from) {
            return new ArrayList<>(from.dropped(selectors));
        }
    }
}
