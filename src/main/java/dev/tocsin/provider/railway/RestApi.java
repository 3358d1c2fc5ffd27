package dev.tocsin.provider.railway;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Railway's one endpoint. Its implementation is generated at build time. */
@Path("")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public interface RestApi {
    /** Posts {@code body}; a header that is null is left out. */
    @POST
    CompletionStage<Response> post(
            @Nullable @HeaderParam("Authorization") String account,
            @Nullable @HeaderParam("Project-Access-Token") String project,
            String body);
}
