package dev.tocsin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.deploy.Deploys;
import dev.tocsin.deploy.Sighting;
import dev.tocsin.incident.ActNews;
import dev.tocsin.incident.Endpoint;
import dev.tocsin.incident.Incidents;
import dev.tocsin.incident.Page;
import dev.tocsin.provider.Deployment;
import dev.tocsin.provider.Deployment.Status;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Changes for those who ask for them. */
final class ChangeNewsTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final List<Endpoint> WHO = List.of(
            new Endpoint("ann/pagerduty/0", EnumSet.allOf(Page.Kind.class)),
            new Endpoint("ops/pagerduty/0", EnumSet.of(Page.Kind.TRIGGER)));

    private Deploys deploys = Deploys.none();

    @Test
    void anotherDeploymentThatServesIsTold() {
        assertThat(see(START, "dpl_1"))
                .as("the first that is seen is no change")
                .isEmpty();
        assertThat(see(START.plusSeconds(60), "dpl_1")).isEmpty();
        List<Page> told = see(START.plusSeconds(120), "dpl_2", "dpl_1");
        assertThat(told).hasSize(2).allSatisfy(page -> {
            assertThat(page.kind()).isEqualTo(Page.Kind.PROGRESS);
            assertThat(page.incident().headline())
                    .isEqualTo("api runs deployment dpl_2 (commit c-dpl_2), before dpl_1");
        });
        assertThat(told).extracting(Page::dedupKey).doesNotHaveDuplicates();
        assertThat(see(START.plusSeconds(180), "dpl_2", "dpl_1")).isEmpty();
        assertThat(see(START.plusSeconds(240), "dpl_1", "dpl_2"))
                .as("gone back to")
                .hasSize(2);
    }

    @Test
    void whatAPlatformWasAskedForIsTold() {
        ActNews started = news(ActNews.Kind.STARTED, "asked Railway to go back to dpl_1");
        ActNews verified = news(ActNews.Kind.VERIFIED, "well again");
        List<Page> told = ChangeNews.pages(
                WHO, new ChangeNews.Seen(deploys, List.of(), List.of(started, verified), Incidents.none()), START);
        assertThat(told).hasSize(2).allSatisfy(page -> {
            assertThat(page.incident().headline()).isEqualTo("rollback-api: asked Railway to go back to dpl_1");
            assertThat(page.incidentId()).isEqualTo("i-1");
        });
    }

    private static ActNews news(ActNews.Kind kind, String text) {
        return new ActNews("i-1", "i-1/rollback-api", "rollback-api", kind, text, START);
    }

    private List<Page> see(Instant at, String... newestFirst) {
        List<Deployment> all = List.of(newestFirst).stream()
                .map(id -> new Deployment(
                        id,
                        START,
                        id.equals(newestFirst[0]) ? Status.ACTIVE : Status.REPLACED,
                        at,
                        true,
                        Optional.of("c-" + id)))
                .toList();
        Deploys.Progress seen = deploys.advance(List.of(new Sighting("api", all, false, at)), Map.of(), at);
        List<Page> pages =
                ChangeNews.pages(WHO, new ChangeNews.Seen(deploys, seen.changed(), List.of(), Incidents.none()), at);
        deploys = seen.deploys();
        return pages;
    }
}
