package dev.tocsin.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.incident.Page.Kind;
import dev.tocsin.lab.SimulatedClock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** Each attempt comes back as exactly one outcome, whatever the channel does. */
class CourierTest {
    private static final String SECRET = "s3cr3t";

    private final SimulatedClock clock = new SimulatedClock(Pages.START);
    private final BlockingQueue<Outcome> inbox = new LinkedBlockingQueue<>();

    @Test
    void postsWhatTheChannelSays() throws InterruptedException {
        Outcome outcome = carry(Map.of("ann/pagerduty/0", (page, deadline) -> new Delivery.Accepted("ok")));
        assertThat(outcome).isEqualTo(new Outcome("a1b2c3d4e5-k3x-1", 3, new Delivery.Accepted("ok"), Pages.START));
    }

    @Test
    void anEndpointThatIsGoneIsRefused() throws InterruptedException {
        assertThat(carry(Map.of()).delivery())
                .isEqualTo(new Delivery.Refused(Cause.NOT_CONFIGURED, "ann/pagerduty/0 is not configured any more"));
    }

    @Test
    void aBugIsUnknownAndItsWordsAreNotLogged() throws InterruptedException {
        List<String> logged = new CopyOnWriteArrayList<>();
        Handler handler = handler(logged);
        Logger log = Logger.getLogger(Courier.class.getName());
        log.addHandler(handler);
        Outcome outcome;
        try {
            outcome = carry(Map.of("ann/pagerduty/0", (page, deadline) -> {
                throw new IllegalArgumentException("token " + SECRET);
            }));
        } finally {
            log.removeHandler(handler);
        }
        assertThat(logged)
                .singleElement()
                .asString()
                .contains("IllegalArgumentException")
                .doesNotContain(SECRET);
        assertThat(outcome.delivery())
                .isEqualTo(new Delivery.Unknown(Cause.FAULT, "internal error: IllegalArgumentException"));
    }

    private static Handler handler(List<String> logged) {
        return new Handler() {
            @Override
            public void publish(LogRecord entry) {
                logged.add(entry.getMessage() + " " + entry.getThrown());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }

    private Outcome carry(Map<String, Channel> channels) throws InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            new Courier(() -> channels, threads, clock, () -> true, inbox::add)
                    .carry(new Attempt(Pages.of(Kind.TRIGGER, "ann/pagerduty/0"), 3, Pages.START.plusSeconds(10)));
            Outcome outcome = inbox.poll(10, TimeUnit.SECONDS);
            assertThat(List.copyOf(inbox)).isEmpty();
            return java.util.Objects.requireNonNull(outcome);
        }
    }
}
