package dev.tocsin.web;

import dev.tocsin.app.AgentBean;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestStreamElementType;

/** The public page. It is made at most once a second, however many look at it. */
@Path("/status")
public class StatusResource {
    private static final long RETRY_SECONDS = 30;

    private final AgentBean bean;
    private final PublicView view;

    StatusResource(AgentBean bean, PublicView view) {
        this.bean = bean;
        this.view = view;
    }

    /** How the public services stand. */
    @GET
    @Produces(MediaType.TEXT_HTML)
    @RunOnVirtualThread
    public Response status() {
        return bean.agent().map(agent -> Html.ok(view.html(agent))).orElseGet(Html::notStarted);
    }

    /** A word whenever what everybody may see changed. 503 when too many listen. */
    @GET
    @Path("events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.TEXT_PLAIN)
    public Multi<String> events() {
        return view.listen().orElseThrow(() -> new ServiceUnavailableException(RETRY_SECONDS));
    }
}
