package dev.tocsin.api.prometheus;

import dev.tocsin.app.AgentBean;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** What is asked with an expression. Each also as a form. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class QueryResource {
    private final Reception reception;

    QueryResource(AgentBean bean) {
        this.reception = new Reception(bean);
    }

    /** The value of an expression at an instant. */
    @GET
    @Path("query")
    public Response query(@Context UriInfo uri) {
        return queryForm(uri, "");
    }

    /** The same, as a form. */
    @POST
    @Path("query")
    public Response queryForm(@Context UriInfo uri, String form) {
        return reception.answer(
                uri, form, (agent, given) -> new Queries(agent.desk()).instant(Reception.reading(agent), given));
    }

    /** The values of an expression over a range of time. */
    @GET
    @Path("query_range")
    public Response range(@Context UriInfo uri) {
        return rangeForm(uri, "");
    }

    /** The same, as a form. */
    @POST
    @Path("query_range")
    public Response rangeForm(@Context UriInfo uri, String form) {
        return reception.answer(
                uri, form, (agent, given) -> new Queries(agent.desk()).range(Reception.reading(agent), given));
    }

    /** The exemplars of the series that an expression reads. */
    @GET
    @Path("query_exemplars")
    public Response exemplars(@Context UriInfo uri) {
        return exemplarsForm(uri, "");
    }

    /** The same, as a form. */
    @POST
    @Path("query_exemplars")
    public Response exemplarsForm(@Context UriInfo uri, String form) {
        return reception.answer(
                uri,
                form,
                (agent, given) ->
                        new ExemplarCalls(agent.desk(), agent.sensing().exemplars()).query(given));
    }

    /** An expression, written prettily. */
    @GET
    @Path("format_query")
    public Response format(@Context UriInfo uri) {
        return formatForm(uri, "");
    }

    /** The same, as a form. */
    @POST
    @Path("format_query")
    public Response formatForm(@Context UriInfo uri, String form) {
        return reception.answer(uri, form, (agent, given) -> StatusCalls.formatted(agent.desk(), given));
    }

    /** The tree of an expression. */
    @GET
    @Path("parse_query")
    public Response parse(@Context UriInfo uri) {
        return parseForm(uri, "");
    }

    /** The same, as a form. */
    @POST
    @Path("parse_query")
    public Response parseForm(@Context UriInfo uri, String form) {
        return reception.answer(uri, form, (agent, given) -> StatusCalls.tree(agent.desk(), given));
    }
}
