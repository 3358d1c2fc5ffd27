package dev.tocsin.api;

import dev.tocsin.app.Agent;
import dev.tocsin.app.AgentBean;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.stream.Collectors;

/** Prometheus' management endpoints. */
@Path("/-")
@Produces(MediaType.TEXT_PLAIN)
@RunOnVirtualThread
public class ManagementResource {
    private final AgentBean bean;

    ManagementResource(AgentBean bean) {
        this.bean = bean;
    }

    /** 200 while the process answers. */
    @GET
    @Path("healthy")
    public String healthy() {
        return "Tocsin is healthy.\n";
    }

    /** 200 while turns are taken. */
    @GET
    @Path("ready")
    public Response ready() {
        boolean turning = bean.agent().filter(Agent::isTurning).isPresent();
        return turning
                ? Response.ok("Tocsin is ready.\n").build()
                : Response.status(503).entity("Tocsin takes no turns.\n").build();
    }

    /** Loads the configuration anew; 500 with every fault when it does not hold, and the old one stays in force. */
    @POST
    @Path("reload")
    public Response reload() {
        return bean.agent()
                .map(agent -> {
                    Agent.Reload reload = agent.reload();
                    String faults =
                            reload.faults().stream().map(fault -> fault + "\n").collect(Collectors.joining());
                    return Response.status(reload.successful() ? 200 : 500)
                            .entity(faults)
                            .build();
                })
                .orElseGet(() -> Response.status(503).build());
    }
}
