package dev.tocsin.api.prometheus;

import dev.tocsin.app.AgentBean;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** Rules, alerts, targets, and what there is to be known of the process. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class StatusResource {
    private final Reception reception;

    StatusResource(AgentBean bean) {
        this.reception = new Reception(bean);
    }

    /** All rules, with their alerts and how their last evaluation went. */
    @GET
    @Path("rules")
    public Response rules(@Context UriInfo uri) {
        return reception.answer(
                uri,
                (agent, given) ->
                        RuleCalls.rules(agent.sensing().rules(), agent.state().alerts(), given));
    }

    /** All alerts that are pending or fire. */
    @GET
    @Path("alerts")
    public Response alerts(@Context UriInfo uri) {
        return reception.answer(
                uri, (agent, given) -> RuleCalls.alerts(agent.state().alerts()));
    }

    /** What is scraped. */
    @GET
    @Path("targets")
    public Response targets(@Context UriInfo uri) {
        return reception.answer(
                uri, (agent, given) -> TargetCalls.targets(agent.sensing().targets(), given));
    }

    /** What targets say about their families of metrics. */
    @GET
    @Path("metadata")
    public Response metadata(@Context UriInfo uri) {
        return reception.answer(
                uri,
                (agent, given) ->
                        MetadataCalls.families(agent.sensing().targets().described(), given));
    }

    /** The same, target by target. */
    @GET
    @Path("targets/metadata")
    public Response targetMetadata(@Context UriInfo uri) {
        return reception.answer(
                uri,
                (agent, given) ->
                        MetadataCalls.ofTargets(agent.sensing().targets().described(), given));
    }

    /** The names of all jobs that scrape. */
    @GET
    @Path("scrape_pools")
    public Response pools(@Context UriInfo uri) {
        return reception.answer(
                uri, (agent, given) -> TargetCalls.pools(agent.sensing().scrapes()));
    }

    /** Who this is. */
    @GET
    @Path("status/buildinfo")
    public Response build(@Context UriInfo uri) {
        return reception.answer(uri, (agent, given) -> StatusCalls.build(agent));
    }

    /** How it runs. */
    @GET
    @Path("status/runtimeinfo")
    public Response runtime(@Context UriInfo uri) {
        return reception.answer(uri, (agent, given) -> StatusCalls.runtime(agent));
    }

    /** How much there is. */
    @GET
    @Path("status/tsdb")
    public Response head(@Context UriInfo uri) {
        return reception.answer(uri, (agent, given) -> HeadCalls.head(Reception.reading(agent), given));
    }

    /** The configuration, without secrets. */
    @GET
    @Path("status/config")
    public Response config(@Context UriInfo uri) {
        return reception.answer(uri, (agent, given) -> StatusCalls.config(agent));
    }

    /** What Prometheus has flags for. */
    @GET
    @Path("status/flags")
    public Response flags(@Context UriInfo uri) {
        return reception.answer(uri, (agent, given) -> StatusCalls.flags(agent));
    }
}
