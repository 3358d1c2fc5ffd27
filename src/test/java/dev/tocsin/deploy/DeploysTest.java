package dev.tocsin.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.provider.Deployment;
import dev.tocsin.provider.Deployment.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Health is what we saw, and belongs to the deployment that served then. */
final class DeploysTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final Map<String, Instant> WELL = Map.of();

    private Deploys deploys = Deploys.none();

    @Test
    void healthCountsFromTheFirstSightingNotFromWhatThePlatformSays() {
        advance(60, WELL, one("a", Status.ACTIVE, 0));
        assertThat(tenure("a").since()).isEqualTo(at(0));
        assertThat(tenure("a").healthy(at(100))).isEqualTo(seconds(40));
        assertThat(tenure("a").isGood(seconds(40), at(100))).isTrue();
        assertThat(tenure("a").isGood(seconds(41), at(100))).isFalse();
    }

    @Test
    void anAlertEndsHealthAtItsOnset() {
        advance(0, WELL, one("a", Status.ACTIVE, 0));
        advance(100, Map.of("api", at(70)));
        assertThat(tenure("a").healthy(at(200))).isEqualTo(seconds(70));
        assertThat(tenure("a").isGood(seconds(10), at(200))).isFalse();
        advance(200, WELL);
        assertThat(tenure("a").healthy(at(230))).isEqualTo(seconds(100));
        assertThat(tenure("a").isGood(seconds(10), at(230))).isTrue();
    }

    @Test
    void anAlertOfAnotherServiceIsNobodysTrouble() {
        advance(0, WELL, one("a", Status.ACTIVE, 0));
        advance(100, Map.of("web", at(70)));
        assertThat(tenure("a").healthy(at(200))).isEqualTo(seconds(200));
    }

    @Test
    void troubleOfTheNextDeploymentIsNotChargedToTheLastThoughItWasSeenLater() {
        advance(0, WELL, one("a", Status.ACTIVE, 0));
        advance(110, Map.of("api", at(105)));
        advance(130, Map.of("api", at(105)), one("b", Status.ACTIVE, 100), one("a", Status.REPLACED, 0));
        assertThat(tenure("a").until()).contains(at(100));
        assertThat(tenure("a").healthy(at(500))).isEqualTo(seconds(100));
        assertThat(tenure("a").isGood(seconds(100), at(500))).isTrue();
        assertThat(tenure("b").isGood(Duration.ZERO, at(500))).isFalse();
    }

    @Test
    void whatWasIllWhenItWasReplacedIsNeverGood() {
        advance(0, WELL, one("a", Status.ACTIVE, 0));
        advance(1000, Map.of("api", at(900)));
        advance(1010, Map.of("api", at(900)), one("b", Status.ACTIVE, 1005), one("a", Status.REPLACED, 0));
        advance(1100, WELL);
        assertThat(tenure("a").healthy(at(2000))).isEqualTo(seconds(900));
        assertThat(tenure("a").isGood(seconds(10), at(2000))).isFalse();
        assertThat(tenure("b").healthy(at(2000))).isEqualTo(seconds(900));
    }

    @Test
    void timeDownIsNotHealthButABlinkIs() {
        advance(0, WELL, one("a", Status.ACTIVE, 0));
        deploys = Deploys.of(deploys.stream().toList()).resumed(seconds(500), at(600));
        assertThat(tenure("a").healthy(at(610))).isEqualTo(seconds(110));
        deploys = Deploys.of(deploys.stream().toList()).resumed(seconds(60), at(700));
        assertThat(tenure("a").healthy(at(710))).isEqualTo(seconds(210));
    }

    @Test
    void anOldSightingChangesNothing() {
        advance(0, WELL, one("a", Status.ACTIVE, 0));
        advance(130, WELL, one("b", Status.ACTIVE, 100), one("a", Status.REPLACED, 0));
        Deploys before = deploys;
        Sighting old = new Sighting("api", List.of(one("a", Status.ACTIVE, 0)), false, at(90));
        assertThat(deploys.advance(List.of(old), WELL, at(131)).changed()).isEmpty();
        assertThat(before.find("api", "b")).isEqualTo(deploys.find("api", "b"));
    }

    @Test
    void onlyWhatChangedIsForTheLedger() {
        assertThat(advance(0, WELL, one("a", Status.ACTIVE, 0)))
                .extracting(Tenure::deployment)
                .containsExactly("a");
        assertThat(advance(30, WELL, one("a", Status.ACTIVE, 0))).isEmpty();
        assertThat(advance(60, WELL, one("b", Status.ACTIVE, 50), one("a", Status.REPLACED, 0)))
                .extracting(Tenure::deployment)
                .containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void aPlatformThatGoesBackToTheSameDeploymentRevivesItsRecord() {
        advance(0, WELL, one("a", Status.ACTIVE, 0));
        advance(100, WELL, one("b", Status.ACTIVE, 100), one("a", Status.REPLACED, 0));
        advance(200, WELL, one("a", Status.ACTIVE, 200), one("b", Status.REPLACED, 100));
        assertThat(tenure("a").until()).isEmpty();
        assertThat(tenure("a").healthy(at(210))).isEqualTo(seconds(110));
        assertThat(deploys.of("api").getFirst().deployment()).isEqualTo("a");
    }

    private List<Tenure> advance(long at, Map<String, Instant> ailing, Deployment... seen) {
        List<Sighting> sightings =
                seen.length == 0 ? List.of() : List.of(new Sighting("api", Arrays.asList(seen), false, at(at)));
        Deploys.Progress progress = deploys.advance(sightings, ailing, at(at));
        deploys = progress.deploys();
        return progress.changed();
    }

    private Tenure tenure(String deployment) {
        return deploys.find("api", deployment).orElseThrow();
    }

    private static Deployment one(String id, Status status, long since) {
        return new Deployment(id, at(since), status, at(since), true, Optional.of("commit-" + id));
    }

    private static Instant at(long second) {
        return START.plusSeconds(second);
    }

    private static Duration seconds(long count) {
        return Duration.ofSeconds(count);
    }

    @Test
    void productionIsPinnedUntilSomebodyPromotes() {
        List<Deployment> served = List.of(one("b", Status.REPLACED, 10), one("a", Status.ACTIVE, 0));
        Deploys pinned = Deploys.none()
                .advance(List.of(new Sighting("web", served, true, at(20))), Map.of(), at(20))
                .deploys();
        assertThat(pinned.pinned()).extracting(Tenure::pinned).containsExactly(Optional.of(at(20)));
        Deploys still = pinned.advance(List.of(new Sighting("web", served, true, at(50))), Map.of(), at(50))
                .deploys();
        assertThat(still.pinned()).extracting(Tenure::pinned).containsExactly(Optional.of(at(20)));
        Deploys restarted = Deploys.of(still.stream().toList());
        assertThat(restarted.pinned()).hasSize(1);
        List<Deployment> promoted = List.of(one("b", Status.ACTIVE, 80), one("a", Status.REPLACED, 0));
        assertThat(restarted
                        .advance(List.of(new Sighting("web", promoted, false, at(80))), Map.of(), at(80))
                        .deploys()
                        .pinned())
                .isEmpty();
        Deploys sameOne = still.advance(List.of(new Sighting("web", served, false, at(90))), Map.of(), at(90))
                .deploys();
        assertThat(sameOne.pinned()).isEmpty();
    }
}
