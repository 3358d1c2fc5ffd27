package dev.tocsin.api.prometheus;

import dev.tocsin.app.AgentBean;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** Which series there are. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SeriesResource {
    private final Reception reception;
    private final SeriesCalls calls = new SeriesCalls();

    SeriesResource(AgentBean bean) {
        this.reception = new Reception(bean);
    }

    /** The labels of the series that some selectors name. */
    @GET
    @Path("series")
    public Response series(@Context UriInfo uri) {
        return seriesForm(uri, "");
    }

    /** The same, as a form. */
    @POST
    @Path("series")
    public Response seriesForm(@Context UriInfo uri, String form) {
        return reception.answer(uri, form, (agent, given) -> calls.series(Reception.reading(agent), given));
    }

    /** The names of labels. */
    @GET
    @Path("labels")
    public Response labels(@Context UriInfo uri) {
        return labelsForm(uri, "");
    }

    /** The same, as a form. */
    @POST
    @Path("labels")
    public Response labelsForm(@Context UriInfo uri, String form) {
        return reception.answer(uri, form, (agent, given) -> calls.names(Reception.reading(agent), given));
    }

    /** The values of a label. */
    @GET
    @Path("label/{name}/values")
    public Response values(@Context UriInfo uri, @PathParam("name") String name) {
        return reception.answer(uri, (agent, given) -> calls.values(Reception.reading(agent), given, name));
    }
}
