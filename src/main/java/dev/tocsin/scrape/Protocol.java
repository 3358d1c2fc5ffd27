package dev.tocsin.scrape;

import dev.tocsin.config.Fields;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;

/** A format in a version, by the name that Prometheus' {@code scrape_protocols} gives it, the best first. */
enum Protocol {
    PROMETHEUS_PROTO(
            "PrometheusProto",
            "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited",
            Format.PROTOBUF),
    OPENMETRICS_1(
            "OpenMetricsText1.0.0",
            "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8",
            Format.OPENMETRICS),
    OPENMETRICS_0("OpenMetricsText0.0.1", "application/openmetrics-text;version=0.0.1", Format.OPENMETRICS),
    TEXT_1("PrometheusText1.0.0", "text/plain;version=1.0.0;escaping=allow-utf-8", Format.TEXT),
    TEXT_0("PrometheusText0.0.4", "text/plain;version=0.0.4", Format.TEXT);

    private final String word;
    private final String mediaType;
    private final Format format;

    Protocol(String word, String mediaType, Format format) {
        this.word = word;
        this.mediaType = mediaType;
        this.format = format;
    }

    Format format() {
        return format;
    }

    private static Protocol of(String word) {
        return Stream.of(values())
                .filter(protocol -> protocol.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of "
                        + String.join(
                                ", ",
                                Stream.of(values())
                                        .map(protocol -> protocol.word)
                                        .toList())));
    }

    /** Reads {@code scrape_protocols}; {@code otherwise} where there is none. */
    private static List<Protocol> list(Fields in, List<Protocol> otherwise) {
        List<Protocol> named = in.parsedList("scrape_protocols", Protocol::of);
        if (EnumSet.copyOf(named.isEmpty() ? List.of(TEXT_0) : named).size() < named.size()) {
            in.fault("scrape_protocols", "names a protocol twice");
        }
        return named.isEmpty() ? otherwise : named;
    }

    /**
     * What holds for jobs that say nothing else.
     *
     * @param protocols that are asked for, in order; empty for the usual
     * @param measure what an OpenMetrics page is held to
     */
    record Usual(List<Protocol> protocols, Measure measure) {
        static final Usual STANDARD = new Usual(List.of(), Measure.STRICT);

        Usual {
            protocols = List.copyOf(protocols);
        }

        /** Reads {@code scrape_protocols} and {@code openmetrics}. */
        static Usual read(Fields in, Usual otherwise) {
            return new Usual(list(in, otherwise.protocols), in.choice("openmetrics", Measure.class, otherwise.measure));
        }
    }

    /** How much is asked of an OpenMetrics page. */
    enum Measure {
        /** What Prometheus asks: the form of each line, and the end. */
        PROMETHEUS,
        /** All that the specification demands. */
        STRICT
    }

    /**
     * What is negotiated.
     *
     * @param protocols that are asked for, in order
     * @param fallback how a page is read that does not say what it is
     * @param measure what an OpenMetrics page is held to
     */
    record Wish(List<Protocol> protocols, Format fallback, Measure measure) {
        Wish {
            protocols = List.copyOf(protocols);
        }

        /**
         * Reads {@code scrape_protocols}, {@code fallback_scrape_protocol} and {@code openmetrics}. Where nothing is said it is every text
         * format and, when {@code buffers} says so since they alone say what is wanted, protocol buffers before them.
         */
        static Wish read(Fields in, boolean buffers, Usual otherwise) {
            Usual said = Usual.read(in, otherwise);
            List<Protocol> named = said.protocols;
            List<Protocol> all = List.of(values());
            List<Protocol> usual = buffers ? all : all.subList(1, all.size());
            Protocol fallback = in.parsed("fallback_scrape_protocol", Protocol::of, TEXT_0);
            return new Wish(named.isEmpty() ? usual : named, fallback.format(), said.measure);
        }

        /** How an answer with that {@code Content-Type} is read. */
        Format format(String contentType) {
            Format format = Format.of(contentType, fallback);
            return format == Format.OPENMETRICS && measure == Measure.STRICT ? Format.STRICT_OPENMETRICS : format;
        }

        /** The header {@code Accept}: each a little less than the one before, and anything at the end. */
        String accept() {
            StringBuilder header = new StringBuilder();
            int weight = protocols.size() + 1;
            for (Protocol protocol : protocols) {
                header.append(protocol.mediaType)
                        .append(";q=0.")
                        .append(weight--)
                        .append(',');
            }
            return header.append("*/*;q=0.").append(weight).toString();
        }
    }
}
