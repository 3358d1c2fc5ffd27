package dev.tocsin.lab.world;

import dev.tocsin.clock.Clock;
import dev.tocsin.clock.Timers;
import dev.tocsin.lab.Asked;
import dev.tocsin.lab.Deployed;
import dev.tocsin.lab.railway.FakeRailway;
import dev.tocsin.lab.vercel.FakeVercel;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The platform that deploys the app. Safe for any thread. */
sealed interface Host extends AutoCloseable {
    /** Starts the platform of {@code kind} on a free port. */
    static Host start(Platform kind, Clock clock) {
        return switch (kind) {
            case RAILWAY -> Railway.start(clock);
            case VERCEL -> Vercel.start(clock);
        };
    }

    Platform kind();

    URI url();

    /** The variables by which the agent's configuration finds it. */
    Map<String, String> environment();

    /** Somebody deploys {@code commit}. */
    void deploy(String commit);

    void whenServing(Timers timers, Consumer<Deployed> told);

    List<Deployed> deployments();

    List<Asked> asked();

    List<Asked> rollbacks();

    /** Since when somebody has asked what serves. */
    default Optional<Instant> watchedSince() {
        return asked().stream().map(Asked::at).findFirst();
    }

    @Override
    void close();

    /** A backend on Railway. */
    record Railway(FakeRailway fake) implements Host {
        private static final String TOKEN = "demo-project-token";
        private static final FakeRailway.Times TIMES = new FakeRailway.Times(
                Duration.ofMillis(300), Duration.ofMillis(1500), Duration.ofSeconds(1), Duration.ofDays(5));

        static Railway start(Clock clock) {
            return new Railway(FakeRailway.start(
                    clock, new FakeRailway.Settings("demo-project", "demo-environment", "demo-api", TOKEN, TIMES), 0));
        }

        @Override
        public Platform kind() {
            return Platform.RAILWAY;
        }

        @Override
        public URI url() {
            return fake.url();
        }

        @Override
        public Map<String, String> environment() {
            return Map.of("DEMO_RAILWAY", url().toString(), "DEMO_RAILWAY_TOKEN", TOKEN);
        }

        @Override
        public void deploy(String commit) {
            String unused = fake.deploy(commit);
        }

        @Override
        public void whenServing(Timers timers, Consumer<Deployed> told) {
            fake.whenServing(timers, told);
        }

        @Override
        public List<Deployed> deployments() {
            return fake.deployments();
        }

        @Override
        public List<Asked> asked() {
            return fake.asked();
        }

        @Override
        public List<Asked> rollbacks() {
            return fake.rollbacks();
        }

        @Override
        public void close() {
            fake.close();
        }
    }

    /** A frontend on Vercel. */
    record Vercel(FakeVercel fake) implements Host {
        private static final String TOKEN = "demo-vercel-token";
        private static final FakeVercel.Times TIMES =
                new FakeVercel.Times(Duration.ofMillis(1800), Duration.ofMillis(1200));

        static Vercel start(Clock clock) {
            return new Vercel(FakeVercel.start(
                    clock, new FakeVercel.Settings("demo-project", "demo-team", TOKEN, false, TIMES), 0));
        }

        @Override
        public Platform kind() {
            return Platform.VERCEL;
        }

        @Override
        public URI url() {
            return fake.url();
        }

        @Override
        public Map<String, String> environment() {
            return Map.of("DEMO_VERCEL", url().toString(), "DEMO_VERCEL_TOKEN", TOKEN);
        }

        @Override
        public void deploy(String commit) {
            String unused = fake.deploy(commit);
        }

        @Override
        public void whenServing(Timers timers, Consumer<Deployed> told) {
            fake.whenServing(timers, told);
        }

        @Override
        public List<Deployed> deployments() {
            return fake.deployments();
        }

        @Override
        public List<Asked> asked() {
            return fake.asked();
        }

        @Override
        public List<Asked> rollbacks() {
            return fake.rollbacks();
        }

        @Override
        public void close() {
            fake.close();
        }
    }
}
