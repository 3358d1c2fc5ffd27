package dev.tocsin.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.api.PagerDutyAlerts.Answer;
import dev.tocsin.app.HooksConfig.PagerDutyApi;
import dev.tocsin.clock.SystemClock;
import dev.tocsin.config.Secret;
import dev.tocsin.lab.Fault;
import dev.tocsin.lab.pagerduty.FakePagerDuty;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against PagerDuty's REST API as the lab has it. */
final class PagerDutyAlertsTest {
    private static final String TOKEN = "y_NbAkKc66ryYTWUXYEu";

    private final FakePagerDuty platform =
            FakePagerDuty.start(new SystemClock(), 0).incident(TOKEN, "Q1", List.of("i-1:ann/pagerduty/0", "i-2:x"));
    private final PagerDutyAlerts alerts = new PagerDutyAlerts();

    @AfterEach
    void close() {
        alerts.close();
        platform.close();
    }

    @Test
    void anIncidentsAlertsHaveOurKeys() {
        assertThat(ask(TOKEN, "Q1")).isEqualTo(new Answer.Keys(List.of("i-1:ann/pagerduty/0", "i-2:x")));
    }

    @Test
    void aWrongTokenAndAnIncidentThatIsGoneAreNotAskedAgain() {
        assertThat(ask("other", "Q1")).isEqualTo(new Answer.Never("HTTP 401"));
        assertThat(ask(TOKEN, "Q2")).isEqualTo(new Answer.Never("HTTP 404"));
    }

    @Test
    void whatPassesIsAskedAgain() {
        platform.faults().next(Fault.rateLimited(10), Fault.status(500));
        assertThat(ask(TOKEN, "Q1")).isEqualTo(new Answer.Later("HTTP 429"));
        assertThat(ask(TOKEN, "Q1")).isEqualTo(new Answer.Later("HTTP 500"));
        assertThat(ask(TOKEN, "Q1")).isInstanceOf(Answer.Keys.class);
    }

    private Answer ask(String token, String incident) {
        return alerts.keys(new PagerDutyApi(Secret.of(token), platform.uri()), incident);
    }
}
