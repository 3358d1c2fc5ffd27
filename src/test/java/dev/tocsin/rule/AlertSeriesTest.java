package dev.tocsin.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alert.Alerts;
import dev.tocsin.alert.Finding;
import dev.tocsin.alert.Finding.Hit;
import dev.tocsin.alert.Finding.Occasion;
import dev.tocsin.alert.Finding.Result;
import dev.tocsin.alert.Hold;
import dev.tocsin.alert.RuleKey;
import dev.tocsin.model.Labels;
import dev.tocsin.model.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class AlertSeriesTest {
    private static final RuleKey RULE = new RuleKey("f.yml", "g", "A", 0);
    private static final Hold HOLD = new Hold(Duration.ofSeconds(10), Duration.ZERO);

    private Alerts alerts = Alerts.none();
    private AlertSeries series = AlertSeries.none();

    @Test
    void followsAnAlertThroughItsLife() {
        assertThat(at(0, Occasion.INTERVAL, met()))
                .containsExactly(
                        "{__name__=\"ALERTS\", alertname=\"A\", alertstate=\"pending\"} 1.0",
                        "{__name__=\"ALERTS_FOR_STATE\", alertname=\"A\"} 0.0");
        assertThat(at(10, Occasion.ARRIVAL, met())).isEmpty();
        assertThat(at(20, Occasion.INTERVAL, met()))
                .containsExactly(
                        "{__name__=\"ALERTS\", alertname=\"A\", alertstate=\"firing\"} 1.0",
                        "{__name__=\"ALERTS_FOR_STATE\", alertname=\"A\"} 0.0",
                        "{__name__=\"ALERTS\", alertname=\"A\", alertstate=\"pending\"} stale");
        assertThat(at(30, Occasion.INTERVAL, new Result.Failed("no"))).isEmpty();
        assertThat(at(40, Occasion.INTERVAL, new Result.Met(List.of())))
                .containsExactly(
                        "{__name__=\"ALERTS\", alertname=\"A\", alertstate=\"firing\"} stale",
                        "{__name__=\"ALERTS_FOR_STATE\", alertname=\"A\"} stale");
        assertThat(at(50, Occasion.INTERVAL, new Result.Met(List.of()))).isEmpty();
    }

    @Test
    void marksAlertsOfRulesThatAreGone() {
        at(0, Occasion.INTERVAL, met());
        AlertSeries.Next gone = series.retain(Set.of(), 5_000);
        assertThat(gone.samples()).hasSize(2).allMatch(sample -> Sample.isStale(sample.value()));
        assertThat(gone.series().retain(Set.of(), 6_000).samples()).isEmpty();
    }

    @Test
    void showsThoseOfNow() {
        at(0, Occasion.INTERVAL, met());
        assertThat(AlertSeries.current(alerts, 7_000)).hasSize(2).allMatch(sample -> sample.timeMillis() == 7_000);
    }

    private static Result met() {
        return new Result.Met(List.of(new Hit(Labels.of("alertname", "A"), Map.of(), 1)));
    }

    private List<String> at(long second, Occasion occasion, Result result) {
        Finding finding = new Finding(RULE, HOLD, Instant.ofEpochSecond(second), occasion, result);
        alerts = alerts.advance(List.of(finding));
        AlertSeries.Next next = series.after(List.of(finding), alerts);
        series = next.series();
        return next.samples().stream()
                .map(sample -> sample.labels() + " " + (Sample.isStale(sample.value()) ? "stale" : sample.value()))
                .toList();
    }
}
