package dev.tocsin.ledger;

import dev.tocsin.model.Labels;
import dev.tocsin.model.Matcher;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Random values of any record, by its components, so that a field that is added later is tried too. Texts have everything that
 * breaks encodings; numbers, times and collections have their edges.
 */
public final class RandomRecords {
    private static final List<String> NASTY = List.of(
            "",
            " ",
            "a",
            "Zürich – 東京 🚨",
            "\u0000",
            "\ud83d",
            "\udea8x",
            "'; DROP TABLE alert; --",
            "\"quoted\" \\ back\\slash",
            "line\r\nbreak\ttab",
            "<script>alert(1)</script>",
            "null",
            "{}",
            "x".repeat(500));
    private static final List<Double> NUMBERS = List.of(
            0.0,
            -0.0,
            1.0,
            0.1,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Double.MIN_VALUE,
            Double.MAX_VALUE);

    private final Random random;

    public RandomRecords(long seed) {
        this.random = new Random(seed);
    }

    /** A random value of {@code type}. */
    public <T> T of(Class<T> type) {
        return type.cast(value(type, 0));
    }

    /** A few random values of {@code type}. */
    public <T> List<T> listOf(Class<T> type) {
        return IntStream.range(0, random.nextInt(4)).mapToObj(one -> of(type)).toList();
    }

    private Object value(Type type, int depth) {
        return switch (type) {
            case ParameterizedType generic -> container(generic, depth);
            case Class<?> plain when plain.isRecord() -> record(plain, depth);
            case Class<?> plain when plain.isSealed() -> value(variant(plain, depth), depth + 1);
            case Class<?> plain when plain.isEnum() -> pick(Arrays.asList(plain.getEnumConstants()));
            case Class<?> plain -> leaf(plain);
            default -> throw new IllegalArgumentException("unknown type " + type);
        };
    }

    private Class<?> variant(Class<?> sealed, int depth) {
        List<Class<?>> variants = Arrays.asList(sealed.getPermittedSubclasses());
        // A variant that holds another must come to an end.
        return depth > 8 ? variants.getFirst() : pick(variants);
    }

    private Object container(ParameterizedType generic, int depth) {
        Class<?> raw = (Class<?>) generic.getRawType();
        Type[] of = generic.getActualTypeArguments();
        if (raw == Optional.class) {
            return random.nextBoolean() ? Optional.empty() : Optional.of(value(of[0], depth + 1));
        }
        if (raw == Map.class || raw == SortedMap.class) {
            Map<Object, Object> map = raw == Map.class ? new HashMap<>() : new TreeMap<>();
            several().forEach(one -> map.put(value(of[0], depth + 1), value(of[1], depth + 1)));
            return map;
        }
        List<Object> values = several().mapToObj(one -> value(of[0], depth + 1)).toList();
        if (raw == List.class) {
            return values;
        }
        if (raw == Set.class) {
            return new HashSet<>(values);
        }
        if (raw == SortedSet.class) {
            return new TreeSet<>(values);
        }
        throw new IllegalArgumentException("unknown container " + raw);
    }

    private Object leaf(Class<?> type) {
        if (type == String.class) {
            return text();
        }
        if (type == Instant.class) {
            return instant();
        }
        if (type == Duration.class) {
            return Duration.ofNanos(random.nextLong());
        }
        if (type == int.class) {
            return random.nextInt();
        }
        if (type == long.class) {
            return random.nextLong();
        }
        if (type == boolean.class) {
            return random.nextBoolean();
        }
        if (type == double.class) {
            return random.nextBoolean() ? pick(NUMBERS) : random.nextGaussian() * 1e9;
        }
        if (type == Labels.class) {
            Map<String, String> labels = new TreeMap<>();
            several().forEach(one -> labels.put(text(), text()));
            return Labels.of(labels);
        }
        if (type == Matcher.class) {
            return Matcher.of(text(), pick(Arrays.asList(Matcher.Op.values())), pick(List.of("", "a|b", "x.*", "東京")));
        }
        throw new IllegalArgumentException("unknown type " + type);
    }

    private Object record(Class<?> type, int depth) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        List<Object> values = new ArrayList<>();
        for (RecordComponent component : components) {
            values.add(value(component.getGenericType(), depth + 1));
        }
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values.toArray());
        } catch (InvocationTargetException
                | IllegalAccessException
                | InstantiationException
                | NoSuchMethodException bad) {
            throw new IllegalStateException("cannot make a " + type, bad);
        }
    }

    private String text() {
        return random.nextInt(3) > 0 ? "t" + random.nextInt(100) : pick(NASTY);
    }

    private Instant instant() {
        return switch (random.nextInt(10)) {
            case 0 -> Instant.EPOCH;
            case 1 -> Instant.MAX;
            case 2 -> Instant.MIN;
            default ->
                Instant.ofEpochSecond(1_790_000_000L + random.nextInt(100_000_000), random.nextInt(1_000_000_000));
        };
    }

    private IntStream several() {
        return IntStream.range(0, random.nextInt(4));
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
