package dev.tocsin.ledger.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.alert.Alert;
import dev.tocsin.config.Secret;
import dev.tocsin.deploy.Tenure;
import dev.tocsin.incident.Entry;
import dev.tocsin.incident.Incident;
import dev.tocsin.ledger.AlertKey;
import dev.tocsin.ledger.Logged;
import dev.tocsin.ledger.RandomRecords;
import dev.tocsin.mute.Silence;
import dev.tocsin.notify.Parcel;
import dev.tocsin.oncall.Replacement;
import dev.tocsin.remedy.Act;
import dev.tocsin.uptime.Spell;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.net.URL;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodecTest {
    private static final Map<Class<?>, Codec<?>> CODECS = Map.ofEntries(
            Map.entry(Alert.class, Codecs.ALERT),
            Map.entry(AlertKey.class, Codecs.ALERT_KEY),
            Map.entry(Incident.class, Codecs.INCIDENT),
            Map.entry(Parcel.class, Codecs.PARCEL),
            Map.entry(Act.class, Codecs.ACT),
            Map.entry(Tenure.class, Codecs.TENURE),
            Map.entry(Spell.class, Codecs.SPELL),
            Map.entry(Replacement.class, Codecs.REPLACEMENT),
            Map.entry(Silence.class, Codecs.SILENCE),
            Map.entry(Entry.class, Codecs.ENTRY),
            Map.entry(Logged.class, Codecs.LOGGED));

    static Stream<Class<?>> types() {
        return CODECS.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("types")
    <T> void whatIsReadEqualsWhatWasWritten(Class<T> type) {
        IntStream.range(0, 300).forEach(seed -> {
            T value = new RandomRecords(seed).of(type);
            assertThat(codec(type).parse(codec(type).text(value))).isEqualTo(value);
        });
    }

    @ParameterizedTest
    @MethodSource("types")
    <T> void documentsAreAscii(Class<T> type) {
        IntStream.range(0, 100)
                .forEach(seed -> assertThat(codec(type).text(new RandomRecords(seed).of(type)))
                        .matches(text -> text.chars().allMatch(one -> one >= 0x20 && one < 0x7f)));
    }

    @ParameterizedTest
    @MethodSource("types")
    <T> void aFieldThatIsNotKnownDoesNotMatter(Class<T> type) {
        T value = new RandomRecords(1).of(type);
        String newer = codec(type).text(value).replaceFirst("\\{", "{\"of_tomorrow\":[{\"a\":1}],");
        assertThat(codec(type).parse(newer)).isEqualTo(value);
    }

    /** Addresses and tokens stand in the configuration; what is stored names an endpoint or a service, and no more. */
    @ParameterizedTest
    @MethodSource("types")
    void nothingThatIsStoredCanHoldASecret(Class<?> type) {
        assertThat(reachable(type, new HashSet<>())).doesNotContain(Secret.class, URI.class, URL.class);
    }

    private static Set<Class<?>> reachable(Type type, Set<Class<?>> seen) {
        switch (type) {
            case ParameterizedType generic ->
                Stream.of(generic.getActualTypeArguments()).forEach(part -> reachable(part, seen));
            case Class<?> plain
            when seen.add(plain) -> {
                Stream.ofNullable(plain.getRecordComponents())
                        .flatMap(Stream::of)
                        .forEach(part -> reachable(part.getGenericType(), seen));
                Stream.ofNullable(plain.getPermittedSubclasses())
                        .flatMap(Stream::of)
                        .forEach(part -> reachable(part, seen));
            }
            default -> {}
        }
        return seen;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "[]",
                "null",
                "{}",
                "{\"v\":2}",
                "{\"v\":1}",
                "{\"v\":1,\"incident\":7}",
                "{\"v\":1,\"incident\":\"a\",\"at\":\"yesterday\",\"kind\":\"NOTE\",\"text\":\"t\"}",
                "{\"v\":1,\"incident\":\"a\",\"at\":\"2026-11-01T00:00:00Z\",\"kind\":\"OF_TOMORROW\",\"text\":\"t\"}"
            })
    void whatCannotBeReadIsABadDocument(String text) {
        assertThatThrownBy(() -> Codecs.ENTRY.parse(text)).isInstanceOf(BadDocument.class);
    }

    @Test
    void aBadDocumentSaysWhereAndQuotesNothing() {
        String text = "{\"v\":1,\"id\":\"x\",\"entry\":{\"incident\":\"a\",\"at\":\"topsecret\"}}";
        assertThatThrownBy(() -> Codecs.LOGGED.parse(text)).hasMessage("entry.at: not a time");
    }

    @SuppressWarnings("unchecked")
    private static <T> Codec<T> codec(Class<T> type) {
        return (Codec<T>) Objects.requireNonNull(CODECS.get(type));
    }
}
