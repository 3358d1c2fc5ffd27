package dev.tocsin.web;

import dev.tocsin.app.Agent;
import dev.tocsin.app.AgentBean;
import dev.tocsin.incident.Incident;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;

/** The console's pages. Each reads one published state once. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class ConsoleResource {
    private static final Duration LATELY = Duration.ofDays(7);
    private static final Duration LONG = Duration.ofDays(90);
    private static final int MOST_LATELY = 10;
    private static final int MOST = 200;

    private final AgentBean bean;
    private final Frames frames;

    ConsoleResource(AgentBean bean, Frames frames) {
        this.bean = bean;
        this.frames = frames;
    }

    /** Services, open incidents, and how the agent fares. */
    @GET
    public Response overview(@QueryParam("service") @DefaultValue("") String filter) {
        return page("Overview", "overview", (glance, frame) -> {
            Past past = Past.recent(agent().history(), LATELY, MOST_LATELY, glance.now());
            return Html.ok(Templates.overview(frame, Overview.of(glance, past, filter.strip())));
        });
    }

    /** All incidents that are remembered. */
    @GET
    @Path("incidents")
    public Response incidents() {
        return page("Incidents", "incidents", (glance, frame) -> {
            Past past = Past.recent(agent().history(), LONG, MOST, glance.now());
            return Html.ok(Templates.incidents(frame, IncidentList.of(glance, past)));
        });
    }

    /** One incident with its timeline. {@code said} is what its reader has just done. */
    @GET
    @Path("incidents/{id}")
    public Response incident(@PathParam("id") String id, @QueryParam("said") @DefaultValue("") String said) {
        return page("Incident", "incidents", (glance, frame) -> {
            Past past = Past.of(agent().history(), id);
            Optional<Incident> open = glance.state().incidents().stream()
                    .filter(one -> one.id().equals(id))
                    .findFirst();
            return open.or(() -> past.incidents().stream().findFirst())
                    .map(incident -> Html.ok(
                            Templates.incident(frame, IncidentPage.of(incident, past, glance), Said.words(said))))
                    .orElseGet(() ->
                            Html.answer(404, Templates.notice(frame, "No such incident", missing(past), "/incidents")));
        });
    }

    private static String missing(Past past) {
        return past.fault().isEmpty()
                ? "No open incident has this name, and none that is remembered."
                : "No open incident has this name, and the ledger cannot be read: " + past.fault();
    }

    /** Probes, scrapes and collectors; those of one service when it is named. */
    @GET
    @Path("targets")
    public Response targets(@QueryParam("service") @DefaultValue("") String service) {
        return page(
                "Targets",
                "targets",
                (glance, frame) -> Html.ok(Templates.targets(frame, TargetsPage.of(glance, service))));
    }

    /** Every rule with its state and its last evaluations. */
    @GET
    @Path("rules")
    public Response rules() {
        return page("Rules", "rules", (glance, frame) -> Html.ok(Templates.rules(frame, RulesPage.of(glance))));
    }

    /** Silences, and making one. */
    @GET
    @Path("silences")
    public Response silences(@QueryParam("said") @DefaultValue("") String said) {
        return page(
                "Silences",
                "silences",
                (glance, frame) -> Html.ok(Templates.silences(frame, SilencesPage.of(glance), Said.words(said))));
    }

    /** An instant query as a table. */
    @GET
    @Path("query")
    public Response query(@QueryParam("q") @DefaultValue("") String query) {
        return page(
                "Query",
                "query",
                (glance, frame) -> Html.ok(Templates.query(
                        frame,
                        QueryPage.of(
                                query,
                                agent().desk(),
                                agent().sensing().series(),
                                glance.now().toEpochMilli()))));
    }

    private Agent agent() {
        return bean.agent().orElseThrow();
    }

    private Response page(String title, String section, BiFunction<Glance, Frame, Response> page) {
        return bean.agent()
                .map(agent -> {
                    Glance glance = Glance.of(agent);
                    return page.apply(glance, frames.console(title, section, glance));
                })
                .orElseGet(Html::notStarted);
    }
}
