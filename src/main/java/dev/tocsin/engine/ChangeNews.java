package dev.tocsin.engine;

import dev.tocsin.deploy.Deploys;
import dev.tocsin.deploy.Tenure;
import dev.tocsin.incident.ActNews;
import dev.tocsin.incident.Endpoint;
import dev.tocsin.incident.Incident;
import dev.tocsin.incident.Incidents;
import dev.tocsin.incident.Page;
import dev.tocsin.incident.Page.Kind;
import dev.tocsin.incident.Page.Reason;
import dev.tocsin.incident.Severity;
import dev.tocsin.model.Labels;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Changes, for endpoints that want to hear of them: what was deployed, and what we had done. They wake nobody; whoever looks at an
 * incident sees what went before. Each is told once: it is a page in the transaction that notes the change itself.
 */
final class ChangeNews {
    private final List<Endpoint> endpoints;
    private final Instant now;
    private final List<Page> pages = new ArrayList<>();

    ChangeNews(List<Endpoint> endpoints, Instant now) {
        this.endpoints = endpoints;
        this.now = now;
    }

    /** Of {@code changed}, what serves now and did not {@code before}. The first that we see of a service is no change. */
    ChangeNews deployed(Deploys before, List<Tenure> changed) {
        for (Tenure tenure : changed) {
            Optional<Tenure> served = before.of(tenure.service()).stream()
                    .filter(known -> known.until().isEmpty())
                    .findFirst();
            boolean isNew = tenure.until().isEmpty()
                    && served.filter(known -> !known.deployment().equals(tenure.deployment()))
                            .isPresent();
            if (isNew) {
                String commit =
                        tenure.commit().map(id -> " (commit " + id + ")").orElse("");
                String words = tenure.service() + " runs deployment " + tenure.deployment() + commit + ", before "
                        + served.orElseThrow().deployment();
                tell(view("", tenure.service(), words), tenure.deployment(), Reason.DEPLOYED);
            }
        }
        return this;
    }

    /** Acts that a platform was asked for. Who hears of them as news of the incident anyway is not told twice. */
    ChangeNews acted(List<ActNews> news, Incidents incidents) {
        for (ActNews one : news) {
            if (one.kind() == ActNews.Kind.STARTED) {
                Optional<Incident> incident = incidents.find(one.incident());
                String service = incident.map(
                                known -> known.origin().group().labels().get("service"))
                        .orElse("");
                List<Endpoint> others = endpoints.stream()
                        .filter(endpoint -> !isTold(incident, endpoint))
                        .toList();
                new ChangeNews(others, now)
                        .tell(view(one.incident(), service, one.remedy() + ": " + one.text()), one.act(), Reason.ACTED)
                        .pages()
                        .forEach(pages::add);
            }
        }
        return this;
    }

    List<Page> pages() {
        return List.copyOf(pages);
    }

    private static boolean isTold(Optional<Incident> incident, Endpoint endpoint) {
        return endpoint.takes().contains(Kind.PROGRESS)
                && incident.filter(known -> known.told().containsKey(endpoint.id()))
                        .isPresent();
    }

    private ChangeNews tell(Page.View view, String what, Reason reason) {
        for (Endpoint endpoint : endpoints) {
            String id = "change-"
                    + Labels.of("what", what, "service", view.group().get("service"), "endpoint", endpoint.id())
                            .fingerprint()
                    + '-' + Long.toString(now.toEpochMilli(), Character.MAX_RADIX);
            // A lane of its own: no change gives way to a newer one.
            pages.add(new Page(id, id, endpoint, Kind.PROGRESS, reason, now, view, List.of(), List.of()));
        }
        return this;
    }

    private Page.View view(String incident, String service, String headline) {
        Labels group = service.isEmpty() ? Labels.empty() : Labels.of("service", service);
        return new Page.View(
                incident,
                group,
                "",
                Severity.LOW,
                now,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of(),
                headline);
    }

    /** All that {@code endpoints} are to be told. */
    static List<Page> pages(List<Endpoint> endpoints, Seen seen, Instant now) {
        return endpoints.isEmpty()
                ? List.of()
                : new ChangeNews(endpoints, now)
                        .deployed(seen.before(), seen.changed())
                        .acted(seen.news(), seen.incidents())
                        .pages();
    }

    /** What a turn has seen. */
    record Seen(Deploys before, List<Tenure> changed, List<ActNews> news, Incidents incidents) {}
}
