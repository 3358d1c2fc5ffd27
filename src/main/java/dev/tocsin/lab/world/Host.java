package dev.tocsin.lab.world;

import dev.tocsin.clock.Clock;
import dev.tocsin.lab.FakePlatform;
import dev.tocsin.lab.railway.FakeRailway;
import dev.tocsin.lab.vercel.FakeVercel;
import java.time.Duration;
import java.util.Map;

/** What the app is deployed on; {@code environment} are the variables by which the agent's configuration finds it. */
record Host(Platform kind, FakePlatform platform, Map<String, String> environment) {
    private static final String RAILWAY_TOKEN = "demo-project-token";
    private static final FakeRailway.Times RAILWAY_TIMES = new FakeRailway.Times(
            Duration.ofMillis(300), Duration.ofMillis(1500), Duration.ofSeconds(1), Duration.ofDays(5));
    private static final String VERCEL_TOKEN = "demo-vercel-token";
    private static final FakeVercel.Times VERCEL_TIMES =
            new FakeVercel.Times(Duration.ofMillis(1800), Duration.ofMillis(1200));

    /** Starts the platform of {@code kind} on a free port. */
    static Host start(Platform kind, Clock clock) {
        return switch (kind) {
            case RAILWAY -> railway(clock);
            case VERCEL -> vercel(clock);
        };
    }

    private static Host railway(Clock clock) {
        FakeRailway fake = FakeRailway.start(
                clock,
                new FakeRailway.Settings("demo-project", "demo-environment", "demo-api", RAILWAY_TOKEN, RAILWAY_TIMES),
                0);
        return new Host(
                Platform.RAILWAY,
                fake,
                Map.of("DEMO_RAILWAY", fake.url().toString(), "DEMO_RAILWAY_TOKEN", RAILWAY_TOKEN));
    }

    private static Host vercel(Clock clock) {
        FakeVercel fake = FakeVercel.start(
                clock, new FakeVercel.Settings("demo-project", "demo-team", VERCEL_TOKEN, false, VERCEL_TIMES), 0);
        return new Host(
                Platform.VERCEL, fake, Map.of("DEMO_VERCEL", fake.url().toString(), "DEMO_VERCEL_TOKEN", VERCEL_TOKEN));
    }
}
