package dev.tocsin.architecture;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A call that answers differently each time, though nothing was passed in; and the packages that may make it. */
enum Ambient {
    TIME(Set.of("clock")),
    CHANCE(Set.of("clock")),
    ENVIRONMENT(Set.of("cli", "app"));

    private static final Set<String> SLEEPS =
            Set.of("java.lang.Thread.sleep", "java.util.concurrent.TimeUnit.sleep", "java.lang.Thread.onSpinWait");
    private static final Set<String> TIMES = Set.of(
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.time.Clock.system",
            "java.time.Clock.systemUTC",
            "java.time.Clock.systemDefaultZone");
    private static final Set<String> CHANCES = Set.of(
            "java.lang.Math.random",
            "java.util.UUID.randomUUID",
            "java.util.concurrent.ThreadLocalRandom.current",
            "java.util.random.RandomGenerator.getDefault");
    private static final Set<String> UNSEEDED =
            Set.of("java.util.Random", "java.util.SplittableRandom", "java.security.SecureRandom");

    private final Set<String> home;

    Ambient(Set<String> home) {
        this.home = Set.copyOf(home);
    }

    /** The top packages that may make the call. */
    Set<String> home() {
        return home;
    }

    /** What kind of call this is; empty for the many that are none. */
    static Optional<Ambient> of(CodeUnitAccessTarget target) {
        String owner = target.getOwner().getName();
        String call = owner + "." + target.getName();
        if (SLEEPS.contains(call) || TIMES.contains(call) || readsCalendar(owner, target)) {
            return Optional.of(TIME);
        }
        if (CHANCES.contains(call) || (constructs(target) && UNSEEDED.contains(owner))) {
            return Optional.of(CHANCE);
        }
        return call.equals("java.lang.System.getenv") ? Optional.of(ENVIRONMENT) : Optional.empty();
    }

    /** {@code now} of any type in java.time that is not given a clock, and {@code new Date()}. */
    private static boolean readsCalendar(String owner, CodeUnitAccessTarget target) {
        if (owner.equals("java.util.Date")) {
            return constructs(target);
        }
        return owner.startsWith("java.time.")
                && target.getName().equals("now")
                && !parameters(target).contains("java.time.Clock");
    }

    private static boolean constructs(CodeUnitAccessTarget target) {
        return target.getName().equals("<init>") && parameters(target).isEmpty();
    }

    private static List<String> parameters(CodeUnitAccessTarget target) {
        return target.getRawParameterTypes().stream()
                .map(type -> type.getName())
                .toList();
    }
}
